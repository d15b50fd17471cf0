"""Every Dash id and every key of an address, once."""

from __future__ import annotations

LOCATION = "location"
PAGE = "page"
LIVE = "live"
MAIN = "main"
CHART = "chart"
CHART_TITLE = "chart-title"
SOURCES = "sources"
WARNINGS = "warnings"
DICTIONARY = "dictionary"
CODES = "codes"

LANG = "lang"
INDICATOR = "indicator_id"
BREAKDOWN = "breakdown"
SOURCE_TYPE = "source_type"
YEAR_FROM = "year_from"
YEAR_TO = "year_to"

#: Keys that a topic page understands; the other pages understand the language only.
TOPIC_KEYS = (LANG, INDICATOR, BREAKDOWN, SOURCE_TYPE, YEAR_FROM, YEAR_TO)


def choice_id(key: str) -> str:
    """The control for a key of the address."""
    return f"choose-{key}"


def panel_id(number: int) -> str:
    """One of several charts side by side."""
    return f"{CHART}-{number}"


def source_anchor(source_id: str) -> str:
    """The anchor of a source on the page on the data."""
    return f"source-{source_id}"


def row_id(obs_id: str) -> str:
    """The anchor of a figure's row in a table."""
    return f"obs-{obs_id}"
