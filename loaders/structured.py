"""What pages say of themselves to search engines and catalogues: JSON-LD in the words of schema.org and DCAT.

Terms: https://schema.org/Dataset, https://schema.org/Observation, https://www.w3.org/TR/vocab-dcat-3/. The context stands
inline, so that whoever reads it need fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from loaders.citing.ourselves import contributors
from loaders.citing.reference import REPORT, WEB_PAGE, Reference, iso_date
from loaders.citing.sources import figure_reference, source_reference
from loaders.dataset import Dataset
from loaders.exports.formats import FORMATS
from loaders.exports.taken import API, DESCRIPTION, PACKAGE
from loaders.holdings import Holdings, holdings
from loaders.kept import kept
from loaders.publication import LICENCE_URL, data_date, data_version
from loaders.quoting import period_told, thing_told, who_told
from loaders.related import figure_row
from loaders.texts import text
from loaders.words import Row

_CONTEXT = {"@vocab": "https://schema.org/", "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"}
_ZIP = "application/zip"
_WHOLE = "/#dataset"
#: A source that is a data set is called a work here: whoever collects data sets should find ours, described in full.
_WORKS: Mapping[str, str] = MappingProxyType({REPORT: "Report", WEB_PAGE: "WebPage"})
_COUNTRY = "KZ"
Node = dict[str, Any]


@kept(64)
def json_ld(dataset: Dataset, kind: str, key: str, *, lang: str = "en", site: str = "") -> str:
    """The JSON-LD of a page, by the kind of page and which one (a topic, a figure), or nothing where it has none.

    ``site`` is the address of the dashboard without a slash at its end; where it is empty, addresses are paths.
    """
    if kind in ("overview", "data"):
        node = dataset_node(dataset, lang=lang, site=site)
    elif kind == "topic":
        node = dataset_node(dataset, key, lang=lang, site=site)
    elif kind == "observation":
        node = observation_node(dataset, key, lang=lang, site=site)
    else:
        return ""
    return json.dumps({"@context": _CONTEXT, **node}, ensure_ascii=False, separators=(",", ":"))


def dataset_node(dataset: Dataset, topic: str = "", *, lang: str = "en", site: str = "") -> Node:
    """All figures, or those of a topic, as a data set of schema.org and of DCAT."""
    there_is = holdings(dataset)[topic]
    sources = there_is.sources if topic else dataset.table("sources")["source_id"]
    product, page = text(dataset, "product.name", lang=lang), f"{site}/{topic}"
    name, about = product, text(dataset, "description.overview", lang=lang)
    if topic:
        label = dataset.code("topic", topic, lang)
        name = text(dataset, "structured.topic", lang=lang, topic=label, product=product)
        about = text(dataset, f"intro.{topic}", lang=lang)
    files = list(_files(topic, site))
    version, changed = data_version(dataset), data_date(dataset).isoformat()
    keywords = text(dataset, "structured.keywords", lang=lang).split(", ")
    return {
        "@type": ["Dataset", "dcat:Dataset"],
        "@id": f"{page}#dataset",
        **_twice("name", "dct:title", name),
        **_twice("description", "dct:description", about),
        **_twice("identifier", "dct:identifier", page),
        "url": page,
        **_twice("version", "dcat:version", version),
        **_twice("dateModified", "dct:modified", changed),
        "license": LICENCE_URL,
        "dct:license": {"@id": LICENCE_URL},
        "creator": {"@type": "Organization", "name": contributors(dataset, lang)},
        **_twice("keywords", "dcat:keyword", keywords),
        "isAccessibleForFree": True,
        "inLanguage": lang,
        "spatialCoverage": _place(dataset, _COUNTRY, lang),
        **_span(there_is),
        "variableMeasured": [_variable(dataset, name, lang) for name in there_is.indicators],
        "isBasedOn": [work(source_reference(dataset, name, lang)) for name in sources],
        "distribution": files,
        "dcat:distribution": [{"@id": file["@id"]} for file in files],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": product, "url": f"{site}/"},
        **({"isPartOf": {"@id": f"{site}{_WHOLE}"}} if topic else {}),
    }


def observation_node(dataset: Dataset, obs_id: str, *, lang: str = "en", site: str = "") -> Node:
    """A figure with its value, its bound, who counted, and the document and place as its citation.

    KeyError when there is no such figure. A hidden number has no value; the words say that it is hidden.
    """
    row, page = figure_row(dataset, obs_id), f"{site}/observation/{obs_id}"
    reference = figure_reference(dataset, obs_id, lang, site=site)
    place, period = dataset.code("ref_area", row["ref_area"], lang), period_told(dataset, row, lang)
    definition = dataset.label("indicators", row["indicator_id"], lang, column="definition")
    qualified = {"measurementQualifier": dataset.code("bound", row["bound"], lang)} if row["bound"] != "exact" else {}
    return {
        "@type": "Observation",
        "@id": page,
        "url": page,
        "identifier": obs_id,
        "name": ", ".join([thing_told(dataset, row, lang), place, period]),
        "description": reference.notes[0],
        "variableMeasured": {**_variable(dataset, row["indicator_id"], lang), "description": definition},
        "observationAbout": _place(dataset, row["ref_area"], lang),
        **_value(row),
        "unitText": dataset.code("unit_measure", row["unit_measure"], lang),
        **qualified,
        **_moment(row),
        "measurementMethod": " ".join(who_told(dataset, row, lang)),
        "citation": work(reference),
        "isPartOf": {"@id": f"{site}{_WHOLE}"},
    }


def work(reference: Reference) -> Node:
    """A document as a creative work; ``pagination`` is the place in it."""
    node = {
        "@type": _WORKS.get(reference.kind, "CreativeWork"),
        "name": reference.title,
        "author": [{"@type": "Organization", "name": author} for author in reference.authors],
        "identifier": list(reference.symbols),
        "datePublished": iso_date(reference.published),
        "inLanguage": reference.language,
        "pagination": reference.locator,
        "url": reference.url,
    }
    return {name: value for name, value in node.items() if value}


def _files(topic: str, site: str) -> Iterator[Node]:
    """Every file with these figures; of a topic without the package, which is of all."""
    query = f"?{urlencode({'topic': topic})}" if topic else ""
    for ending, written in FORMATS.items():
        if written.is_of("observations"):
            yield _file(f"{site}{API}/observations.{ending}{query}", written.media_type.partition(";")[0], site)
    if not topic:
        yield _file(f"{site}{PACKAGE}", _ZIP, site)


def _file(address: str, media_type: str, site: str) -> Node:
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "@id": address,
        "contentUrl": address,
        "dcat:downloadURL": {"@id": address},
        **_twice("encodingFormat", "dcat:mediaType", media_type),
        "dcat:accessService": {
            "@type": "dcat:DataService",
            "@id": f"{site}{API}",
            "dcat:endpointDescription": {"@id": f"{site}{DESCRIPTION}"},
        },
    }


def _twice(term: str, other: str, value: Any) -> Node:
    """One value under the terms of schema.org and of DCAT."""
    return {term: value, other: value}


def _variable(dataset: Dataset, indicator_id: str, lang: str) -> Node:
    return {"@type": "StatisticalVariable", "name": dataset.label("indicators", indicator_id, lang)}


def _place(dataset: Dataset, area: str, lang: str) -> Node:
    return {"@type": "Place", "name": dataset.code("ref_area", area, lang), "identifier": area}


def _span(there_is: Holdings) -> Node:
    """From the first day to the last one that any figure speaks of; nothing where none has a date."""
    first, last = there_is.first, there_is.last
    return {} if pd.isna(first) else {"temporalCoverage": f"{first.date()}/{last.date()}"}


def _value(row: Row) -> Node:
    """The value, or the limit that a bound sets."""
    if row["bound"] == "suppressed":
        return {}
    value = float(row["obs_value"])
    term = {"at_least": "minValue", "at_most": "maxValue"}.get(row["bound"], "value")
    return {term: int(value) if value.is_integer() else value}


def _moment(row: Row) -> Node:
    """A year, a day, or an interval of ISO 8601; nothing without a date."""
    if row["period_kind"] == "undated":
        return {}
    first, last = row["period_start"].date().isoformat(), row["period_end"].date().isoformat()
    words = {"year": first[:4], "day": first}.get(row["period_kind"], f"{first}/{last}")
    return {"observationDate": words}
