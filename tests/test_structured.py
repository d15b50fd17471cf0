"""What pages say of themselves to programs, read by rdflib: nothing is fetched, nothing required is missing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from loaders import Dataset
from loaders.publication import LICENCE_URL, data_date, data_version
from loaders.structured import json_ld, observation_node
from loaders.tables import TOPICS
from server.prerender import data_block

#: rdflib's own reader of JSON-LD uses a part of rdflib that it gives up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SCHEMA, DCAT = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SITE = "https://figures.example"
FIGURE = "opsc2004-p56-6"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
#: What a data set must say of itself: for catalogues (DCAT-AP), for the search of data sets, and for us.
REQUIRED = (
    *(SCHEMA[name] for name in ("name", "description", "identifier", "url", "version", "dateModified", "license")),
    *(SCHEMA[name] for name in ("creator", "keywords", "spatialCoverage", "temporalCoverage", "variableMeasured")),
    *(SCHEMA[name] for name in ("isBasedOn", "distribution", "includedInDataCatalog")),
    *(DCT[name] for name in ("title", "description", "identifier", "license", "modified")),
    *(DCAT[name] for name in ("distribution", "keyword", "version")),
)
#: The files that hold all figures.
FILES = {
    "/api/v1/observations.csv": "text/csv",
    "/api/v1/observations.json": "application/json",
    "/api/v1/observations.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "/api/v1/observations.sdmx.csv": "application/vnd.sdmx.data+csv",
    "/api/v1/datapackage.zip": "application/zip",
}


@pytest.fixture(scope="module")
def client(real: Dataset) -> FlaskClient:
    from app import create_app

    return create_app(real, public_url=SITE).server.test_client()


def graph(words: str, base: str = f"{SITE}/") -> Graph:
    """What the words say, with nothing fetched: the context stands in them."""
    assert set(json.loads(words)["@context"]) == {"@vocab", "dcat", "dct"}
    return Graph().parse(data=words, format="json-ld", publicID=base)


def of(real: Dataset, kind: str, key: str = "") -> Graph:
    return graph(json_ld(real, kind, key, site=SITE))


def files(found: Graph) -> dict[str, str]:
    """The address of each file of the data set, with its media type."""
    return {
        str(found.value(node, SCHEMA.contentUrl)): str(found.value(node, SCHEMA.encodingFormat))
        for node in found.objects(predicate=SCHEMA.distribution)
    }


def in_page(client: FlaskClient, path: str) -> list[str]:
    return BLOCK.findall(client.get(path).text)


@pytest.mark.parametrize("place", [("overview", ""), ("data", ""), *(("topic", topic) for topic in TOPICS)])
def test_a_page_describes_one_data_set_with_all_that_is_required(real: Dataset, place: tuple[str, str]) -> None:
    found = of(real, *place)
    nodes = set(found.subjects(RDF.type, SCHEMA.Dataset))
    assert nodes == set(found.subjects(RDF.type, DCAT.Dataset)) == {URIRef(f"{SITE}/{place[1]}#dataset")}
    (node,) = nodes
    assert [str(term) for term in REQUIRED if found.value(node, term, any=True) in (None, Literal(""))] == []
    assert found.value(node, SCHEMA.version) == Literal(data_version(real))
    assert found.value(node, SCHEMA.dateModified) == Literal(data_date(real).isoformat())
    assert found.value(node, DCT.license) == URIRef(LICENCE_URL)


def test_what_is_not_there_is_found_missing(real: Dataset) -> None:
    words = json.loads(json_ld(real, "overview", "", site=SITE))
    del words["creator"]
    found = graph(json.dumps(words))
    node = URIRef(f"{SITE}/#dataset")
    assert [term for term in REQUIRED if found.value(node, term, any=True) is None] == [SCHEMA.creator]


def test_the_whole_names_every_indicator_and_every_source(real: Dataset) -> None:
    found, node = of(real, "data"), URIRef(f"{SITE}/#dataset")
    labels = {str(found.value(one, SCHEMA.name)) for one in found.objects(node, SCHEMA.variableMeasured)}
    assert labels == set(real.table("indicators")["label_en"])
    works = list(found.objects(node, SCHEMA.isBasedOn))
    assert len(works) == len(real.table("sources"))
    assert all(found.value(one, SCHEMA.author) is not None for one in works)
    assert URIRef(f"{SITE}/#dataset") not in set(found.objects(predicate=SCHEMA.isPartOf))


def test_the_whole_names_every_file(real: Dataset) -> None:
    assert files(of(real, "overview")) == {f"{SITE}{path}": kind for path, kind in FILES.items()}


def test_a_topic_is_a_part_of_the_whole_and_its_files_hold_only_the_topic(real: Dataset) -> None:
    found, node = of(real, "topic", "adoptions"), URIRef(f"{SITE}/adoptions#dataset")
    assert found.value(node, SCHEMA.isPartOf) == URIRef(f"{SITE}/#dataset")
    paths = [path for path in FILES if path.endswith(("csv", "json", "xlsx"))]
    assert set(files(found)) == {f"{SITE}{path}?topic=adoptions" for path in paths}
    label = Literal("Convictions under article 113 (organs and tissues)")
    assert label not in set(found.objects(predicate=SCHEMA.name))


@pytest.mark.parametrize("place", [("overview", ""), ("topic", "convictions")])
def test_every_file_that_is_named_is_there_and_of_its_kind(
    client: FlaskClient, real: Dataset, place: tuple[str, str]
) -> None:
    for address, kind in files(of(real, *place)).items():
        answer = client.head(address.removeprefix(SITE))
        assert (answer.status_code, answer.mimetype) == (200, kind), address


def test_the_program_interface_is_described(client: FlaskClient, real: Dataset) -> None:
    found = of(real, "overview")
    described = set(found.objects(predicate=DCAT.endpointDescription))
    assert described == {URIRef(f"{SITE}/openapi.json")}
    assert client.get("/openapi.json").status_code == 200


def test_a_figure_is_an_observation_with_its_value_its_year_and_its_paragraph(real: Dataset) -> None:
    found, node = of(real, "observation", FIGURE), URIRef(f"{SITE}/observation/{FIGURE}")
    assert found.value(node, RDF.type) == SCHEMA.Observation
    assert found.value(node, SCHEMA.value) == Literal(1023)
    assert found.value(node, SCHEMA.unitText) == Literal("children")
    assert found.value(node, SCHEMA.observationDate) == Literal("2003")
    assert "Registry offices of Kazakhstan" in str(found.value(node, SCHEMA.measurementMethod))
    cited = found.value(node, SCHEMA.citation)
    assert found.value(cited, SCHEMA.pagination) == Literal("para. 56")
    assert found.value(cited, SCHEMA.url) == Literal("https://undocs.org/CRC/C/OPSC/KAZ/1")
    assert set(found.objects(cited, SCHEMA.identifier)) == {
        Literal("CRC/C/OPSC/KAZ/1"),
        Literal("CRC/C/OPSA/KAZ/1"),
    }
    assert set(found.subjects(RDF.type, SCHEMA.StatisticalVariable)) == {found.value(node, SCHEMA.variableMeasured)}


def of_figures(real: Dataset, **conditions: str) -> list[dict[str, Any]]:
    figures = real.observations
    for column, value in conditions.items():
        figures = figures[figures[column] == value]
    assert len(figures)
    return [observation_node(real, name) for name in figures["obs_id"]]


def test_a_limit_is_no_value(real: Dataset) -> None:
    for bound, term in (("at_least", "minValue"), ("at_most", "maxValue")):
        assert all(term in node and "value" not in node for node in of_figures(real, bound=bound))


def test_a_hidden_number_has_no_value_and_says_why(real: Dataset) -> None:
    for node in of_figures(real, bound="suppressed"):
        assert not {"value", "minValue", "maxValue"} & set(node)
        assert "hides" in node["measurementQualifier"]


def test_a_figure_without_a_date_has_none(real: Dataset) -> None:
    assert all("observationDate" not in node for node in of_figures(real, period_kind="undated"))


def test_a_part_of_a_year_is_an_interval(real: Dataset) -> None:
    assert observation_node(real, "opsc2004-p91-6")["observationDate"] == "2003-01-01/2003-06-30"


def test_every_figure_can_be_described(real: Dataset) -> None:
    for name in real.observations["obs_id"]:
        node = observation_node(real, name)
        assert all(value not in ("", [], None) for value in node.values()), name
        json.dumps(node, allow_nan=False)


def test_pages_bear_it_in_their_head_and_others_do_not(client: FlaskClient) -> None:
    for path in ("/", "/data", "/cases", f"/observation/{FIGURE}"):
        assert len(in_page(client, path)) == 1, path
        assert client.get(path).text.index("application/ld+json") < client.get(path).text.index("</head>")
    for path in ("/compare", "/search?q=adoption", "/typo"):
        assert in_page(client, path) == [], path


def test_it_is_the_same_in_the_page(client: FlaskClient, real: Dataset) -> None:
    assert json.loads(in_page(client, "/cases")[0]) == json.loads(json_ld(real, "topic", "cases", site=SITE))


def test_nothing_in_the_data_can_end_the_block() -> None:
    words = json.dumps({"name": "</script><script>alert(1)</script><!-- <5"})
    block = data_block(words, "application/ld+json")
    assert block.count("<") == 2
    assert json.loads(BLOCK.findall(block)[0]) == json.loads(words)


def test_without_a_published_address_it_holds_for_whatever_the_page_has(real: Dataset) -> None:
    found = graph(json_ld(real, "topic", "cases"), base="http://127.0.0.1:8050/cases")
    assert set(found.subjects(RDF.type, SCHEMA.Dataset)) == {URIRef("http://127.0.0.1:8050/cases#dataset")}
