"""Which version of the data a reader sees, and where every change of them stands."""

from __future__ import annotations

from dash import html

from components.links import link
from loaders.dataset import Dataset
from loaders.notation import date_words
from loaders.publication import data_date, data_version
from loaders.texts import text


def version_words(dataset: Dataset, lang: str = "en") -> str:
    """The version of the data and the day of their latest change, in words."""
    date = date_words(data_date(dataset), lang=lang)
    return text(dataset, "version.data", lang=lang, version=data_version(dataset), date=date)


def version_line(dataset: Dataset, lang: str = "en") -> html.P:
    """The version of the data, with a link to their changes."""
    changes = link(text(dataset, "version.changes", lang=lang), "/corrections")
    return html.P([version_words(dataset, lang), " ", changes])
