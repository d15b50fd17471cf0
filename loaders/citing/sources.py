"""References to the documents and data sets that print figures, and to single figures in them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from loaders.citing.ourselves import compiled_in
from loaders.citing.reference import DATASET, REPORT, WEB_PAGE, Reference, date_of
from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.quoting import period_told, thing_told, who_told
from loaders.related import figure_row
from loaders.texts import text
from loaders.words import Row

NOT_KNOWN = "not known"
_KINDS = {"document": REPORT, "web": WEB_PAGE, "workbook": DATASET, "table": DATASET}


def source_reference(dataset: Dataset, source_id: str, lang: str = "en") -> Reference:
    """A source by itself; KeyError when there is no such source.

    The title is in its own language; where that is not known, a translation in square brackets stands for it.
    """
    source = dataset.row("sources", source_id)
    url, archived = _known(source["url"]), _known(source["archived_url"])
    copies = [text(dataset, "citation.archived", lang=lang, url=archived)] if archived not in ("", url) and url else []
    return Reference(
        key=source_id,
        kind=_KINDS[source["document_type"]],
        title=_known(source["title"]) or _translated(source, lang),
        language=source["language"],
        authors=(dataset.label("bodies", source["publisher"], lang),),
        symbols=tuple(symbol for symbol in source["symbol"].split("|") if symbol),
        published=date_of(source["published"], source["published_precision"]),
        url=url or archived,
        accessed=_accessed(source["accessed"]),
        notes=tuple(copies),
    )


def figure_reference(dataset: Dataset, obs_id: str, lang: str = "en", *, site: str = "") -> Reference:
    """A figure: the document that prints it and the place in it first, then where it was found, which is here.

    Its notes are the value as printed, who counted where that is not the publisher, and its warnings. KeyError when there is no
    such figure. ``site`` is the address of the dashboard without a slash at its end, or empty.
    """
    row = figure_row(dataset, obs_id)
    source = source_reference(dataset, row["source_id"], lang)
    return replace(
        source,
        key=obs_id,
        locator=place_words(dataset, row, lang),
        notes=(
            _printed(dataset, row, lang),
            *_counted(dataset, row, lang),
            *_warned(dataset, row, lang),
            *source.notes,
        ),
        compiled=compiled_in(dataset, f"/observation/{obs_id}", lang, site=site),
    )


def _printed(dataset: Dataset, row: Row, lang: str) -> str:
    return text(
        dataset,
        "citation.figure",
        lang=lang,
        thing=thing_told(dataset, row, lang),
        place=dataset.code("ref_area", row["ref_area"], lang),
        period=period_told(dataset, row, lang),
        value=row["value_as_printed"],
        unit=dataset.code("unit_measure", row["unit_measure"], lang),
    )


def _counted(dataset: Dataset, row: Row, lang: str) -> list[str]:
    """Who counted and who relayed, or that nobody says so; nothing where the publisher did both."""
    return [] if row["counted_by"] == row["publisher"] and not row["via"] else who_told(dataset, row, lang)


def _warned(dataset: Dataset, row: Row, lang: str) -> list[str]:
    """What to beware of in the figure, in short; nothing where it carries no warning."""
    names = [dataset.label("warnings", name, lang) for name in row["all_warnings"].split("|") if name]
    return [text(dataset, "citation.care", lang=lang, warnings="; ".join(names))] if names else []


def _known(value: str) -> str:
    return "" if value == NOT_KNOWN else value


def _translated(source: Mapping[str, Any], lang: str) -> str:
    title = source.get(f"title_{lang}") or source["title_en"]
    return f"[{title}]" if title else ""


def _accessed(cell: str) -> tuple[int, ...]:
    return date_of(datetime.date.fromisoformat(cell), "day") if _known(cell) else ()
