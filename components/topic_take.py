"""What a reader takes away from the page of a topic: the figures shown, and the chart."""

from __future__ import annotations

from typing import Any

from dash import html

from components import ids
from components.brief_page import brief_link
from components.cite_block import cite_block
from components.embed_snippet import embed_section
from components.picture_links import picture_links
from components.state import View, address
from components.take_away import file_links, take_away
from components.topic_words import cited_title
from loaders.citing.subject import VIEW, Subject
from loaders.dataset import Dataset
from loaders.exports.asking import asked_by
from loaders.texts import counted


def jump(dataset: Dataset, number: int, topic: str, lang: str = "en") -> list[html.P]:
    """The way from the top of the page to its files, where figures are shown, and to all of the topic on one page."""
    words = counted(dataset, "take.jump", number, lang=lang)
    files: list[Any] = [html.A(words, href=f"#{ids.TAKE}"), " · "] if number else []
    return [html.P([*files, brief_link(dataset, topic, lang)], className="jump")]


def topic_take_away(dataset: Dataset, view: View, number: int, lang: str = "en") -> list[html.Section]:
    """The figures shown, dated or not, as files, how to cite them, and their chart as a picture and a frame;
    nothing where there are none."""
    if not number:
        return []
    files = [
        file_links(dataset, asked_by(view.selection, lang), number, lang),
        html.Div(html.P(brief_link(dataset, view.selection.topic, lang)), className="files"),
    ]
    here = address(dataset, view.changed(figure=""))
    cited = Subject(VIEW, here, title=cited_title(dataset, view.selection, lang))
    folds = [
        cite_block(dataset, cited, lang),
        picture_links(dataset, here, lang),
        embed_section(dataset, view, lang),
    ]
    return [take_away(dataset, files, folds=folds, lang=lang)]
