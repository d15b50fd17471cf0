"""What every file, citation and picture says of the whole: its version, its date and its licence."""

from __future__ import annotations

import datetime

from loaders.dataset import Dataset

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
#: So many digits of the content hash tell versions apart, and can still be read out.
VERSION_DIGITS = 12
#: The day of the data with which the change log begins.
FIRST_DAY = datetime.date(2026, 11, 22)


def data_version(dataset: Dataset) -> str:
    """The version of the data: the beginning of their content hash, as ``/version`` gives it in full."""
    return dataset.content_hash[:VERSION_DIGITS]


def data_date(dataset: Dataset) -> datetime.date:
    """The day of the latest change in the log of the data; of the first data, where nothing has changed since."""
    changed = dataset.table("changes")["changed"]
    return FIRST_DAY if changed.empty else changed.max().date()
