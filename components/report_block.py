"""A report of a wrong figure as a ready text, to be copied or sent."""

from __future__ import annotations

from dash import html

from components.address import SITE, contact_line, with_whole_address
from components.copying import COPIED, COPY_BLOCK, copy_button
from components.links import link, observation_href
from loaders.dataset import Dataset
from loaders.publication import data_version
from loaders.reporting import report_lines
from loaders.texts import text


def report_block(dataset: Dataset, obs_id: str, lang: str = "en") -> html.Details:
    """A fold with the report of a figure, to whom it is sent, and what happens then; KeyError without the figure."""
    address = observation_href(obs_id)
    lines = report_lines(dataset, obs_id, address, lang)
    mail = contact_line(
        text(dataset, "report.send_unknown", lang=lang),
        text(dataset, "report.send", lang=lang),
        subject=text(dataset, "report.subject", lang=lang, obs_id=obs_id, version=data_version(dataset)),
        lines=report_lines(dataset, obs_id, f"{SITE}{address}", lang),
    )
    ready = html.Div(
        [
            html.Pre(with_whole_address("\n".join(lines), address), className=COPIED),
            copy_button(dataset, lang, what=text(dataset, "report.copied", lang=lang)),
        ],
        className=f"quote {COPY_BLOCK}",
    )
    return html.Details(
        [
            html.Summary(text(dataset, "report.heading", lang=lang)),
            html.P(text(dataset, "report.explained", lang=lang)),
            ready,
            html.P(mail),
            html.P(text(dataset, "report.no_names", lang=lang)),
            html.P(link(text(dataset, "report.then", lang=lang), "/corrections")),
        ],
        className="report",
    )
