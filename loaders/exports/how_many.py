"""How many rows a request gives, out of the indexes of the data: pages only tell the number."""

from __future__ import annotations

from loaders.dataset import Dataset
from loaders.disagreements import class_counts
from loaders.exports.asking import Asked, rows_asked
from loaders.holdings import holdings
from loaders.indexes import is_figure, number_of_figures
from loaders.related import compared_names, number_of_pairs, places_of_pairs

Chosen = dict[str, tuple[str, ...]]


def how_many(dataset: Dataset, asked: Asked) -> int:
    """The length of ``rows_asked``. A request that no index answers is asked for in full."""
    if asked.year_from is None and asked.year_to is None and not asked.undated:
        found = {"observations": _figures, "comparisons": _pairs}.get(asked.collection, _unknown)(
            dataset, dict(asked.chosen)
        )
        if found is not None:
            return found
    return len(rows_asked(dataset, asked))


def _unknown(_dataset: Dataset, _chosen: Chosen) -> int | None:
    return None


def _figures(dataset: Dataset, chosen: Chosen) -> int | None:
    if not chosen:
        return holdings(dataset)[""].figures
    if chosen.keys() == {"obs_id"}:
        return sum(is_figure(dataset, name) for name in set(chosen["obs_id"]))
    if chosen.keys() == {"indicator_id"}:
        return sum(number_of_figures(dataset, name) for name in set(chosen["indicator_id"]))
    return None


def _pairs(dataset: Dataset, chosen: Chosen) -> int | None:
    asked = chosen.keys()
    if asked <= {"class", "topic"}:
        if len(chosen.get("topic", ())) > 1:
            return None
        counts = class_counts(dataset, next(iter(chosen.get("topic", ())), ""))
        return sum(counts.get(kind, 0) for kind in set(chosen.get("class", counts)))
    if asked == {"obs_id"}:
        return len({place for name in chosen["obs_id"] for place in places_of_pairs(dataset, name)})
    if asked == {"indicator_id"} and len(chosen["indicator_id"]) == 1:
        return number_of_pairs(dataset, chosen["indicator_id"][0])
    if asked == {"obs_a", "obs_b"}:
        known = compared_names(dataset)
        return sum((one, other) in known for one in set(chosen["obs_a"]) for other in set(chosen["obs_b"]))
    return None
