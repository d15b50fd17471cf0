"""Citations by address: what is asked for, what is refused, and what the file is."""

from __future__ import annotations

import json
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest

from components import pages
from loaders import Dataset
from loaders.citing.asking import CITATION, PARAMETERS, citation_address, citation_file
from loaders.citing.forms import FOR_PROGRAMS, FORMS, IN_WORDS
from loaders.citing.subject import FIGURE, SOURCE, VIEW, Subject
from loaders.exports.download import BadQuery, Download
from loaders.publication import data_version

FIGURE_2004 = "opsc2004-p56-6"


def file_of(real: Dataset, form: str, **args: str | list[str]) -> Download | None:
    values = {name: value if isinstance(value, list) else [value] for name, value in args.items()}
    title_of = partial(pages.title_asked, real)
    return citation_file(real, form, values, title_of=title_of, site="https://figures.example")


def words(real: Dataset, form: str, **args: str) -> str:
    found = file_of(real, form, **args)
    assert found is not None
    return found.body.decode()


def refusal(real: Dataset, **args: str | list[str]) -> BadQuery:
    with pytest.raises(BadQuery) as caught:
        file_of(real, "txt", **args)
    return caught.value


def test_there_are_five_forms_each_with_its_media_type() -> None:
    assert {name: form.media_type for name, form in FORMS.items()} == {
        "txt": "text/plain; charset=utf-8",
        "gost.txt": "text/plain; charset=utf-8",
        "bib": "application/x-bibtex; charset=utf-8",
        "ris": "application/x-research-info-systems; charset=utf-8",
        "json": "application/vnd.citationstyles.csl+json",
    }
    assert {*IN_WORDS, *FOR_PROGRAMS} == set(FORMS)


def test_another_form_is_no_file(real: Dataset) -> None:
    assert file_of(real, "doc") is None
    assert file_of(real, "") is None


def test_the_name_of_a_file_says_what_is_cited_and_of_which_data(real: Dataset) -> None:
    version = data_version(real)
    for form in FORMS:
        found = file_of(real, form, obs_id=FIGURE_2004)
        assert found is not None
        assert found.file_name == f"kz-children_citation_{FIGURE_2004}_{version}.{form}"


def test_without_a_word_the_dashboard_is_cited(real: Dataset) -> None:
    assert words(real, "txt").endswith(" https://figures.example/\n")


def test_a_source_is_cited_by_its_id(real: Dataset) -> None:
    assert words(real, "bib", source_id="crc2015").startswith("@techreport{crc2015,\n")


def test_a_view_is_cited_with_the_title_of_its_page_and_its_choices(real: Dataset) -> None:
    item = json.loads(words(real, "json", view="/adoptions?year_from=1998&year_to=2023"))[0]
    assert (item["title"], item["URL"]) == (
        "Children adopted by foreigners, 1998 to 2023",
        "https://figures.example/adoptions?year_from=1998&year_to=2023",
    )


def test_what_readers_searched_for_cannot_break_an_address_or_a_record(real: Dataset) -> None:
    record = words(real, "ris", view="/search?q=a%0AER  - {b}")
    assert "UR  - https://figures.example/search?q=a%0AER++-+%7Bb%7D\r\n" in record
    assert record.count("\r\nER") == 1


def test_the_page_of_a_figure_is_cited_as_the_figure(real: Dataset) -> None:
    view = words(real, "txt", view=f"/observation/{FIGURE_2004}?theme=dark")
    assert view == words(real, "txt", obs_id=FIGURE_2004)
    assert view.startswith("Government of Kazakhstan.")


def test_an_unknown_parameter_is_refused_with_those_that_there_are(real: Dataset) -> None:
    error = refusal(real, style="apa")
    assert (error.parameter, error.allowed) == ("style", PARAMETERS)
    assert "obs_id, source_id, view, lang" in str(error)


def test_an_unknown_source_is_refused_with_those_that_there_are(real: Dataset) -> None:
    error = refusal(real, source_id="opsc2005")
    assert error.parameter == SOURCE
    assert set(error.allowed) == set(real.table("sources")["source_id"])


def test_an_unknown_figure_is_refused_with_where_they_all_stand(real: Dataset) -> None:
    error = refusal(real, obs_id="nothing")
    assert (error.parameter, error.allowed) == (FIGURE, ())
    assert "/api/v1/observations.csv" in str(error)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "adoptions",
        "/typo",
        "//evil.example/adoptions",
        "https://evil.example/adoptions",
        "/adoptions#chart",
        "/api/v1/observations.csv",
        "/observation/nothing",
        "http://[",
    ],
)
def test_what_is_no_page_here_is_not_cited(real: Dataset, address: str) -> None:
    error = refusal(real, view=address)
    assert error.parameter == VIEW
    assert "is no page here" in str(error)


def test_a_choice_that_a_page_does_not_know_is_refused_in_the_words_of_the_page(real: Dataset) -> None:
    error = refusal(real, view="/adoptions?colour=red")
    assert error.parameter == VIEW
    assert "“colour”" in str(error)


def test_only_one_thing_is_cited_at_a_time(real: Dataset) -> None:
    error = refusal(real, obs_id=FIGURE_2004, source_id="opsc2004")
    assert error.allowed == ("obs_id", "source_id", "view")
    assert refusal(real, obs_id=[FIGURE_2004, FIGURE_2004]).parameter == FIGURE


def test_an_unknown_language_is_refused(real: Dataset) -> None:
    assert refusal(real, lang="xx").parameter == "lang"
    assert words(real, "txt", lang="en") == words(real, "txt")


@pytest.mark.parametrize(
    "what",
    [Subject(), Subject(FIGURE, FIGURE_2004), Subject(SOURCE, "opsc2004"), Subject(VIEW, "/cases?year_from=2003")],
)
def test_an_address_leads_to_what_it_was_made_for(real: Dataset, what: Subject) -> None:
    parts = urlsplit(citation_address(what, "ris"))
    assert parts.path == f"{CITATION}ris"
    args = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert args == ({what.kind: what.key} if what.key else {})
    assert words(real, "ris", **args).startswith("TY  - ")


def test_the_product_answers_at_these_addresses(real: Dataset) -> None:
    from app import create_app

    client = create_app(real).server.test_client()
    answer = client.get("/api/v1/citation.gost.txt", query_string={"obs_id": FIGURE_2004})
    assert answer.status_code == 200
    assert answer.text.startswith("Government of Kazakhstan.")
    assert answer.text.endswith(f"URL: /observation/{FIGURE_2004}\n")
    named = f"attachment; filename=kz-children_citation_{FIGURE_2004}_{data_version(real)}.gost.txt"
    assert answer.headers["Content-Disposition"] == named
    assert client.head("/api/v1/citation.bib").content_type == "application/x-bibtex; charset=utf-8"
    refused = client.get("/api/v1/citation.bib?view=/typo")
    assert (refused.status_code, refused.content_type) == (400, "application/problem+json")
    assert refused.get_json()["parameter"] == "view"
    assert client.get("/api/v1/citation.doc").status_code == 404
