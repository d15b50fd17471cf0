"""Write into the change log what has changed in the data since a commit, with the reason."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Sequence
from pathlib import Path

from loaders.change_log import Change, differences, replayed
from loaders.history import facts_at, facts_now, logged
from loaders.tables import TABLES


def changes_since(folder: Path, commit: str) -> list[Change]:
    """What has changed in a data folder since a commit and is not in its log. Raises ``NoHistory``."""
    # What the log has counts for more than the commit: it may be the older or the newer one of both.
    known, _ = replayed(facts_at(folder, commit), logged(folder))
    return differences(known, facts_now(folder))


def append_changes(
    folder: Path, changes: Sequence[Change], *, day: datetime.date, why: str, correction_id: str = ""
) -> None:
    """Write changes at the end of the log of a data folder, each with an id of its own."""
    table = TABLES["changes"]
    path = folder / table.files[0]
    with path.open(encoding="utf-8", newline="") as handle:
        named = [row["change_id"] for row in csv.DictReader(handle)]
    used = [int(name.rpartition("-")[2]) for name in named if name.startswith(f"{day}-")]
    given = {"changed": day.isoformat(), "reason_en": why, "correction_id": correction_id}
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, table.columns, restval="", lineterminator="\n")
        for number, change in enumerate(changes, start=max(used, default=0) + 1):
            writer.writerow({"change_id": f"{day}-{number:04d}", **vars(change), **given})


def changes_command(folder: Path, commit: str, *, why: str, day: datetime.date, correction_id: str = "") -> int:
    """Log what has changed since a commit and print it. Returns 0, also when the log has it all already.

    Raises ``NoHistory`` where the data at that commit cannot be had.
    """
    changes = changes_since(folder, commit)
    if changes:
        append_changes(folder, changes, day=day, why=why, correction_id=correction_id)
    for change in changes:
        print(change)
    print("1 change logged" if len(changes) == 1 else f"{len(changes)} changes logged")
    return 0
