"""The choice of one topic or of all, as links."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from components.attributes import attributes
from components.links import link
from loaders.dataset import Dataset
from loaders.tables import TOPICS
from loaders.texts import text


def topic_choice(
    dataset: Dataset,
    topic: str | None,
    *,
    href_of: Callable[[str], str],
    number_of: Callable[[str], int] | None = None,
    lang: str = "en",
) -> html.Div:
    """Links to all topics together and to each of them; ``topic`` is in force, None where no choice is.

    ``href_of`` and ``number_of``, which says how many things there are, take a topic, or an empty string for all.
    """
    label = text(dataset, "topics.label", lang=lang)
    items = []
    for name in ("", *TOPICS):
        words = dataset.code("topic", name, lang) if name else text(dataset, "topics.all", lang=lang)
        number = [html.Span(f" ({number_of(name)})", className="state")] if number_of else []
        toggle = "toggle on" if name == topic else "toggle off"
        items.append(html.Li(link([words, *number], href_of(name), class_name=toggle, chosen=name == topic)))
    return html.Div(
        [html.Span(label, className="label"), html.Ul(items)],
        className="choice switch switch-topic",
        role="group",
        **attributes(aria_label=label),
    )
