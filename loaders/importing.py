"""``import``: rewrite ``observations/imported/`` from the data files, by the rules of imports.csv.

Everything is read and checked before anything is written, so that a fault leaves the folder as it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.cells import DataFile, SourceFault
from loaders.import_rows import Row, Rule, figures_taken, observation
from loaders.kinds import Kind
from loaders.problems import InvalidData, Problem
from loaders.reading import missing_folder, read_table, read_text_file
from loaders.schema import check_rows, check_text
from loaders.tables import OBSERVATION_COLUMNS, TABLES
from loaders.workbooks import open_data_file
from loaders.writing import as_csv, replace_files

IMPORTED = Path("observations") / "imported"


@dataclass(frozen=True, order=True)
class Change:
    """One figure that an import added, changed or removed; ``old`` and ``new`` are the cells that differ."""

    obs_id: str
    kind: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.kind} {self.obs_id}: {self.old or 'nothing'} -> {self.new or 'nothing'}"


def import_all(folder: Path, sources: Path) -> list[Change]:
    """Rewrite the imported observations below ``folder`` from the files in ``sources``.

    Returns what changed against the files that were there. Raises ``InvalidData`` when imports.csv,
    sources.csv or indicators.csv break a rule, ``SourceFault`` when a data file is not as expected; then
    nothing is written.
    """
    if missing_folder(folder):
        raise InvalidData(missing_folder(folder))
    rules = _rules(folder)
    rows = {source_id: _rows(group, sources) for source_id, group in _by_source(rules).items()}
    _check_ids(rules, rows)
    target = folder / IMPORTED
    texts = {target / f"{source_id}.csv": as_csv(OBSERVATION_COLUMNS, content) for source_id, content in rows.items()}
    changes = _changes(_committed(target), [row for content in rows.values() for row in content])
    _replace(target, texts)
    return changes


def summary(changes: Iterable[Change]) -> str:
    """How many figures were added, changed and removed, in one line."""
    kinds = [change.kind for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("added", "changed", "removed"))


def _valid(name: str, folder: Path) -> pd.DataFrame:
    """A table of the data folder as text. Raises ``InvalidData`` with all its problems."""
    raw, problems = read_table(TABLES[name], folder)
    clean, text_faults = check_text(TABLES[name], raw)
    _, row_faults = check_rows(TABLES[name], clean)
    problems += [*text_faults, *row_faults]
    if problems:
        raise InvalidData(problems)
    return raw


def _rules(folder: Path) -> list[Rule]:
    files = _valid("sources", folder).set_index("source_id")["file"].to_dict()
    units = {"": ""} | _valid("indicators", folder).set_index("indicator_id")["unit_measure"].to_dict()
    rules = []
    for cells in _valid("imports", folder).to_dict("records"):
        known = cells["source_id"] in files and cells["indicator_id"] in units
        rule = Rule(
            {str(column): str(cell) for column, cell in cells.items()},
            files.get(cells["source_id"], "imports.csv"),
            units.get(cells["indicator_id"], ""),
        )
        if not known:
            raise rule.fault("unknown source_id or indicator_id", "use ids from sources.csv and indicators.csv")
        rules.append(rule)
    return rules


def _by_source(rules: list[Rule]) -> dict[str, list[Rule]]:
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule["source_id"], []).append(rule)
    return groups


def _rows(rules: list[Rule], sources: Path) -> list[Row]:
    """The observations of one data file, in the order of the rules and then of the years."""
    data = open_data_file(sources / rules[0].file)
    rows: list[Row] = []
    claimed: dict[str, Rule] = {}
    for rule in rules:
        for figure in figures_taken(rule, data.select(rule["sheet"], rule["selector"])):
            if figure.locator in claimed:
                other = claimed[figure.locator]["import_id"]
                raise rule.fault(f"the rule {other} picks {figure.locator} too", "narrow one of the two rules")
            claimed[figure.locator] = rule
            if not rule["left_out"]:
                rows.append(observation(rule, figure))
    _check_nothing_forgotten(data, claimed, rules[0])
    return rows


def _check_nothing_forgotten(data: DataFile, claimed: Mapping[str, Rule], rule: Rule) -> None:
    forgotten = data.unclaimed(set(claimed))
    if forgotten:
        wrong = f"{len(forgotten)} rows about Kazakhstan that no rule takes or leaves out, the first: {forgotten[0]}"
        raise SourceFault(data.name, rule["sheet"], "", wrong=wrong, cure="add a rule for them to imports.csv")


def _check_ids(rules: list[Rule], rows: Mapping[str, list[Row]]) -> None:
    ids = [row["obs_id"] for content in rows.values() for row in content]
    twice = next((obs_id for obs_id in ids if ids.count(obs_id) > 1), None)
    if twice:
        rule = next(rule for rule in rules if twice == f"{rule['id_prefix']}-{twice[-4:]}")
        raise rule.fault(f"two rules make the id {twice}", "give each rule an id_prefix of its own")


def _committed(target: Path) -> list[Row]:
    """The rows of the files that are there, whatever their columns, as long as their figures can be told apart.

    Raises ``InvalidData`` for a file that is no table: what it held is then not known.
    """
    rows: list[Row] = []
    for path in sorted(target.glob("*.csv")):
        name = (IMPORTED / path.name).as_posix()
        text, problems = read_text_file(path, name)
        if problems:
            raise InvalidData(problems)
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
        cure = "remove the file: the import writes it anew"
        try:
            found = list(reader)
        except csv.Error as error:
            problem = Problem(name, reader.line_num, "", "the row is not valid CSV", str(error), cure, kind=Kind.QUOTES)
            raise InvalidData([problem]) from None
        if "obs_id" not in (reader.fieldnames or ()):
            raise InvalidData(
                [Problem(name, 1, "obs_id", "a column is missing", instead=cure, kind=Kind.MISSING_COLUMN)]
            )
        rows += found
    return rows


def _changes(old: list[Row], new: list[Row]) -> list[Change]:
    before, after = ({row["obs_id"]: row for row in rows} for rows in (old, new))
    changes = [
        Change(obs_id, "removed", before[obs_id].get("value_as_printed", ""), "") for obs_id in before.keys() - after
    ]
    changes += [Change(obs_id, "added", "", after[obs_id]["value_as_printed"]) for obs_id in after.keys() - before]
    for obs_id in before.keys() & after:
        differ = [column for column in OBSERVATION_COLUMNS if before[obs_id].get(column) != after[obs_id][column]]
        if differ:
            changes.append(Change(obs_id, "changed", *(_shown(row[obs_id], differ) for row in (before, after))))
    return sorted(changes)


def _shown(row: Row, columns: list[str]) -> str:
    return "; ".join(f"{column}={row.get(column, '')}" for column in columns)


def _replace(target: Path, texts: Mapping[Path, str]) -> None:
    """Put all files in their place; drop files that no rule fills."""
    target.mkdir(parents=True, exist_ok=True)
    replace_files(texts)
    for path in set(target.glob("*.csv")) - set(texts):
        path.unlink()
