"""What a citation says, in which order, and what it leaves out; every form in our own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders import Dataset
from loaders.citing.bibtex import bibtex
from loaders.citing.csl import csl_item
from loaders.citing.forms import FORMS
from loaders.citing.gost import gost
from loaders.citing.plain import plain
from loaders.citing.reference import DATASET, REPORT, WEB_PAGE, Reference, date_of, date_words, iso_date
from loaders.citing.ris import ris
from loaders.citing.subject import FIGURE, SOURCE, VIEW, Subject, reference_of
from loaders.publication import data_date, data_version
from loaders.related import figure_row

SITE = "https://figures.example"
PRODUCT = "Children's protection in Kazakhstan: the evidence"
#: 1,023 children adopted by foreigners in 2003, counted by the registry offices: para. 56 of the first report.
FIGURE_2004 = "opsc2004-p56-6"
TITLE_2004 = (
    "Initial report of Kazakhstan under the Optional Protocol on the sale of children, child prostitution and child "
    "pornography"
)
#: A number in Russian words, quoted by one newspaper from another: Altyn-Orda of 2013.
QUOTED = "altyn-orda-2013-1"
#: A line as no source has it: letters of Kazakh, and everything that a form could take for a command.
HOSTILE = Reference(
    key="made-up-1",
    kind=REPORT,
    title="Әділет {50%} & _үміт_ #1 $~\\ <5 }",
    language="kk",
    authors=("Қазақстан Үкіметі",),
    symbols=("ҚР_1", "ҚР/2"),
    published=(2010, 5),
    locator="12-тармақ",
    url="https://example.org/a_b?x=%20{1}",
    accessed=(2012, 1, 31),
    notes=("50% & одан көп",),
)


def version(real: Dataset) -> str:
    day = data_date(real)
    return f"Data version {data_version(real)}, {day.day} {day:%B %Y}"


def figure(real: Dataset, obs_id: str = FIGURE_2004) -> Reference:
    return reference_of(real, Subject(FIGURE, obs_id), site=SITE)


# what is said, and in which order


def test_a_figure_names_its_document_and_paragraph_first_and_us_last(real: Dataset) -> None:
    assert plain(real, figure(real)) == (
        f"Government of Kazakhstan. {TITLE_2004}. CRC/C/OPSC/KAZ/1, CRC/C/OPSA/KAZ/1. 21 July 2004. para. 56. "
        "Children adopted by foreigners, Kazakhstan, 2003: as printed “1,023” (children). Counted by Registry offices "
        "of Kazakhstan, a part of the publisher. Take care: Period inferred. https://undocs.org/CRC/C/OPSC/KAZ/1 "
        f"As compiled in: {PRODUCT}. {version(real)}. {SITE}/observation/{FIGURE_2004}"
    )


def test_a_relayed_figure_says_who_counted_and_through_whom_it_came(real: Dataset) -> None:
    said = plain(real, figure(real, QUOTED))
    counter = said.index("Counted by Committee for the Protection of Children's Rights")
    assert said.index("as printed “восемь тысяч” (children)") < counter < said.index("Relayed by: Express K.")
    assert "Altyn-Orda prints this count and does not confirm it." in said


def test_a_figure_that_nobody_claims_says_so(real: Dataset) -> None:
    assert "The source does not say who counted." in plain(real, figure(real, "opsc2004-p91-6"))


def test_a_figure_of_the_publisher_itself_names_no_counter(real: Dataset) -> None:
    row = figure_row(real, "iom-kz-2015-1")
    assert row["counted_by"] == row["publisher"] == "iom"
    assert "ounted by" not in plain(real, figure(real, "iom-kz-2015-1"))


def test_the_originator_comes_first_in_every_form(real: Dataset) -> None:
    for name, form in FORMS.items():
        written = form.write(real, figure(real), "en")
        assert written.index("Government of Kazakhstan") < written.index(PRODUCT), name
        assert written.index("para. 56") < written.index(SITE), name


def test_the_dashboard_is_cited_with_its_version_and_the_day_of_its_data(real: Dataset) -> None:
    assert plain(real, reference_of(real, Subject(), site=SITE)) == (
        f"The contributors to {PRODUCT}. {PRODUCT}. {version(real)}. Licence: CC BY 4.0. {SITE}/"
    )


def test_a_view_is_a_part_of_the_dashboard(real: Dataset) -> None:
    view = Subject(VIEW, "/adoptions?year_from=2003", f"Children  adopted\nby foreigners – {PRODUCT}")
    assert plain(real, reference_of(real, view, site=SITE)) == (
        f"The contributors to {PRODUCT}. Children adopted by foreigners. In: {PRODUCT}. {version(real)}. "
        f"Licence: CC BY 4.0. {SITE}/adoptions?year_from=2003"
    )


def test_the_first_page_is_a_part_of_nothing(real: Dataset) -> None:
    found = reference_of(real, Subject(VIEW, "/?theme=dark", PRODUCT), site=SITE)
    assert (found.title, found.container) == (PRODUCT, "")


def test_two_views_have_two_keys(real: Dataset) -> None:
    keys = {reference_of(real, Subject(VIEW, address, PRODUCT)).key for address in ("/cases", "/cases?events=shown")}
    assert len(keys) == 2


def test_where_the_site_is_not_known_its_addresses_are_paths(real: Dataset) -> None:
    assert plain(real, reference_of(real, Subject(FIGURE, FIGURE_2004))).endswith(f" /observation/{FIGURE_2004}")


# what is not known


def test_a_title_that_is_not_known_is_its_translation_in_brackets(real: Dataset) -> None:
    assert plain(real, reference_of(real, Subject(SOURCE, "altyn_orda_2013"))) == (
        "Altyn-Orda. [Demand for foster children from Americans may grow in Kazakhstan]. 2013. "
        "https://altyn-orda.kz/?p=46687"
    )


def test_an_undated_source_without_an_address_has_neither(real: Dataset) -> None:
    found = reference_of(real, Subject(SOURCE, "ngo2005"))
    assert (found.published, found.url, found.accessed) == ((), "", ())
    assert plain(real, found).endswith("under the Optional Protocol.")


def test_what_is_not_known_is_in_no_form_of_any_source(real: Dataset) -> None:
    for name in real.table("sources")["source_id"]:
        for form, written in FORMS.items():
            said = written.write(real, reference_of(real, Subject(SOURCE, name)), "en")
            assert "not known" not in said, (name, form)
            assert "None" not in said, (name, form)


def test_every_figure_has_its_words_with_its_author_first_and_its_address_last(real: Dataset) -> None:
    for name in real.observations["obs_id"]:
        found = figure(real, name)
        for said in (plain(real, found), gost(real, found)):
            assert said.startswith(found.authors[0]), name
            assert said.endswith(f"{SITE}/observation/{name}"), name
            assert "not known" not in said, name
            assert "  " not in said, name
            assert ".." not in said.replace("...", ""), name


def test_a_source_that_was_read_on_a_known_day_says_so(spoken: Dataset) -> None:
    article = reference_of(spoken, Subject(SOURCE, "article"))
    assert article.accessed == (2012, 1, 31)
    assert plain(spoken, article).endswith("https://example.org/document (accessed 31 January 2012)")
    assert gost(spoken, article).endswith("URL: https://example.org/document (дата обращения: 31.01.2012)")
    assert csl_item(spoken, article)["accessed"] == {"date-parts": [[2012, 1, 31]]}


@pytest.mark.parametrize(
    ("precision", "date", "words", "iso"),
    [
        ("day", (2004, 7, 21), "21 July 2004", "2004-07-21"),
        ("month", (2004, 7), "July 2004", "2004-07"),
        ("year", (2004,), "2004", "2004"),
        ("unknown", (), "", ""),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(
    real: Dataset, precision: str, date: tuple[int, ...], words: str, iso: str
) -> None:
    day = real.row("sources", "opsc2004")["published"]
    assert date_of(day, precision) == date
    assert (date_words(date, "en"), iso_date(date)) == (words, iso)


# GOST


def test_gost_makes_a_figure_a_complex_reference(real: Dataset) -> None:
    day = data_date(real)
    assert gost(real, figure(real)) == (
        f"Government of Kazakhstan. {TITLE_2004} [Electronic resource] : CRC/C/OPSC/KAZ/1, CRC/C/OPSA/KAZ/1. "
        "21 July 2004. para. 56. Children adopted by foreigners, Kazakhstan, 2003: as printed “1,023” (children). "
        "Counted by Registry offices of Kazakhstan, a part of the publisher. Take care: Period inferred. URL: https://undocs.org/CRC/C/OPSC/KAZ/1 "
        f"; Cited from: {PRODUCT} [Electronic resource]. Data version {data_version(real)}. {day.day} {day:%B %Y}. "
        f"URL: {SITE}/observation/{FIGURE_2004}"
    )


@pytest.mark.parametrize(
    ("language", "medium", "read", "month"),
    [
        ("en", "[Electronic resource]", "(accessed: 31.01.2012)", "May 2010"),
        ("ru", "[Электронный ресурс]", "(дата обращения: 31.01.2012)", "май 2010"),
        ("kk", "[Электрондық ресурс]", "(қаралған күні: 31.01.2012)", "2010\u202fж. мамыр"),
    ],
)
def test_the_words_of_gost_are_in_the_language_of_the_document(
    real: Dataset, language: str, medium: str, read: str, month: str
) -> None:
    said = gost(real, replace(HOSTILE, language=language))
    assert f" {medium} : ҚР_1, ҚР/2. {month}. 12-тармақ. " in said
    assert said.endswith(f" {read}")


def test_gost_writes_a_part_behind_two_strokes(real: Dataset) -> None:
    view = reference_of(real, Subject(VIEW, "/cases", f"Cases – {PRODUCT}"), site=SITE)
    assert f". Cases [Electronic resource] // {PRODUCT}. " in gost(real, view)


def test_a_document_on_paper_has_no_medium(real: Dataset) -> None:
    on_paper = replace(HOSTILE, url="", accessed=())
    assert "ресурс" not in gost(real, on_paper)
    assert "URL" not in gost(real, on_paper)
    assert "ресурс" in gost(real, replace(on_paper, kind=WEB_PAGE))


# how each form protects what is said


def test_bibtex_protects_its_commands_and_keeps_letters_and_capitals(real: Dataset) -> None:
    entry = bibtex(real, HOSTILE)
    title = r"Әділет $\lbrace$50\%$\rbrace$ \& \_үміт\_ \#1 \$\textasciitilde{}\textbackslash{} <5 $\rbrace$"
    assert f"  title = {{{{{title}}}}},\n" in entry
    assert "  author = {{Қазақстан Үкіметі}},\n" in entry
    assert "  url = {https://example.org/a_b?x=%20%7B1%7D},\n" in entry
    assert "  langid = {kazakh},\n" in entry
    assert entry.startswith("@techreport{made-up-1,\n")
    assert entry.count("{") == entry.count("}")


def test_ris_is_one_line_a_tag(real: Dataset) -> None:
    lines = ris(real, replace(HOSTILE, title="First\nER  - second")).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "TI  - First ER - second" in lines
    assert "DA  - 2010/05//" in lines
    assert "SN  - ҚР_1, ҚР/2" in lines
    assert lines[-1] == "ER  - "
    assert sum(line.startswith("ER") for line in lines) == 1


@pytest.mark.parametrize(
    ("kind", "entry", "tag", "item"),
    [
        (REPORT, "@techreport", "RPRT", "report"),
        (WEB_PAGE, "@misc", "ELEC", "webpage"),
        (DATASET, "@misc", "DATA", "dataset"),
    ],
)
def test_every_kind_has_its_name_in_every_form(real: Dataset, kind: str, entry: str, tag: str, item: str) -> None:
    made = replace(HOSTILE, kind=kind)
    assert bibtex(real, made).startswith(entry)
    assert ris(real, made).startswith(f"TY  - {tag}")
    assert csl_item(real, made)["type"] == item
