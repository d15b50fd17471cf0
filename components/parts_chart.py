"""The parts of a division at one time: a bar for each, the longest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from components.axes import Axis, room_for, separators, value_axis
from components.chart import Figure
from components.frame import frame
from components.measure import lines_of
from components.palette import INK, KIND_COLOURS, PAPER, fill, symbol
from components.traces import Trace

#: Fewer parts than this are read more easily side by side, each on its own axis of years.
FEWEST_PARTS = 3
_ROW_HEIGHT, _MARGINS = 30, 42
#: Pixels: the type of the names, the height of a line of it, and the width after which a name goes on below.
_SIZE, _LINE, _NAME_WIDTH = 13, 17, 150
#: On a phone there is room for so many steps of the axis.
_MOST_STEPS = 4


def is_of_one_time(marked: pd.DataFrame, parts: list[str]) -> bool:
    """Whether every part has one figure, and all of them have one period and one unit."""
    periods = marked[["period_start", "period_end", "unit_measure"]].drop_duplicates()
    return len(marked) >= FEWEST_PARTS and len(periods) == 1 and not marked.duplicated(parts).any()


def parts_chart(marked: pd.DataFrame, *, in_order: bool = False, lang: str = "en") -> Figure:
    """A horizontal bar for each figure of a frame with ``part`` (its name), ``label`` and ``hover``.

    The longest bar stands on top, or, with ``in_order``, the first figure of the frame.

    An own figure is a filled bar, a relayed one hollow, an unattributed one dotted; the mark of the kind of
    source stands at its end. A suppressed figure is hatched up to its threshold; a stated zero has its mark at 0.
    """
    rows = marked.assign(length=marked["obs_value"].fillna(marked["threshold"]))
    rows = rows.iloc[::-1] if in_order else rows.sort_values(["length", "part"], ascending=[True, False])
    names = ["<br>".join(lines_of(part, _SIZE, width=_NAME_WIDTH)) for part in rows["part"]]
    parts = _part_axis(names)
    row_height = max([_ROW_HEIGHT, *(_LINE * (name.count("<br>") + 1) for name in names)])
    return {
        "data": [trace for place, (_, row) in enumerate(rows.iterrows()) for trace in _bar(row, place, rows=len(rows))],
        "layout": {
            **frame(top=8, bottom=34, left=room_for(parts, _SIZE), right=60),
            "height": row_height * len(rows) + _MARGINS,
            "separators": separators(lang),
            "xaxis": _length_axis(rows),
            "yaxis": parts,
            "annotations": list(_labels(rows)),
        },
    }


def _length_axis(rows: pd.DataFrame) -> Axis:
    largest = float(rows["length"].max()) or 1.0
    axis = value_axis(str(rows["unit_measure"].iloc[0]), largest, domain=(0.0, 1.0), tier_names={})
    if "dtick" in axis and axis["range"][1] / axis["dtick"] > _MOST_STEPS:
        axis["dtick"] *= 2
    return {**axis, "tickangle": 0}


def _part_axis(names: list[str]) -> Axis:
    return {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": {"color": INK, "size": _SIZE},
        "range": [-0.6, len(names) - 0.4],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        # The mark of a short bar reaches to the left of zero.
        "ticklabelstandoff": 6,
    }


def _pattern(row: pd.Series) -> dict[str, Any]:
    colour = KIND_COLOURS[row["kind"]]
    shape = "/" if row["bound"] == "suppressed" else "." if row["origin"] == "unattributed" else ""
    if not shape:
        return {"color": fill(row["kind"], row["origin"])}
    return {"color": PAPER, "pattern": {"shape": shape, "fgcolor": colour, "bgcolor": PAPER, "size": 6}}


def _bar(row: pd.Series, place: int, *, rows: int) -> Iterator[Trace]:
    colour = KIND_COLOURS[row["kind"]]
    # The keyboard goes from bar to bar, the top one first.
    told = {"name": str(rows - place), "customdata": [row["obs_id"]], "hovertext": [row["hover"]], "hoverinfo": "text"}
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
        mark = {"symbol": symbol(row["kind"], row["origin"]), "color": fill(row["kind"], row["origin"])}
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
            "yanchor": "middle",
            "xshift": 10,
            "font": {"color": KIND_COLOURS[row["kind"]], "size": 12},
        }
