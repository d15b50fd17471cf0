"""The pictures of pages that compare and of the timeline: what each of them holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dash import html

from components import ids
from components.bridge import bridge, remainder_words
from components.chart import Figure
from components.compare_page import compare_title
from components.disagreement import computed_words, pair_words, reason_words, side_by_side
from components.evidence import care_section, source_section
from components.figure_others import CLASS_TEXTS
from components.indicator_compared import all_years
from components.links import pair_href
from components.pair_page import pair_title
from components.picture_content import NARROWEST, Item, PictureContent, item_of, signs_of
from components.picture_of_topic import items_of, numbered, topic_content
from components.picture_tables import table_item
from components.picture_text import SUPPRESSED, under
from components.picture_words import one_paragraph
from components.picture_wrap import MARK, Run
from components.state import SUMS, CompareChoice, View, compare_address
from components.timeline import timeline_events, timeline_figures, timeline_words
from components.topic_figures import Titled
from components.walk import every
from loaders.dataset import Dataset
from loaders.disagreements import pair_of
from loaders.figure_years import figures_by_year
from loaders.indexes import figures_named
from loaders.reconciling import Reconciliation, reconciliations
from loaders.texts import text

#: The columns of two figures side by side, and of a total and its parts, as shares of the width; the narrowest width.
_PAIR, _SUM, _LEAST = (0.44, 0.26, 0.3), (0.48, 0.14, 0.38), 540


def compared_content(dataset: Dataset, indicator_id: str, lang: str = "en") -> PictureContent:
    """All sources on one indicator in one chart, over all years."""
    choice = CompareChoice(indicator_id=indicator_id)
    content = topic_content(dataset, View(all_years(dataset, indicator_id)), lang, undated=False)
    title, path = compare_title(dataset, choice, lang), compare_address(choice)
    return replace(content, title=title, path=path, name=f"compare-{indicator_id}")


def pair_content(dataset: Dataset, key: str, lang: str = "en") -> PictureContent:
    """Two figures side by side; ``key`` names both with a slash between them."""
    pair = pair_of(dataset, *key.split("/"))
    said = [text(dataset, CLASS_TEXTS[pair.kind], lang=lang), computed_words(dataset, pair, lang)]
    if pair.explanation:
        runs = one_paragraph(reason_words(dataset, pair.explanation, lang))
        said.append("".join(run.words for run in runs))
    table = side_by_side(dataset, pair, pair_words(dataset, pair, lang), lang)
    content = _of_figures(dataset, pair.names, lang)
    return replace(
        content,
        title=pair_title(dataset, key, lang),
        path=pair_href(*pair.names),
        name="-".join(["pair", *sorted(pair.names)]),
        said=tuple(filter(None, said)),
        large=(table_item(table, _PAIR, least=_LEAST),),
    )


def sum_of(dataset: Dataset, key: str) -> Reconciliation | None:
    """A total set against its parts, by its key in reconciliations.csv."""
    found = (one for of_topic in reconciliations(dataset).values() for one in of_topic)
    return next((one for one in found if one.row["reconciliation_id"] == key), None)


def sum_content(dataset: Dataset, one: Reconciliation, lang: str = "en") -> PictureContent:
    """A total against its parts, or a flow against a register, and what remains."""
    key = str(one.row["reconciliation_id"])
    table = next(part for part in every(bridge(dataset, one, lang)) if isinstance(part, html.Table))
    figures = {entry.figure["obs_id"] for entry in (*one.totals, *one.parts)}
    content = _of_figures(dataset, figures, lang)
    hatched = (Run(SUPPRESSED, MARK), Run(text(dataset, "picture.remainder", lang=lang)))
    return replace(
        content,
        title=dataset.label("reconciliations", key, lang),
        path=f"{compare_address(CompareChoice(SUMS))}#{ids.row_anchor(key)}",
        name=f"sum-{key}",
        said=(remainder_words(dataset, one, lang),),
        large=(table_item(table, _SUM, least=_LEAST),),
        notes=(dataset.label("reconciliations", key, lang, column="caveat"),),
        signs=(*content.signs, *([hatched] if one.remainder else [])),
    )


def _of_figures(dataset: Dataset, names: Collection[str], lang: str) -> PictureContent:
    """What belongs to some figures: what their marks mean, their sources and their warnings."""
    figures = figures_named(dataset, names)
    sources = items_of(source_section(dataset, figures, lang))
    return PictureContent(
        title="",
        path="",
        name="",
        signs=signs_of(dataset, figures.assign(kind=figures["source_type"]), gaps=False, lang=lang),
        sources=sources,
        unplaced=sources,
        warnings=items_of(care_section(dataset, figures, lang)),
    )


def timeline_content(dataset: Dataset, lang: str = "en") -> PictureContent:
    """Laws, treaties, plans and institutions over the years, and under them the years of which figures speak."""
    events = timeline_events(dataset)
    lanes, *columns = timeline_figures(dataset, events, figures_by_year(dataset), lang)
    return PictureContent(
        title=text(dataset, "timeline.heading", lang=lang),
        path=f"/follow-up#{ids.TIMELINE}",
        name="follow-up-timeline",
        said=(timeline_words(dataset, lang),),
        large=(item_of(Titled(lanes), least=NARROWEST), _stacked(columns)),
        notes=(text(dataset, "timeline.how", lang=lang), text(dataset, "timeline.cause", lang=lang)),
        events=numbered(dataset, events, lang),
    )


def _stacked(figures: Collection[Figure]) -> Item:
    """Charts on one axis, one directly under the other."""
    items = [item_of(Titled(figure), least=NARROWEST) for figure in figures]
    return Item(
        "",
        max(item.least for item in items),
        lambda width: sum(item.height(width) for item in items),
        lambda width: under([item.draw(width) for item in items], gap=0),
    )
