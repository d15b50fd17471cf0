"""Every Dash id and every key of an address, once."""

from __future__ import annotations

LOCATION = "location"
PAGE = "page"
CHART = "chart"

LANG = "lang"
INDICATOR = "indicator_id"
BREAKDOWN = "breakdown"
SOURCE_TYPE = "source_type"
YEAR_FROM = "year_from"
YEAR_TO = "year_to"

#: Keys that a topic page understands; the other pages understand the language only.
TOPIC_KEYS = (LANG, INDICATOR, BREAKDOWN, SOURCE_TYPE, YEAR_FROM, YEAR_TO)


def row_id(obs_id: str) -> str:
    """The anchor of a figure's row in a table."""
    return f"obs-{obs_id}"
