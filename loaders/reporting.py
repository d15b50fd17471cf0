"""The ready text with which a reader reports a wrong figure: which one, what it says here, and room for the source's."""

from __future__ import annotations

from loaders.dataset import Dataset
from loaders.locating import place_words
from loaders.notation import date_words
from loaders.publication import data_date, data_version
from loaders.related import figure_row
from loaders.texts import text
from loaders.words import attribute_words, period_words


def report_lines(dataset: Dataset, obs_id: str, address: str, lang: str = "en") -> list[str]:
    """The lines of a report on a figure; KeyError when there is no such figure.

    ``address`` is that of the figure's page. The last two lines are to be filled in.
    """
    row = figure_row(dataset, obs_id)
    thing, division = dataset.label("indicators", row["indicator_id"], lang), attribute_words(dataset, row, lang)
    if division:
        thing = text(dataset, "chart.divided", lang=lang, indicator=thing, division=division)
    date = date_words(data_date(dataset), lang=lang)
    return [
        text(dataset, "report.figure", lang=lang, obs_id=obs_id),
        text(dataset, "report.printed", lang=lang, printed=row["value_as_printed"]),
        text(dataset, "report.thing", lang=lang, thing=thing),
        text(dataset, "report.period", lang=lang, period=period_words(dataset, row, lang)),
        text(dataset, "report.source", lang=lang, citation=dataset.row("sources", row["source_id"])["citation"]),
        text(dataset, "report.place", lang=lang, place=place_words(dataset, row, lang)),
        text(dataset, "report.version", lang=lang, version=data_version(dataset), date=date),
        text(dataset, "report.address", lang=lang, address=address),
        "",
        text(dataset, "report.source_prints", lang=lang),
        text(dataset, "report.where", lang=lang),
    ]
