"""What may be entered in a column: the codes, ids and words of its drop-down list, with what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.curating.sheets import Sheet, sheets
from loaders.dataset import Dataset
from loaders.fields import FIELDS
from loaders.tables import TABLES

#: Tables whose label has another name, or that have none and are told by other columns.
_LABELS = {"sources": "short_label", "explanations": "explanation"}
_WORDS = re.compile(r"[a-z_]+(?:\|[a-z_]+)+")


@dataclass(frozen=True)
class Choice:
    """A value that may be entered, and what it means; words that mean themselves have no label."""

    value: str
    label: str


def list_name(sheet: Sheet, column: str) -> str:
    """The name of the list that a column takes its values from, or an empty text."""
    field, codelist = FIELDS[column], sheet.table.codelist(column)
    if codelist:
        return _codes_name(codelist)
    if field.refers_to == "indicators" and sheet.topic:
        return f"ids_indicators_{sheet.topic}"
    own_key = field.refers_to == sheet.table.name and column in sheet.table.key
    if field.refers_to and not own_key:
        return f"ids_{field.refers_to}"
    return f"words_{column}" if _WORDS.fullmatch(field.pattern) else ""


def _codes_name(codelist: str) -> str:
    """Names in a workbook have no hyphens."""
    return f"codes_{codelist.replace('-', '_')}"


def all_lists(dataset: Dataset, lang: str = "en") -> dict[str, tuple[Choice, ...]]:
    """Every list that a column of the workbook uses, by its name; each breakdown has one for its parts."""
    names = {list_name(sheet, column): column for sheet in sheets() for column in sheet.table.columns}
    breakdowns = {_codes_name(codelist): codelist for codelist in _codes(dataset, "breakdown")}
    lists = {}
    for name, column in [*names.items(), *((name, "") for name in breakdowns)]:
        if name:
            lists[name] = tuple(_choices(dataset, name, column=column, lang=lang))
    return {name: choices for name, choices in lists.items() if choices}


def _codes(dataset: Dataset, codelist: str) -> list[str]:
    codes = dataset.table("codes")
    return list(codes.loc[codes["codelist"] == codelist, "code"])


def _choices(dataset: Dataset, name: str, *, column: str, lang: str) -> Iterator[Choice]:
    kind, _, what = name.partition("_")
    if kind == "words":
        yield from (Choice(word, "") for word in FIELDS[column].pattern.split("|"))
    elif kind == "codes":
        codelists = dict.fromkeys(dataset.table("codes")["codelist"])
        for codelist in (listed for listed in codelists if _codes_name(listed) == name):
            yield from (Choice(code, dataset.code(codelist, code, lang)) for code in _codes(dataset, codelist))
    elif what in TABLES:
        yield from _ids(dataset, what, lang)
    else:
        indicators = dataset.table("indicators")
        own = set(indicators.loc[indicators["topic"] == what.removeprefix("indicators_"), "indicator_id"])
        yield from (choice for choice in _ids(dataset, "indicators", lang) if choice.value in own)


def _ids(dataset: Dataset, table: str, lang: str) -> Iterator[Choice]:
    if table == "observations":
        rows = dataset.observations
        for obs_id, printed, indicator in zip(
            rows["obs_id"], rows["value_as_printed"], rows["indicator_id"], strict=True
        ):
            yield Choice(obs_id, f"{printed} – {dataset.label('indicators', indicator, lang)}")
        return
    column = _LABELS.get(table, "label")
    known = f"{column}_en" in TABLES[table].columns
    for key in dataset.table(table)[TABLES[table].key[0]]:
        yield Choice(key, dataset.label(table, key, lang, column=column) if known else "")
