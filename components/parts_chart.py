"""The parts of a division at one time: a bar for each, the longest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from components.axes import value_axis
from components.chart import Figure
from components.frame import frame
from components.palette import KIND_COLOURS, PAPER, fill, symbol
from components.traces import Trace

#: Fewer parts than this are read more easily side by side, each on its own axis of years.
FEWEST_PARTS = 3
_ROW_HEIGHT, _MARGINS = 30, 56


def is_of_one_time(marked: pd.DataFrame, parts: list[str]) -> bool:
    """Whether every part has one figure, and all of them have one period and one unit."""
    periods = marked[["period_start", "period_end", "unit_measure"]].drop_duplicates()
    return len(marked) >= FEWEST_PARTS and len(periods) == 1 and not marked.duplicated(parts).any()


def parts_chart(marked: pd.DataFrame) -> Figure:
    """A horizontal bar for each figure of a frame with ``part`` (its name), ``label`` and ``hover``.

    An own figure is a filled bar, a relayed one hollow, an unattributed one dotted; the mark of the kind of
    source stands at its end. A suppressed figure is hatched up to its threshold; a stated zero has its mark at 0.
    """
    rows = marked.assign(length=marked["obs_value"].fillna(marked["threshold"]))
    rows = rows.sort_values(["length", "part"], ascending=[True, False])
    axis = value_axis(
        str(rows["unit_measure"].iloc[0]), float(rows["length"].max()) or 1.0, domain=(0.0, 1.0), tier_names={}
    )
    return {
        "data": [trace for place, (_, row) in enumerate(rows.iterrows()) for trace in _bar(row, place)],
        "layout": {
            **frame(top=8, bottom=34, right=60),
            "height": _ROW_HEIGHT * len(rows) + _MARGINS,
            "xaxis": {**axis, "automargin": False},
            "yaxis": {
                "tickvals": list(range(len(rows))),
                "ticktext": rows["part"].tolist(),
                "range": [-0.6, len(rows) - 0.4],
                "automargin": True,
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "ticks": "",
                "ticklabelstandoff": 8,
            },
            "annotations": list(_labels(rows)),
        },
    }


def _pattern(row: pd.Series) -> dict[str, Any]:
    colour = KIND_COLOURS[row["source_type"]]
    shape = "/" if row["bound"] == "suppressed" else "." if row["origin"] == "unattributed" else ""
    if not shape:
        return {"color": fill(row["source_type"], row["origin"])}
    return {"color": PAPER, "pattern": {"shape": shape, "fgcolor": colour, "bgcolor": PAPER, "size": 6}}


def _bar(row: pd.Series, place: int) -> Iterator[Trace]:
    colour = KIND_COLOURS[row["source_type"]]
    told = {"customdata": [row["obs_id"]], "hovertext": [row["hover"]], "hoverinfo": "text"}
    suppressed = row["bound"] == "suppressed"
    yield {
        "type": "bar",
        "orientation": "h",
        "x": [row["length"]],
        "y": [place],
        "width": [0.5],
        "marker": {**_pattern(row), "line": {"color": colour, "width": 1.5}},
        "meta": "suppressed" if suppressed else "part",
        **told,
    }
    if not suppressed:
        mark = {"symbol": symbol(row["source_type"], row["origin"]), "color": fill(row["source_type"], row["origin"])}
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [row["length"]],
            "y": [place],
            "marker": {**mark, "size": 10, "line": {"color": colour, "width": 2}},
            "cliponaxis": False,
            "meta": "part_end",
            **told,
        }


def _labels(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for place, (_, row) in enumerate(rows.iterrows()):
        yield {
            "x": row["length"],
            "y": place,
            "text": f"<b>{row['letter']}</b> {row['label']}",
            "showarrow": False,
            "xanchor": "left",
            "xshift": 10,
            "font": {"color": KIND_COLOURS[row["source_type"]], "size": 12},
        }
