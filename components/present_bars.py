"""The bars of a division on several screens: a few rows each, all on the same scale."""

from __future__ import annotations

from collections.abc import Iterator

from components.chart import Figure


def rows_apart(figure: Figure, height: float) -> Iterator[Figure]:
    """A chart of ``components.parts_chart`` as charts of at most this height, the upper rows first.

    Axis and margins stay, so a bar is as long as it was. One row has a chart of its own where two are too high.
    """
    layout = figure["layout"]
    places = list(layout["yaxis"]["tickvals"])
    around = layout["margin"]["t"] + layout["margin"]["b"]
    row = (layout["height"] - around) / len(places)
    each = max(int((height - around) / row), 1)
    screens = -(-len(places) // each)
    # As many rows on each screen as on the others, and not one alone on the last.
    each = -(-len(places) // screens)
    for last in range(len(places), 0, -each):
        yield _cut(figure, range(max(last - each, 0), last), height=row * min(each, last) + around)


def _cut(figure: Figure, rows: range, *, height: float) -> Figure:
    layout = figure["layout"]
    axis = layout["yaxis"]
    kept = {
        "tickvals": [axis["tickvals"][row] for row in rows],
        "ticktext": [axis["ticktext"][row] for row in rows],
        "range": [rows.start - 0.6, rows.stop - 0.4],
    }
    return {
        **figure,
        "data": [trace for trace in figure["data"] if trace["y"][0] in rows],
        "layout": {
            **layout,
            "height": height,
            "yaxis": {**axis, **kept},
            "annotations": [note for note in layout["annotations"] if note["y"] in rows],
        },
    }
