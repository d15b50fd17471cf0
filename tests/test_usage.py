"""Nothing stands in the data that no figure and no statement uses: every warning, body, code and indicator."""

from __future__ import annotations

from loaders import Dataset
from loaders.arithmetic import KINDS
from loaders.tables import TABLES

#: Codes that the code itself knows, whether a row bears them today or not, and why.
ALLOWED = {
    ("check_kind", kind): "loaders.arithmetic computes it" for kind in KINDS
} | {
    ("obs_status", "P"): "the status of a figure that its source later replaces; curators are told of it",
    ("change_kind", "renamed"): "loaders.change_log writes it",
    **{("correction_decision", code): "nothing was reported so far" for code in ("corrected", "kept", "explained", "open")},
}  # fmt: skip


def used_by(real: Dataset, target: str) -> set[str]:
    """The ids of a table that any cell names, its own key aside."""
    columns = [
        (table, field.name)
        for table in TABLES.values()
        for field in table.fields
        if field.refers_to == target and field.name not in TABLES[target].key
    ]
    columns += [
        (table, name)
        for table in TABLES.values()
        for name in TABLES[target].key
        if name in table.columns and table.name != target
    ]
    return {part for table, name in columns for cell in real.table(table.name)[name] for part in cell.split("|")}


def unused(real: Dataset, target: str) -> set[str]:
    return set(real.table(target)[TABLES[target].key[0]]) - used_by(real, target)


def test_every_warning_is_used(real: Dataset) -> None:
    assert unused(real, "warnings") == set()


def test_every_body_is_used(real: Dataset) -> None:
    assert unused(real, "bodies") == set()


def test_every_indicator_is_used(real: Dataset) -> None:
    assert unused(real, "indicators") == set()


def test_every_source_is_used(real: Dataset) -> None:
    assert unused(real, "sources") == set()


def used_codes(real: Dataset) -> set[tuple[str, str]]:
    """Each list with the codes that a column of any table bears; the list of a breakdown has the breakdown's name."""
    used: set[tuple[str, str]] = set()
    for table in TABLES.values():
        frame = real.table(table.name)
        used |= {(table.codelist(name), code) for name in table.columns if table.codelist(name) for code in frame[name]}
        if {"breakdown", "breakdown_value"} <= set(table.columns):
            used |= set(zip(frame["breakdown"], frame["breakdown_value"], strict=True))
    return used


def test_every_code_is_used(real: Dataset) -> None:
    codes = real.table("codes")
    kept = set(zip(codes["codelist"], codes["code"], strict=True))
    assert sorted(kept - used_codes(real) - set(ALLOWED)) == []


def test_what_may_stay_without_use_is_there_and_not_used(real: Dataset) -> None:
    codes = real.table("codes")
    kept = set(zip(codes["codelist"], codes["code"], strict=True))
    assert set(ALLOWED) <= kept
    assert {code for code in ALLOWED if code not in used_codes(real)} == {
        ("change_kind", "renamed"),
        ("check_kind", "difference"),
        ("correction_decision", "corrected"),
        ("correction_decision", "explained"),
        ("correction_decision", "kept"),
        ("correction_decision", "open"),
        ("obs_status", "P"),
    }
