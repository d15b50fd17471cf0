"""Would the data be right with these files in them? Tried in a copy of the folder, with the lines of the change log."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.change_log import differences
from loaders.changes_command import append_changes
from loaders.dataset import load_dataset
from loaders.history import facts_now
from loaders.tables import TABLES


@dataclass(frozen=True)
class Reason:
    """Why the data are changed, for the change log: a sentence, the day, and the report that led to it, if any."""

    why: str
    day: dt.date
    correction_id: str = ""


def tried(texts: Mapping[str, str], folder: Path, reason: Reason | None) -> dict[str, str]:
    """The files that are to be written: ``texts``, and with a reason the change log with what they change.

    ``texts`` are new contents by path below the folder. Raises ``InvalidData`` when the data would break a rule.
    """
    with tempfile.TemporaryDirectory(prefix="workbook-") as place:
        copy = Path(shutil.copytree(folder, Path(place) / "data", ignore=_no_data))
        for file, text in texts.items():
            (copy / file).write_bytes(text.encode())
        log = _logged(folder, copy, reason) if reason else {}
        load_dataset(copy)
    return {**texts, **log}


def _no_data(folder: str, names: list[str]) -> list[str]:
    """The files of a folder that no table can be in: they may be large, and nobody may be able to read them."""
    return [name for name in names if not (Path(folder) / name).is_dir() and Path(name).suffix.lower() != ".csv"]


def _logged(folder: Path, copy: Path, reason: Reason) -> dict[str, str]:
    """The change log of the copy with the changes at its end; nothing when they concern no fact."""
    found = differences(facts_now(folder), facts_now(copy))
    if not found:
        return {}
    append_changes(copy, found, day=reason.day, why=reason.why, correction_id=reason.correction_id)
    log = TABLES["changes"].files[0]
    return {log: (copy / log).read_bytes().decode()}
