"""Where the data of this repository lie."""

from __future__ import annotations

from pathlib import Path

#: ``DATA_DIR`` or a command's argument names another folder.
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data"
