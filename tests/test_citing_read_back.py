"""Tools that we did not write read our citations: bibtexparser, rispy and citeproc-py, letter by letter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text

from loaders import Dataset
from loaders.citing.bibtex import bibtex
from loaders.citing.csl import csl, csl_item
from loaders.citing.reference import REPORT, Reference
from loaders.citing.ris import ris
from loaders.citing.subject import FIGURE, SOURCE, VIEW, Subject, reference_of

#: Letters of Kazakh and Russian, quotation marks, and what BibTeX would take for a command.
MADE_UP = Reference(
    key="made-up-1",
    kind=REPORT,
    title="Әділет: {Бала} құқығы & «жұмыс» — 50% _үміт_ #1, $5 ~ <5",
    language="kk",
    authors=("Қазақстан Республикасының Үкіметі",),
    symbols=("ҚР/1", "ҚР/2"),
    published=(2010, 5, 31),
    locator="12-тармақ, 3-кесте",
    url="https://example.org/құжат?a=1&b=2",
    accessed=(2012, 1, 31),
    notes=("Отчёт Комитета: «сорок семь»",),
)
PARTS = ("key", "author", "title", "year", "locator", "url")
Told = dict[str, str]


def expected(reference: Reference) -> Told:
    values = (
        reference.key,
        *reference.authors,
        reference.title,
        str(reference.published[0]) if reference.published else "",
        reference.locator,
        reference.url,
    )
    return dict(zip(PARTS, values, strict=True))


def read_bibtex(entries: str) -> list[Told]:
    """The entries as bibtexparser finds them, the words of LaTeX as pylatexenc reads them."""
    found = bibtexparser.parse_string(entries)
    assert found.failed_blocks == []
    decode: Callable[[str], str] = LatexNodes2Text().latex_to_text

    def told(fields: Any) -> Told:
        raw = {name: field.value for name, field in fields.items()}
        words = {name: decode(raw.get(name, "")) for name in ("author", "title", "year", "locator")}
        return {**words, "url": raw.get("url", "")}

    return [{"key": entry.key, **told(entry.fields_dict)} for entry in found.entries]


def read_ris(records: str) -> list[Told]:
    """The records as rispy finds them."""
    return [
        {
            "key": found["id"],
            "author": "".join(found["authors"]),
            "title": found["title"],
            "year": found.get("year", ""),
            "locator": found.get("start_page", ""),
            "url": "".join(found.get("urls", [])),
        }
        for found in rispy.loads(records)
    ]


def everything(real: Dataset) -> Iterator[Reference]:
    """Every source, every figure, the dashboard and a view."""
    for name in real.table("sources")["source_id"]:
        yield reference_of(real, Subject(SOURCE, name))
    for name in real.observations["obs_id"]:
        yield reference_of(real, Subject(FIGURE, name), site="https://figures.example")
    yield reference_of(real, Subject(), site="https://figures.example")
    yield reference_of(real, Subject(VIEW, "/cases?events=shown", "Cases"), site="https://figures.example")


def test_bibtexparser_reads_letters_of_three_languages(real: Dataset) -> None:
    assert read_bibtex(bibtex(real, MADE_UP)) == [expected(MADE_UP)]


def test_a_title_in_a_style_keeps_its_capitals(real: Dataset) -> None:
    fields = bibtexparser.parse_string(bibtex(real, MADE_UP)).entries[0].fields_dict
    assert fields["title"].value.startswith("{")
    assert fields["author"].value == "{Қазақстан Республикасының Үкіметі}"
    assert fields["langid"].value == "kazakh"


def test_rispy_reads_letters_of_three_languages(real: Dataset) -> None:
    assert read_ris(ris(real, MADE_UP)) == [expected(MADE_UP)]
    found = rispy.loads(ris(real, MADE_UP))[0]
    assert (found["language"], found["date"], found["access_date"]) == ("kk", "2010/05/31/", "2012/01/31/")
    assert found["notes"] == ["12-тармақ, 3-кесте. Отчёт Комитета: «сорок семь»."]


def rendered(written: str) -> list[str]:
    """What a style that comes with citeproc-py makes of a list of CSL-JSON."""
    items = json.loads(written)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
    return [str(line) for line in bibliography.bibliography()]


def test_citeproc_sets_letters_of_three_languages(real: Dataset) -> None:
    assert rendered(csl(real, MADE_UP)) == [
        "Қазақстан Республикасының Үкіметі (2010) Әділет: {Бала} құқығы & «жұмыс» — 50% _үміт_ #1, $5 ~ <5. "
        "ҚР/1, ҚР/2. Қазақстан Республикасының Үкіметі. Available at: https://example.org/құжат?a=1&b=2 "
        "(Accessed: January 31, 2012)."
    ]


def test_bibtexparser_reads_every_source_and_every_figure(real: Dataset) -> None:
    found = list(everything(real))
    assert read_bibtex("\n\n".join(bibtex(real, one) for one in found)) == [expected(one) for one in found]


def test_rispy_reads_every_source_and_every_figure(real: Dataset) -> None:
    found = list(everything(real))
    assert read_ris("\r\n".join(ris(real, one) for one in found)) == [expected(one) for one in found]


#: Properties of an item in the schema of CSL-JSON 1.0.2, as far as we use them; the schema allows no others.
TEXTS = frozenset(
    ["id", "type", "title", "container-title", "number", "publisher", "version", "locator", "language", "URL", "note"]
)


def test_every_source_and_every_figure_is_an_item_of_csl_json(real: Dataset) -> None:
    items = {one.key: csl_item(real, one) for one in everything(real)}
    assert len(items) == len(real.table("sources")) + len(real.observations) + 2
    CiteProcJSON(list(items.values()))  # warns, and so fails, where it knows a type or a name not
    for key, item in items.items():
        assert set(item) <= TEXTS | {"author", "issued", "accessed"}, key
        assert all(isinstance(item[name], str) for name in TEXTS & set(item)), key
        assert item["type"] in ("report", "webpage", "dataset"), key
        assert [set(name) for name in item["author"]] == [{"literal"}], key
        for date in (item[name] for name in ("issued", "accessed") if name in item):
            assert 1 <= len(date["date-parts"][0]) <= 3, key


@pytest.mark.parametrize("source_id", ["opsc2004", "altyn_orda_2013", "transmonee2020", "ngo2005"])
def test_citeproc_sets_a_source_of_every_kind(real: Dataset, source_id: str) -> None:
    source = reference_of(real, Subject(SOURCE, source_id))
    (line,) = rendered(csl(real, source))
    for part in (source.title, *source.authors, *(str(part) for part in source.published[:1]), source.url):
        assert part in line


def test_what_is_lost_on_the_way_is_seen(real: Dataset) -> None:
    """The comparison above fails when a letter differs."""
    other = replace(MADE_UP, title=MADE_UP.title.replace("Ә", "Э"))
    assert read_bibtex(bibtex(real, other)) != [expected(MADE_UP)]
    assert read_ris(ris(real, other)) != [expected(MADE_UP)]
