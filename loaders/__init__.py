"""Read, check, derive and compare the data. Knows nothing of dash, plotly or flask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.folder import DEFAULT_FOLDER
from loaders.problems import InvalidData, Problem

if TYPE_CHECKING:
    from loaders.dataset import Dataset, load_dataset

__all__ = ["DEFAULT_FOLDER", "Dataset", "InvalidData", "Problem", "load_dataset"]


def __getattr__(name: str) -> Any:
    """What needs pandas is imported when it is asked for: a server that only gives kept answers never does."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from loaders import dataset

    return getattr(dataset, name)
