"""Is the dashboard whole in each language: nothing missing, nothing left in another one, and numbers as it writes them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from dash.development.base_component import Component

from components import pages
from components.axes import separators, ticks_of
from components.switches import alternates, in_language
from components.walk import every
from loaders import Dataset
from loaders.notation import DAY, MONTH, date_words, months_words, number, percent
from loaders.tables import TABLES
from loaders.texts import LANGUAGES, counted
from page_kinds import KINDS

OTHERS = tuple(lang for lang in LANGUAGES if lang != "en")
#: Kazakh letters that Russian does not have, and the most common words of Russian that no Kazakh text needs.
KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
RUSSIAN_WORDS = re.compile(
    r"\b(и|в|на|что|это|для|или|из|по|как|от|кто|если|его|их|был|были|нет|она|они|который|которая|которые|также|только|при|без|до)\b",
    re.IGNORECASE,
)
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|is|are|was|were|not|with|by|from|this|that|for|to|in|on|figures?|sources?|counted|published)\b"
)
#: Words in Latin letters that a text in another language may hold: names, and what files and programs call things.
_NAMES = """
Abroad adoptions AGE age agree allow Alt Altyn api AREA area Asia Astana Attribution BibTeX blogspot Central
CHECKSUMS Child codes Columns com Commons comparing comparisons conflict Cookie cookie counted coverage CRC Creative
CRIN CSL CSV csv Data datapackage day DD definition docs Down dry ecoi ECPAT End English Esc Escape ETag
EurasiaNet Excel explanations Express Facebook false Family FILE Freeze Frictionless from gaps GET Google HEAD
Home hozir html If import index indicator Institute International ISO IWPR JSON json KAZ Kazahstan Kazakhistan
Kazakhstan Kazalhstan Kazinform KazTAG known LibreOffice Lists loaders locator LSG mafiadoc Match MEASURE MICS
minor MIT MM net Network None not now null OBS obs observations Online only OpenAPI openapi OPSA OPSC Orda org
own Package Page page Panes Panorama PDF PEAR pear PERIOD PNG poundpuplegacy Power Python python REF ref
refworld relayed removals RFC Rights RIS run Safety SDMX SEX sex SHA sha Shymkenta Silkroadnews source sources
Space span STATUS sum SVG Tengrinews The threshold TIME Times Today topic total TransMonEE true type
unattributed undated Unfreeze UNICEF UNIT Up USB UTF VALUE View workbook XLSX xlsx year years Youth YYYY
Zabota Zakon Zhaiyk ZIP
"""
NAMES = frozenset(_NAMES.split())
Cell = tuple[str, str, str]


def texts_in(dataset: Dataset, lang: str) -> Iterator[Cell]:
    """Every text of every table that has a column for a language: where it stands, its English, and its own words."""
    for table in TABLES.values():
        rows = dataset.table(table.name)
        for column in (name for name in table.columns if name.endswith("_en")):
            own = f"{column.removesuffix('_en')}_{lang}"
            for key, english, words in zip(rows[table.key[0]], rows[column], rows[own], strict=True):
                yield f"{table.name}: {key}: {own}", str(english), str(words)


def plain(words: str) -> str:
    """A text without its placeholders, markup and what it quotes from a file or a program."""
    return re.sub(r"\{[a-z_]+\}|<br>|https?://\S+|'[^']*'|`[^`]*`", " ", words)


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_is_missing(real: Dataset, lang: str) -> None:
    assert [where for where, english, words in texts_in(real, lang) if english and not words] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_is_said_that_english_does_not_say(real: Dataset, lang: str) -> None:
    # the title of a document in the language of a reader is no translation
    found = [where for where, english, words in texts_in(real, lang) if words and not english]
    assert [where for where in found if not re.match(f"sources: .*title_{lang}", where)] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_no_english_is_left(real: Dataset, lang: str) -> None:
    faults = []
    for where, english, words in texts_in(real, lang):
        strange = [word for word in re.findall("[A-Za-z]{3,}", plain(words)) if word not in NAMES]
        copied = words == english and len(re.findall("[a-z]{4,}", plain(words))) > 1
        if strange or (copied and not set(re.findall("[A-Za-z]{3,}", plain(words))) <= NAMES):
            faults.append((where, strange, words[:60]))
    assert faults == []


def test_no_russian_is_left_in_kazakh(real: Dataset) -> None:
    russian = {f"{where.removesuffix('_ru')}_kk": words for where, _, words in texts_in(real, "ru")}
    faults = []
    for where, _, words in texts_in(real, "kk"):
        copied = words == russian[where] and len(re.findall("[а-яё]{3,}", words.lower())) > 2
        if copied or RUSSIAN_WORDS.search(plain(words)):
            faults.append((where, words[:80]))
    assert faults == []


def test_no_kazakh_letter_is_left_in_russian(real: Dataset) -> None:
    # each language is named in itself
    found = [
        (where, words[:60])
        for where, _, words in texts_in(real, "ru")
        if KAZAKH_LETTERS.search(words) and "language.kk" not in where
    ]
    assert found == []


@pytest.mark.parametrize("lang", OTHERS)
def test_quotes_are_those_of_the_language(real: Dataset, lang: str) -> None:
    assert [where for where, _, words in texts_in(real, lang) if re.search('[“”"]', words)] == []


# plurals, numbers, dates


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("en", {0: "many", 1: "one", 2: "many", 5: "many", 21: "many", 101: "many", 1640: "many"}),
        ("ru", {0: "many", 1: "one", 2: "few", 4: "few", 5: "many", 11: "many", 21: "one", 22: "few", 112: "many"}),
        ("kk", {0: "many", 1: "one", 2: "many", 5: "many", 21: "many", 101: "many"}),
    ],
)
def test_a_number_takes_the_form_that_its_language_asks_for(
    real: Dataset, lang: str, forms: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(_dataset: Dataset, key: str, **_values: Any) -> str:
        asked.append(key.rpartition(".")[2])
        return ""

    monkeypatch.setattr("loaders.texts.text", noted)
    for count in forms:
        counted(real, "source.figures", count, lang=lang)
    assert dict(zip(forms, asked, strict=True)) == forms


def test_russian_says_its_number_wherever_one_is_not_only_1(real: Dataset) -> None:
    texts = real.table("texts").set_index("text_key")
    numbered = [key.removesuffix(".many") for key in texts.index if key.endswith(".many")]
    silent = [
        key
        for key in numbered
        if "{number}" in texts.loc[f"{key}.many", "text_ru"] and "{number}" not in texts.loc[f"{key}.one", "text_ru"]
    ]
    assert silent == []


def test_numbers_are_written_as_a_language_writes_them() -> None:
    assert [number(1234.5, 1, lang) for lang in LANGUAGES] == ["1,234.5", "1\xa0234,5", "1\xa0234,5"]
    assert [percent("12", lang) for lang in LANGUAGES] == ["12%", "12\xa0%", "12%"]


def test_dates_are_written_as_a_language_writes_them() -> None:
    day = date(2004, 3, 1)
    assert [date_words(day, DAY, lang).replace("\u202f", " ") for lang in LANGUAGES] == [
        "1 March 2004",
        "1 марта 2004 г.",
        "2004 ж. 1 наурыз",
    ]
    assert [date_words(day, MONTH, lang).replace("\u202f", " ") for lang in LANGUAGES] == [
        "March 2004",
        "март 2004 г.",
        "2004 ж. наурыз",
    ]
    half = date(2003, 1, 1), date(2003, 6, 30)
    assert [" / ".join(months_words(*half, lang)).replace("\u202f", " ") for lang in LANGUAGES] == [
        "January / June 2003",
        "январь / июнь 2003 г.",
        "2003 ж. қаңтар / маусым",
    ]


def test_the_axis_of_a_chart_is_written_as_its_language_writes_numbers() -> None:
    axis = {"range": [0, 2500], "tick0": 0, "dtick": 1250, "tickformat": ",.1f"}
    assert [ticks_of(axis, separators(lang))[1][1] for lang in LANGUAGES] == ["1,250.0", "1\xa0250,0", "1\xa0250,0"]


# pages


def shown(node: Any, lang: str) -> Iterator[tuple[str, str]]:
    """Every text that a tree shows or tells, with the language that it is in."""
    if isinstance(node, str):
        yield lang, node
    elif isinstance(node, list | tuple):
        for child in node:
            yield from shown(child, lang)
    elif isinstance(node, Component):
        own = getattr(node, "lang", None) or lang
        for told in ("title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"):
            if isinstance(getattr(node, told, None), str):
                yield own, getattr(node, told)
        drawing = getattr(node, "data-drawn", None)
        if drawing:
            yield from ((own, words) for words in re.findall(r">([^<>]+)</(?:text|tspan|title)>", drawing))
        if type(node).__name__ not in ("Code", "Pre"):
            yield from shown(getattr(node, "children", None), own)


@pytest.fixture(scope="module")
def documents_own(real: Dataset) -> re.Pattern[str]:
    """What documents call their parts, themselves and the bodies behind them, which no page translates."""
    places = [row for name in ("observations", "gaps", "events") for row in real.table(name)["locator"]]
    recommended = real.table("recommendations")
    places += [*recommended["locator"], *recommended["fate_2013_locator"], *recommended["fate_2015_locator"]]
    named = {part for place in places for part in re.split("[,;|] ?", place) if len(part) > 5}
    named |= {*real.table("outlines")["heading"], *real.table("sources")["title"], *real.table("bodies")["label_kk"]}
    named |= {re.sub(r" [0-9(].*", "", part) for part in named}
    # our own few words among them are translated
    ours = re.compile("(para|endnote|table|column|text|after|list item)\\b.*")
    return re.compile(
        "|".join(re.escape(part) for part in sorted(named, key=len, reverse=True) if not ours.match(part))
    )


PAGES = [kind for kind in KINDS if kind.status == 200 and not kind.is_twin]


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_page_speaks_the_language_that_it_is_asked_in(
    real: Dataset, documents_own: re.Pattern[str], kind: Any, lang: str
) -> None:
    path, _, query = kind.path.partition("?")
    tree = pages.page(real, path, "&".join(filter(None, [query, f"lang={lang}"])))
    assert tree.lang == lang
    faults = []
    for own, words in shown(tree, lang):
        if own != lang:
            continue
        if "/" in words and " " not in words.strip():
            continue  # an address
        words = documents_own.sub("", words)
        english = ENGLISH_WORDS.findall(plain(words))
        russian = RUSSIAN_WORDS.findall(plain(words)) if lang == "kk" else []
        if len(english) > 1 or len(russian) > 1:
            faults.append(words[:120])
    assert faults == []


def test_every_link_of_a_page_keeps_its_language(real: Dataset) -> None:
    tree = pages.page(real, "/adoptions", "lang=kk")
    ways = [part for part in every(tree) if getattr(part, "data-follow", None)]
    assert len(ways) > 50
    assert [way.href for way in ways if "lang=kk" not in way.href and getattr(way, "data-chooses", "") != "lang"] == []


def test_a_page_leads_to_itself_in_each_language(real: Dataset) -> None:
    tree = pages.page(real, "/adoptions", "lang=ru&breakdown=sex&theme=dark")
    ways = {part.hrefLang: part for part in every(tree) if getattr(part, "hrefLang", None)}
    assert {lang: (way.lang, way.href) for lang, way in ways.items()} == {
        "kk": ("kk", "/adoptions?breakdown=sex&theme=dark&lang=kk"),
        "ru": ("ru", "/adoptions?breakdown=sex&theme=dark&lang=ru"),
        "en": ("en", "/adoptions?breakdown=sex&theme=dark"),
    }
    assert [lang for lang, way in ways.items() if getattr(way, "aria-current", None)] == ["ru"]


def test_search_engines_are_told_of_every_language() -> None:
    assert alternates("/cases", "lang=kk&theme=dark&events=shown") == {
        "en": "/cases?events=shown",
        "ru": "/cases?events=shown&lang=ru",
        "kk": "/cases?events=shown&lang=kk",
        "x-default": "/cases?events=shown",
    }
    assert in_language("", "", "ru") == "/?lang=ru"
