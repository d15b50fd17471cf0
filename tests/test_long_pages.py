"""Pages that would be too long are cut into parts, and no page looks at figures that it does not show."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.grown import write_grown
from components.long_pages import FIGURES, SOURCES, source_href
from components.numbered import part, parts_of, with_number
from loaders import Dataset, load_dataset
from loaders.disagreements import conflicts, seeming
from loaders.exports.asking import Asked, rows_asked
from loaders.exports.how_many import how_many
from loaders.tables import TOPICS
from server.dashboard import create_app

_NEXT = re.compile(r'<a [^>]*href="([^"]*)">Next rows')
_PREVIOUS = re.compile(r'<a [^>]*href="([^"]*)">Previous rows')


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The data of this repository, grown tenfold."""
    folder = tmp_path_factory.mktemp("grown") / "10"
    write_grown(10, folder)
    return load_dataset(folder, is_known_valid=True)


@pytest.fixture(scope="module")
def client(grown: Dataset) -> FlaskClient:
    return create_app(grown).server.test_client()


def read(client: FlaskClient, address: str) -> Iterator[str]:
    """Every part of a page, by its own links."""
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = answer.get_data(as_text=True)
        yield page
        following = _NEXT.search(page)
        address = unescape(following[1]) if following else ""


def test_the_figures_of_an_indicator_stand_in_parts_that_leave_none_out(client: FlaskClient, grown: Dataset) -> None:
    figures = grown.observations
    named = set(figures.loc[figures["indicator_id"] == "population_children", "obs_id"])
    pages = list(read(client, "/evidence/population_children"))
    rows = [name for page in pages for name in re.findall(r'<tr id="obs-([^"]*)"', page)]
    assert len(pages) == parts_of(len(named), FIGURES) > 1
    assert (len(rows), set(rows)) == (len(named), named)
    starts = range(1, len(named) + 1, FIGURES)
    told = [f"Rows {first} to {min(first + FIGURES - 1, len(named))} of {len(named)}." for first in starts]
    assert [words for words, page in zip(told, pages, strict=True) if words not in page] == []
    # Every part but the first leads back to the one before it.
    back = [unescape(found[1]) if (found := _PREVIOUS.search(page)) else "" for page in pages]
    assert back == ["", *(with_number("/evidence/population_children", number) for number in range(1, len(pages)))]


def test_every_pair_that_seems_to_disagree_stands_in_one_of_the_parts(client: FlaskClient, grown: Dataset) -> None:
    pages = list(read(client, "/compare"))
    shown = [name for page in pages for name in re.findall(r'<article [^>]*id="(pair-[^"]*)"', page)]
    explained = grown.table("explanations")
    told = {frozenset(names.split("|")) for names in explained.loc[explained["about"] == "pair", "concerns"]}
    pairs = zip(*(grown.comparisons[name] for name in ("obs_a", "obs_b", "class")), strict=True)
    due = [both for *both, kind in pairs if kind == "conflict" or frozenset(both) in told]
    assert len(pages) > 1
    assert len(shown) == len(set(shown)) == len(due)


def test_a_link_to_a_source_leads_to_the_part_in_which_it_stands(client: FlaskClient, grown: Dataset) -> None:
    last = str(grown.table("sources")["source_id"].iloc[-1])
    assert len(grown.table("sources")) > SOURCES
    path, _, anchor = source_href(grown, last).partition("#")
    assert path == "/data?part=2"
    assert f'id="{anchor}"' in client.get(path).get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["/data?part=9", "/evidence/population_children?part=0", "/compare?part=x", "/cases?part=2"]
)
def test_a_part_that_there_is_not_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_a_topic_shows_ten_pairs_at_once_and_leaves_none_out(client: FlaskClient, grown: Dataset) -> None:
    pages = list(read(client, "/compare?topic=adoptions"))
    shown = [re.findall(r'<article [^>]*id="(pair-[^"]*)"', page) for page in pages]
    due = len(conflicts(grown)["adoptions"]) + len(seeming(grown)["adoptions"])
    assert [len(of_page) for of_page in shown[:-1]] == [10] * (parts_of(due, 10) - 1)
    assert len({name for of_page in shown for name in of_page}) == due > 20


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/evidence/population_children?period=after", 2),  # all periods together have more parts
        ("/evidence/population_children?period=2005", 1),
        ("/data", 3),  # fewer of sources than of codes
        ("/compare?topic=adoptions", 2),  # all topics together have more
        ("/compare?topic=context", 1),
        ("/compare?indicator_id=adoptions_relatives_abroad", 2),
    ],
)
def test_the_ways_lead_to_every_part_and_beyond_the_last_there_is_none(
    client: FlaskClient, address: str, least: int
) -> None:
    parts = len(list(read(client, address)))
    assert parts >= least
    assert (parts == 1) == (least == 1)
    assert client.get(with_number(address, parts + 1)).status_code == 400


@pytest.mark.parametrize(
    "path", ["/data", "/compare", *(f"/compare?topic={topic}" for topic in TOPICS), "/evidence/population_children"]
)
def test_todays_pages_are_in_one_part(real: Dataset, path: str) -> None:
    page = create_app(real).server.test_client().get(path).get_data(as_text=True)
    assert "Next rows" not in page


def test_a_part_keeps_the_query_and_the_anchor() -> None:
    assert with_number("/evidence/x?period=before", 2) == "/evidence/x?period=before&part=2"
    assert with_number("/data#source-x", 3) == "/data?part=3#source-x"
    assert with_number("/data", 1) == "/data"
    assert list(part(range(5), 9, 2)) == [4]


@pytest.mark.parametrize(
    ("collection", "chosen"),
    [
        ("observations", {}),
        ("observations", {"indicator_id": ("population_children",)}),
        ("observations", {"obs_id": ("tm-4-4-7-2003", "opsc2004-p56-6", "nothing")}),
        ("observations", {"topic": ("adoptions",), "sex": ("F",)}),
        ("comparisons", {}),
        ("comparisons", {"class": ("conflict",), "topic": ("adoptions",)}),
        ("comparisons", {"indicator_id": ("adoptions_total",)}),
        ("comparisons", {"obs_id": ("tm-4-4-7-2003",)}),
        ("comparisons", {"obs_a": ("opsc2004-p56-6",), "obs_b": ("tm-4-4-7-2003",)}),
        ("gaps", {"topic": ("adoptions",)}),
    ],
)
def test_rows_are_counted_without_being_made(
    real: Dataset, collection: str, chosen: dict[str, tuple[str, ...]]
) -> None:
    asked = Asked(collection, tuple(chosen.items()))
    assert how_many(real, asked) == len(rows_asked(real, asked)) > 0


@pytest.mark.parametrize(
    "address",
    [
        "/observation/tm-4-4-7-2003",
        "/compare/opsc2004-p56-6/tm-4-4-7-2003",
        "/evidence/adoptions_total",
        "/compare",
        "/compare?indicator_id=adoptions_total",
        "/trafficking?year_to=2007",
        "/trafficking?indicator_id=trafficking_victims_detected",
        "/lessons",
    ],
)
def test_no_page_asks_all_figures_for_what_it_shows(
    grown: Dataset, client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted as frames that are as long as the data: no condition over all of them is made for a page."""
    total, long = len(grown.observations), []
    compared = pd.Series._cmp_method

    def counted(own: pd.Series, other: object, how: object) -> pd.Series:
        long.extend([how] if len(own) >= min(total, len(grown.comparisons)) else [])
        return compared(own, other, how)  # type: ignore[no-any-return]

    monkeypatch.setattr(pd.Series, "_cmp_method", counted)
    assert client.get(address).status_code == 200
    assert long == []
