"""What a person who fills in a column must know: its meaning, whether it must be filled, and what may be entered."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.curating.lists import Choice
from loaders.dataset import Dataset
from loaders.fields import FIELDS
from loaders.tables import Table
from loaders.texts import text

#: What a spreadsheet can show beside a cell, in characters.
LONGEST_MESSAGE = 255
#: Lists up to this length are written out where their column is explained.
_SHORT_LIST = 20


def has_several(column: str) -> bool:
    """Whether a cell of this column can hold several values, joined by ``|``."""
    return FIELDS[column].dtype == "list"


def cell_message(dataset: Dataset, table: Table, *, column: str, lang: str = "en") -> str:
    """The words that stand beside a cell as long as it is chosen, at most ``LONGEST_MESSAGE`` characters."""
    parts = [text(dataset, f"field.{column}", lang=lang), f"({_needed(dataset, table, column, lang)})"]
    if has_several(column):
        parts.append(text(dataset, "workbook.joined", lang=lang))
    if FIELDS[column].example:
        parts.append(text(dataset, "workbook.for_example", lang=lang, example=FIELDS[column].example))
    words = " ".join(parts)
    if len(words) <= LONGEST_MESSAGE:
        return words
    more = " " + text(dataset, "workbook.see_columns", lang=lang)
    return words[: LONGEST_MESSAGE - len(more) - 1].rsplit(" ", 1)[0] + "…" + more


def rule_words(dataset: Dataset, table: Table, *, column: str, lang: str = "en") -> str:
    """What kind of text a cell holds, and whether it must be filled."""
    kind = text(dataset, f"dictionary.{FIELDS[column].dtype}", lang=lang)
    return f"{kind}; {_needed(dataset, table, column, lang)}"


def _needed(dataset: Dataset, table: Table, column: str, lang: str) -> str:
    return text(dataset, "dictionary.required" if table.is_required(column) else "dictionary.optional", lang=lang)


def allowed_words(dataset: Dataset, choices: Sequence[Choice], *, name: str, column: str = "", lang: str = "en") -> str:
    """What may be entered in a column, with the meaning of each code where the list is short."""
    if column == "breakdown_value":
        return text(dataset, "workbook.from_breakdown", lang=lang)
    if not choices:
        return ""
    if len(choices) > _SHORT_LIST:
        return text(dataset, "workbook.from_long_list", lang=lang, name=name)
    values = ", ".join(f"{choice.value} ({choice.label})" if choice.label else choice.value for choice in choices)
    return text(dataset, "workbook.from_list", lang=lang, name=name, values=values)
