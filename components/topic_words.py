"""What the chart of a topic is called, and what its second line says."""

from __future__ import annotations

from components.filters import division_words
from loaders.dataset import Dataset
from loaders.divisions import TOTAL
from loaders.selection import Selection
from loaders.texts import text
from loaders.words import years_words


def heading(dataset: Dataset, selection: Selection, lang: str = "en") -> str:
    """The title of the chart: what it shows, and how it is divided."""
    label = dataset.label("indicators", selection.indicator_id, lang)
    if selection.breakdown == TOTAL:
        return label
    return text(
        dataset,
        "chart.divided",
        lang=lang,
        indicator=label,
        division=division_words(dataset, selection.breakdown, lang),
    )


def view_title(dataset: Dataset, selection: Selection, lang: str = "en") -> str:
    """What a view of a topic is called wherever it is named alone: its chart, and its topic."""
    return f"{heading(dataset, selection, lang)} – {dataset.code('topic', selection.topic, lang)}"


def cited_title(dataset: Dataset, selection: Selection, lang: str = "en") -> str:
    """What a view of a topic is called in a citation: its chart, and its years."""
    years = years_words(dataset, selection.year_from, selection.year_to, lang)
    return text(dataset, "export.years", lang=lang, what=heading(dataset, selection, lang), years=years)


def subtitle(dataset: Dataset, selection: Selection, lang: str = "en") -> str:
    """Unit, kind of count, population and years of a chart."""
    indicator = dataset.row("indicators", selection.indicator_id)
    unit = dataset.code("unit_measure", indicator["unit_measure"], lang)
    population = dataset.code("population", indicator["population"], lang)
    if indicator["population"] == "not_persons" or population == unit:
        population = ""
    return text(
        dataset,
        "chart.subtitle" if population else "chart.subtitle_things",
        lang=lang,
        unit=unit,
        kind=text(dataset, f"measure.{indicator['measure_kind']}", lang=lang),
        population=population,
        years=years_words(dataset, selection.year_from, selection.year_to, lang),
    )
