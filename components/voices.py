"""Who speaks in a chart: every source with its counter gets a letter, used on marks, in the key and in tables."""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache

import pandas as pd
from dash import html

from components.attributes import attributes
from components.kept_parts import copied
from components.palette import character
from loaders.dataset import Dataset
from loaders.frames import records
from loaders.locating import place_words
from loaders.texts import text
from loaders.words import Row, counter_words, period_words, value_words

#: The status of a figure about which there is nothing to say.
NORMAL = "A"
_VOICE = ["source_id", "counted_by", "origin"]


def _letters() -> Iterator[str]:
    yield from string.ascii_uppercase
    for first in string.ascii_uppercase:
        yield from (first + second for second in string.ascii_uppercase)


def with_letters(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with ``letter``, one for each source and counter, the source with the most figures first, and ``kind``."""
    sizes = figures.groupby(_VOICE, sort=False).size().sort_values(ascending=False, kind="stable")
    letters = dict(zip(sizes.index, _letters(), strict=False))
    voices = zip(*(figures[column] for column in _VOICE), strict=True)
    lettered = pd.Series([letters[voice] for voice in voices], index=figures.index, dtype=str)
    return with_kind(figures.assign(letter=lettered))


def with_kind(figures: pd.DataFrame, *, by_counter: bool = False) -> pd.DataFrame:
    """Figures with ``kind``, the kind of body that colour and shape tell: the publisher's, or the counter's."""
    return figures.assign(kind=figures["counter_type" if by_counter else "source_type"])


def with_words(dataset: Dataset, figures: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Figures with the words that a chart shows: ``label``, ``period``, ``hover`` and ``break_word``."""
    told = [words_of(dataset, row, lang) for row in records(figures)]
    return figures.assign(
        **{name: [words[name] for words in told] for name in ("label", "period", "hover")},
        break_word=text(dataset, "chart.break", lang=lang),
    )


def words_of(dataset: Dataset, row: Row, lang: str = "en") -> dict[str, str]:
    """What ``with_words`` adds to one figure."""
    label, period = value_words(dataset, row, lang), period_words(dataset, row, lang)
    hover = text(
        dataset,
        "hover",
        lang=lang,
        value=label,
        period=period,
        source=dataset.label("sources", row["source_id"], lang, column="short_label"),
        locator=place_words(dataset, row, lang),
        counter=counter_words(dataset, row, lang),
    )
    told = "<br>".join([hover, *_status(dataset, row, lang)])
    return {"label": label, "period": period, "hover": told, "break_word": text(dataset, "chart.break", lang=lang)}


def _status(dataset: Dataset, row: Row, lang: str) -> list[str]:
    """What is to be known of a figure besides its value: an estimate, a break, or that its source replaced it."""
    special = [dataset.code("obs_status", row["obs_status"], lang)] if row["obs_status"] != NORMAL else []
    return [*special, *([text(dataset, "table.superseded", lang=lang)] if row["superseded"] else [])]


def mark(kind: str, origin: str) -> html.Span:
    """The mark of a kind of body and an origin, as a character in its colour."""
    return copied(_mark(kind, origin))  # type: ignore[no-any-return]


@cache
def _mark(kind: str, origin: str) -> html.Span:
    return html.Span(character(kind, origin), className=f"mark kind-{kind}", **attributes(aria_hidden="true"))


def key(dataset: Dataset, lettered: pd.DataFrame, lang: str = "en") -> html.Ul:
    """The key of a chart: letter, mark, source, and who counted."""
    voices = (
        lettered.drop_duplicates("letter")
        .sort_values("letter", key=lambda names: names.str.rjust(2))
        .to_dict("records")
    )
    return html.Ul(
        [
            html.Li(
                [
                    html.B(voice["letter"], className=f"letter kind-{voice['kind']}"),
                    mark(voice["kind"], voice["origin"]),
                    html.Span(
                        [
                            dataset.label("sources", voice["source_id"], lang, column="short_label"),
                            *([f" ({text(dataset, 'key.press', lang=lang)})"] if voice["printed_by_media"] else []),
                            html.Span(f": {who_counted(dataset, voice, lang)}", className="muted"),
                        ]
                    ),
                ]
            )
            for voice in voices
        ],
        className="key",
    )


def who_counted(dataset: Dataset, row: Row, lang: str = "en") -> str:
    """Who counted, and whether it is the publisher's own figure; or that the source does not say."""
    origin = text(dataset, f"origin.{row['origin']}", lang=lang)
    if row["origin"] == "unattributed":
        return origin
    return text(dataset, "key.counted_by", lang=lang, counter=counter_words(dataset, row, lang), origin=origin)
