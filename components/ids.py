"""Every Dash id and every key of an address, once."""

from __future__ import annotations

LOCATION = "location"
PAGE = "page"
LIVE = "live"
MAIN = "main"
PANEL = "panel"
#: What follows the chart of a topic: assets/follow.js puts it in place after the chart has been seen.
REST = "rest"
CHART = "chart"
CHART_TITLE = "chart-title"
FIGURE_TITLE = "figure-title"
SOURCES = "sources"
WARNINGS = "warnings"
DICTIONARY = "dictionary"
CODES = "codes"
TIMELINE = "timeline"
ARITHMETIC = "arithmetic"
PAIRS = "pairs"
AUDIT = "audit"
LEDGER = "ledger"
RECOMMENDATIONS = "recommendations"
REPORTING = "reporting"
REPORTS = "reports"
CHANGES = "changes"
TAKE = "take"
DOWNLOADS = "downloads"

LANG = "lang"
INDICATOR = "indicator_id"
BREAKDOWN = "breakdown"
SOURCE_TYPE = "source_type"
YEAR_FROM = "year_from"
YEAR_TO = "year_to"
COUNTED_BY = "counted_by"
POPULATION = "population"
COLOUR_BY = "colour_by"
EVENTS = "events"
FIGURE = "figure"
THEME = "theme"
PERIOD = "period"
QUERY = "q"
SHOW = "show"
TOPIC = "topic"
SIZE = "size"
INK = "ink"
NUMBER = "part"
MODE = "mode"
STEP = "step"
SHEET = "sheet"

#: Keys that every page understands and that every link carries along.
CARRIED_KEYS = (LANG, THEME)
#: Keys that a topic page understands besides.
TOPIC_KEYS = (
    INDICATOR,
    BREAKDOWN,
    POPULATION,
    SOURCE_TYPE,
    COUNTED_BY,
    YEAR_FROM,
    YEAR_TO,
    COLOUR_BY,
    EVENTS,
    FIGURE,
)


def choice_id(key: str) -> str:
    """The control for a key of the address."""
    return f"choose-{key}"


def panel_id(number: int) -> str:
    """One of several charts side by side."""
    return f"{CHART}-{number}"


def step_chart_id(step: int, number: int) -> str:
    """One of the charts that a step of a lesson shows."""
    return f"{CHART}-step-{step}-{number}"


def plot_id(name: str) -> str:
    """What holds a chart, drawn and live, and has the keyboard."""
    return f"plot-{name}"


def bars_id(number: int) -> str:
    """One of several charts of bars under each other."""
    return f"{CHART}-bars-{number}"


def source_anchor(source_id: str) -> str:
    """The anchor of a source on the page on the data."""
    return f"source-{source_id}"


def row_id(obs_id: str) -> str:
    """The anchor of a figure's row in a table."""
    return f"obs-{obs_id}"


def pair_anchor(obs_a: str, obs_b: str) -> str:
    """The anchor of two figures that are set side by side; ids in the order of ``Dataset.comparisons``."""
    return f"pair-{obs_a}-{obs_b}"


def paired_row(obs_a: str, obs_b: str) -> str:
    """The anchor of the row of two figures in a table of pairs."""
    return "paired-{}--{}".format(*sorted((obs_a, obs_b)))


def topic_anchor(topic: str) -> str:
    """The anchor of what a page says on a topic."""
    return f"on-{topic}"


def row_anchor(key: str) -> str:
    """The anchor of a row of a table of the data, by its key: an explanation, a reconciliation."""
    return f"row-{key}"


def about_part(name: str) -> str:
    """The anchor of a part of the page on the dashboard itself."""
    return f"about-{name}"


def privacy_part(name: str) -> str:
    """The anchor of a part of the page on privacy."""
    return f"privacy-{name}"


def search_box(name: str) -> str:
    """A box to search in; ``name`` tells those of one page apart."""
    return f"search-in-{name}"


def found_group(kind: str) -> str:
    """The anchor of one kind of results of a search."""
    return f"found-{kind}"
