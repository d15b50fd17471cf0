"""The texts of lessons with their placeholders filled in: figures as readers see them, and what we compute of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from loaders.dataset import Dataset
from loaders.indexes import figures_named
from loaders.kept import kept
from loaders.lesson_language import IN_BRACES, PERCENTAGES, computed_value, read_placeholder
from loaders.notation import number, percent
from loaders.precision import told
from loaders.related import figure_row
from loaders.words import Row, counter_words, decimals_of, period_words, value_words

#: A percentage or a ratio below this has further decimal places.
_SMALL = 10


@dataclass(frozen=True)
class Part:
    """A piece of a filled text: plain words, what a figure says (``obs_id``), or what we computed (``how``)."""

    words: str
    kind: Literal["words", "value", "said", "computed"] = "words"
    obs_id: str = ""
    how: str = ""


@kept(256)
def _displayed(dataset: Dataset, names: tuple[str, ...]) -> Mapping[str, float]:
    """The value of some figures as readers see it."""
    figures = figures_named(dataset, names)
    return dict(zip(figures["obs_id"], told(figures).value, strict=True))


def filled(dataset: Dataset, words: str, operands: Sequence[str], lang: str = "en") -> tuple[Part, ...]:
    """A text of a lesson with its placeholders filled in; ``operands`` are the figures of its row, in their order.

    ValueError for a placeholder that ``loaders.lesson_rules`` would refuse.
    """
    parts = []
    for place, piece in enumerate(IN_BRACES.split(words)):
        if place % 2 == 0:
            parts += [Part(piece)] if piece else []
            continue
        asked = read_placeholder(piece)
        if asked is None or max(asked.places) >= len(operands):
            raise ValueError(f"{{{piece}}} is no placeholder of this text")
        rows = [figure_row(dataset, operands[place]) for place in asked.places]
        parts.append(
            _computed(dataset, asked.what, rows, lang)
            if asked.is_computed
            else _said(dataset, asked.what, rows[0], lang)
        )
    return tuple(parts)


def plain(parts: Sequence[Part]) -> str:
    """The words of filled parts, one after the other."""
    return "".join(part.words for part in parts)


def _said(dataset: Dataset, what: str, row: Row, lang: str) -> Part:
    if what == "value":
        return Part(value_words(dataset, row, lang), "value", row["obs_id"])
    if what == "source":
        return Part(dataset.label("sources", row["source_id"], lang, column="short_label"), "said", row["obs_id"])
    words = {
        "period": lambda: period_words(dataset, row, lang),
        "counter": lambda: counter_words(dataset, row, lang),
        "name": lambda: dataset.label("indicators", row["indicator_id"], lang),
    }
    return Part(words[what](), "said", row["obs_id"])


def _computed(dataset: Dataset, what: str, rows: Sequence[Row], lang: str) -> Part:
    names = tuple(str(row["obs_id"]) for row in rows)
    values = [_displayed(dataset, names)[name] for name in names]
    result = computed_value(what, values)
    if pd.isna(result):
        raise ValueError(f"{what} has no value")
    decimals = max(map(decimals_of, rows))
    if what in PERCENTAGES:
        decimals = 1 if result < _SMALL else 0
    elif what == "ratio":
        decimals = 2 if result < _SMALL else 0
    shown = number(result, decimals, lang)
    shown = percent(shown, lang) if what in PERCENTAGES else shown
    sign = "=" if abs(result - round(result, decimals)) < 1e-9 else "≈"
    return Part(
        shown, "computed", how=f"{_expression(what, [value_words(dataset, row, lang) for row in rows])} {sign} {shown}"
    )


def _expression(what: str, shown: Sequence[str]) -> str:
    """The computation with the values that are printed: ``1,023 − 933``."""
    first, *others = shown
    if what == "sum":
        return " + ".join(shown)
    if what in ("ratio", "share"):
        return f"{first} ÷ {others[0]}"
    if what == "rise":
        return f"({others[0]} − {first}) ÷ {first}"
    if what == "fall":
        return f"({first} − {others[0]}) ÷ {first}"
    if what == "excess":
        return f"{' + '.join(others)} − {first}"
    return " − ".join(shown)
