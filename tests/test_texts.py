"""Every word that a reader sees stands in the catalogue or in a table, and every word there is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter
from typing import get_args

import pytest

from components.filters import division_words
from components.picture import INKS, SIZES
from components.reveal import NAMES as LAYERS
from components.state import COMPARE_PARTS, SHEETS
from loaders import Dataset
from loaders.change_log import FOLLOWED
from loaders.classes import CLASSES
from loaders.exports.as_csv import file_columns
from loaders.exports.collections import collections
from loaders.exports.columns import OTHER_THAN_FIELDS, Kind
from loaders.exports.formats import FORMATS
from loaders.exports.xlsx_markers import Marker
from loaders.fields import FIELDS
from loaders.selection import SOURCE_TYPES, Selection, Shown
from loaders.tables import TABLES, TOPICS
from loaders.text_keys import asked_for
from loaders.texts import LANGUAGES, MissingText, counted, text
from sources_of_code import calls, of, strings, written

#: The forms of a numbered text; few is Russian alone.
FORMS = ("one", "few", "many")
NUMBERED = tuple(f".{form}" for form in FORMS)
ORIGINS = {"own", "relayed", "unattributed"}
_PRIVACY = {
    "browser": ("stored", "own"),
    "others": ("loaded", "links", "frames"),
    "server": ("kept", "operator"),
    "copies": ("files", "offline"),
    "people": ("names",),
    "contact": ("found",),
}
#: What the variable part of a key can be, by the part before it.
KNOWN = {
    "intro.": set(TOPICS),
    "filter.": {"year_from", "year_to"},
    "filter.colour.": {"publisher", "counter"},
    "filter.events.": {"on", "off"},
    "theme.": {"device", "light", "dark"},
    "description.": {
        "overview",
        "data",
        "search",
        "compare",
        "follow-up",
        "quality",
        "corrections",
        "lessons",
        "about",
        "privacy",
    },
    "language.": set(LANGUAGES),
    "about.": {
        f"{part}.heading"
        for part in ("what", "for", "promise", "read", "who", "licence", "languages", "terms", "limits", "contact")
    },
    "about.promise.": {"found", "counted", "disagree", "silent"},
    "about.limits.": {"cases", "estimate", "whole", "choice"},
    "privacy.": {f"{part}.heading" for part in _PRIVACY}
    | {f"{part}.{said}" for part, all_said in _PRIVACY.items() for said in all_said},
    "tab.": {
        "overview",
        "data",
        "search",
        "compare",
        "follow-up",
        "quality",
        "corrections",
        "lessons",
        "about",
        "privacy",
    },
    "sheet.of.": set(collections()),
    "column_kind.": set(get_args(Kind)),
    "xlsx.marker.": {marker.name.lower() for marker in Marker},
    "changes.in.": set(FOLLOWED) - {"observations"},
    "compare.glance.": {"what", "figures", "why", "topic"},
    "empty.": {"source_type", "counted_by", "population", "years", "breakdown", "all"},
    "division.": {"total", "sex", "age", "ref_area"},
    "measure.": {"flow", "stock", "rate", "share", "rating", "change", "ratio"},
    "origin.": ORIGINS,
    "tier.": {"1", "2", "2_5", "3"},
    "table.": {"period", "value", "of", "source", "counter", "locator", "printed", "care"},
    "sentence.who_": ORIGINS,
    "map.period.": {"before", "after", "spanning", "undated"},
    "map.short.": {"before", "after", "spanning", "undated"},
    "map.holds.": {"values", "zeros", "suppressed", "gaps"},
    "map.kind_": {"relayed", "unattributed"},
    "map.legend_": {"relayed", "unattributed", "zero", "suppressed", "gap"},
    "kind.": set(SOURCE_TYPES),
    "picture.": {
        *ORIGINS,
        *("suppressed", "gap", "png", "copy", "saved", "failed", "copied", "not_copied"),
        *(f"{size}.{ink}" for size in SIZES for ink in INKS),
    },
    "picture.more.": {"voices", "notes", "sources", "warnings", "events"},
    "read.": {
        *ORIGINS,
        *("who", "whose", "nothing", "agreement", "when"),
        *("zero", "gap", "suppressed", "silence"),
        *("point", "bar", "lane", "line", "arrow", "undated"),
    },
    "read.verdict_": {"conflict", "agree", "same_origin", "unattributed", "single", "apart"},
    "dictionary.": {"text", "date", "number", "list", "column", "meaning", "rule"},
    "codes.": {"code", "label"},
    "field.": set(FIELDS),
    "table_of.": set(TABLES),
    "lesson.form.": {"whole", "present", *SHEETS},
    "lesson.title.": set(SHEETS),
    "orient.": {
        *("counted", "not", "care"),
        *(f"{topic}.{part}" for topic in TOPICS for part in ("counted", "not", "care")),
    },
    "class.": set(CLASSES),
    "present.adds.": {*LAYERS, "whole"},
    "present.prompt.": {
        *LAYERS,
        *("both", "class", "drawn", "more", "parts", "rest", "single", "statement", "total", "why", "words"),
    },
    "present.heading.": {"caveat", "class", "gaps", "verdict", "why", "words"},
    "quote.time.": {"undated", "stock", "stock_unprinted", "day", "year", "plain", "twelve", "part", "years"},
    "quote.who.": {f"{rated}{whose}" for rated in ("", "rated_") for whose in (*ORIGINS, "own_part")},
    "quote.value.one.": {"cases", "centres", "children", "persons", "schools"},
    "timeline.lane.": {"law", "treaty", "plan", "institution"},
    "unknown.kind.": {
        *("not_collected", "not_disaggregated", "cannot_be_determined"),
        *("not_published", "unreliable", "contradictory"),
    },
    "unknown.": {"indicator", "disagree", "unknown", "asks"},
    "quality.between.": {"sum", "difference", "share", "change"},
    "quality.gives.": {"sum", "difference", "share", "change"},
    "quality.column.": {
        *("what", "printed", "computed", "verdict", "where", "class", "pairs", "share", "explanation", "all"),
        *("source", "figures", "verified", "failed", "unchecked", "document", "read", "places", "entries", "taken"),
        "left_out",
    },
    "compare.part.": set(COMPARE_PARTS),
    "compare.no_remainder.": {"suppressed", "unit", "limit", "approximate"},
    "compare.pairs.": {"own", "other", "difference", "why"},
    "compare.pairs_none.": {"single", "undated", "apart"},
    "small.": {"outside", "undated", "parts", "parts_elsewhere"},
    "take.": set(collections()),
    "collection.": set(collections()),
    "format.": set(FORMATS),
    "downloads.": {"what", "rows", "files", "address"},
    "openapi.": {
        *("year_from", "year_to", "undated", "lang", "plain"),
        *("datapackage", "structure", "openapi", "version", "health", "etag", "file_name"),
    },
    "refusal.": {"refused", "not_found", "method", "too_long"},
    "openapi.format.": set(FORMATS),
    "openapi.tag.": {"about", "whole", "citation"},
    "openapi.cited.": {"obs_id", "source_id", "view"},
    "package.missing.": {
        *("suppressed", "not_suppressed", "undated", "unattributed", "whole", "direct", "untranslated"),
        *("no_difference", "no_explanation", "general"),
    },
    "package.readme.": {
        *("version", "files", "file", "rows", "row_is", "descriptor", "computed", "check", "nothing", "reading"),
        *("form", "guard", "figures", "tongues", "licence", "cite"),
    },
    "xlsx.nothing_": {"zero", "suppressed", "gap", "silence"},
    "column.of_figure.": {"a", "b"},
    "column.": {
        column.name
        for collection in collections().values()
        for column in (*collection.columns, *file_columns())
        if not (column.said or column.words_for or column.name in FIELDS.keys() - OTHER_THAN_FIELDS)
    },
}
Use = tuple[str, str, ast.Call]


def catalogue(dataset: Dataset) -> dict[str, str]:
    texts = dataset.table("texts")
    return dict(zip(texts["text_key"], texts["text_en"], strict=True))


def keys_in(key: ast.expr) -> Iterator[str]:
    """The keys that an expression can be; a mere name is nothing, its keys stand where it is bound."""
    if isinstance(key, ast.Constant):
        yield str(key.value)
    elif isinstance(key, ast.IfExp):
        yield from keys_in(key.body)
        yield from keys_in(key.orelse)
    elif isinstance(key, ast.JoinedStr):
        start = key.values[0]
        assert isinstance(start, ast.Constant), f"line {key.lineno}: a key begins with its group"
        assert start.value in KNOWN, f"line {key.lineno}: say in KNOWN what stands behind {start.value!r}"
        yield from (start.value + end for end in sorted(KNOWN[start.value]))
    elif isinstance(key, ast.Call):  # f"tier.{rank}".replace(...)
        assert isinstance(key.func, ast.Attribute)
        yield from keys_in(key.func.value)


def uses() -> list[Use]:
    """Every key that the code asks for, the module that asks, and the call; numbered texts with both of their forms."""
    found = []
    for module, tree in of("components", "loaders", "server", "app.py").items():
        for call in calls(tree, "text", "counted", "_number_of"):
            if len(call.args) < 2 or module == "loaders/texts.py":
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id  # type: ignore[attr-defined]
            for key in keys_in(call.args[1]):
                forms = (key,) if name == "text" else tuple(f"{key}.{form}" for form in FORMS)
                found += [(form, module, call) for form in forms]
    return found


def test_every_text_that_the_code_asks_for_is_in_the_catalogue(real: Dataset) -> None:
    texts = catalogue(real)
    assert [(key, module, call.lineno) for key, module, call in uses() if key not in texts] == []


def test_every_text_of_the_catalogue_is_asked_for(real: Dataset) -> None:
    asked = {key for key, _, _ in uses()}
    # a key may also stand in a list or a variable before it is asked for
    asked |= {node.value for tree in of("components", "loaders", "server", "app.py").values() for node in strings(tree)}
    asked |= {f"{key}.{form}" for key in asked for form in FORMS}
    assert sorted(set(catalogue(real)) - asked) == []


def test_the_texts_that_validate_asks_for_are_those_of_the_catalogue(real: Dataset) -> None:
    """``loaders/text_keys.py`` lists what the code asks for; the tests above hold the catalogue against the code."""
    texts = {key: frozenset(placeholders(words)) for key, words in catalogue(real).items()}
    asked = asked_for()
    assert {key: names for key, names in texts.items() if asked.get(key) != names} == {}, "add to loaders/text_keys.py"
    assert sorted(set(asked) - set(texts)) == [], "take out of loaders/text_keys.py"


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_every_placeholder_is_provided_and_nothing_else_is(real: Dataset) -> None:
    texts = catalogue(real)
    faults = []
    for key, module, call in uses():
        given = {word.arg for word in call.keywords if word.arg}
        is_open = any(word.arg is None for word in call.keywords)  # **values
        wanted = placeholders(texts[key]) - ({"number"} if key.endswith(NUMBERED) else set())
        if wanted - given and not is_open:
            faults.append((module, call.lineno, key, wanted - given))
    assert faults == []


def test_a_placeholder_has_a_plain_name(real: Dataset) -> None:
    for key, words in catalogue(real).items():
        assert all(re.fullmatch("[a-z_]+", name) for name in placeholders(words)), key


def test_every_numbered_text_has_both_forms(real: Dataset) -> None:
    keys = set(catalogue(real))
    for key in keys:
        stem, _, form = key.rpartition(".")
        if form in FORMS:
            assert {f"{stem}.{each}" for each in FORMS} <= keys


def test_a_missing_text_is_an_error_and_never_its_key(spoken: Dataset) -> None:
    with pytest.raises(MissingText, match=r"no\.such"):
        text(spoken, "no.such")


def test_one_is_said_in_the_singular(spoken: Dataset) -> None:
    one, many = (counted(spoken, "headline.rest", number) for number in (1, 1200))
    assert "1 " in one
    assert not one.endswith("s")
    assert "1,200" in many
    assert many.endswith("s")


# the data dictionary


@pytest.mark.parametrize("name", FIELDS)
def test_the_dictionary_says_what_the_schema_says_of_a_column(real: Dataset, name: str) -> None:
    assert text(real, f"field.{name}") == FIELDS[name].meaning


@pytest.mark.parametrize("name", TABLES)
def test_the_dictionary_says_what_the_schema_says_of_a_row(real: Dataset, name: str) -> None:
    assert text(real, f"table_of.{name}") == f"One row is {TABLES[name].one_row_is}."


# words in the code

#: Properties whose text a reader sees or hears.
SPOKEN = {"children", "title", "label", "placeholder", "alt", "aria_label", "aria_description"}


def test_no_text_that_a_reader_sees_stands_in_a_component() -> None:
    faults = []
    for module, tree in of("components", "server", "app.py").items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            is_component = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "html"
            shown: list[ast.expr] = list(call.args[:1]) if is_component else []
            shown += [word.value for word in call.keywords if word.arg in SPOKEN]
            nodes = [node for value in shown for node in written(value)]
            faults += [(module, node.lineno, node.value) for node in nodes if re.search("[a-zA-Z]{2}", str(node.value))]
    assert faults == []


def test_no_sentence_stands_in_a_component() -> None:
    """Strings with a space and a lower-case word are docstrings, messages of errors, codes, styles and fonts."""
    allowed = re.compile(
        r"(lesson|titles|of-words|languages|themes|mark|letter|toggle|dictionary|topic|verdict|said|drawn|point|figures|number|note|pair|filters|fate|status)( [a-z-]+)*|choice( [a-z-]+)*|make pack|not known|.*sans-serif|noopener noreferrer|text/html; charset=utf-8|<iframe src=.|. title=.|.* width=.*|.* loading=.lazy.*"
    )
    faults = []
    for module, tree in of("components").items():
        docstrings = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        raised = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
        # what components.drawing_plane.check names in the error that it raises
        raised |= {id(part) for call in calls(tree, "check") for part in ast.walk(call)}
        for node in strings(tree):
            if id(node) in docstrings | raised or allowed.fullmatch(node.value.strip()):
                continue
            if re.search("[a-z]{2,} |  ?[a-z]{2,}", node.value) and " " in node.value.strip():
                faults.append((module, node.lineno, node.value))
    assert faults == []


# labels


def test_the_title_of_a_chart_has_at_most_ten_words(real: Dataset) -> None:
    indicators = real.table("indicators")
    for column in ("label_en", "label_ru", "label_kk"):
        assert [label for label in indicators[column] if len(label.split()) > 10] == []


def test_every_division_has_its_words(real: Dataset, views: list[tuple[Selection, Shown]]) -> None:
    for division in {choice.breakdown for choice, _ in views}:
        words = division_words(real, division)
        assert words == "in total" or words.startswith("by ")
        assert "_" not in words


def test_every_code_of_the_data_has_its_words(real: Dataset) -> None:
    for table in TABLES.values():
        for column in table.columns:
            codelist = table.codelist(column)
            for code in set(real.table(table.name)[column]) - {""} if codelist else ():
                assert real.code(codelist, code) != f"{codelist}:{code}"


def test_every_breakdown_value_of_the_data_has_its_words(real: Dataset) -> None:
    pairs = real.observations[["breakdown", "breakdown_value"]].drop_duplicates()
    divided = pairs[pairs["breakdown"] != ""]
    for name, value in zip(divided["breakdown"], divided["breakdown_value"], strict=True):
        assert real.code(name, value) != f"{name}:{value}"


def test_english_is_complete(real: Dataset) -> None:
    for table in TABLES.values():
        for column in (name for name in table.columns if name.endswith("_en") and table.is_required(name)):
            assert (real.table(table.name)[column] != "").all(), (table.name, column)
