"""What a cell of a file can be."""

from __future__ import annotations

import datetime

#: A cell of a file: nothing where the data say nothing.
Cell = str | int | float | bool | datetime.date | None
