"""Read, check, derive and compare the data. Knows nothing of dash, plotly or flask."""

from loaders.dataset import DEFAULT_FOLDER, Dataset, load_dataset
from loaders.problems import InvalidData, Problem

__all__ = ["DEFAULT_FOLDER", "Dataset", "InvalidData", "Problem", "load_dataset"]
