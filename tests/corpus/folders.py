"""A data folder in which something else stands than the files that are read."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

from corpus.broken import Broken
from loaders.kinds import Kind

FILE, FIGURES, RECORD = "bodies.csv", "observations/cases.csv", "audit.json"
MISSING, NO_FILE, NOWHERE = "the file is missing", "this is a device or a pipe and no file", "the link leads nowhere"


def _in_place_of(file: str, put: Callable[[Path], object], place: str = "{file}:0: row: ") -> Callable[[Path], str]:
    """Take a file away, and put something else in its place."""

    def make(folder: Path) -> str:
        path = folder / file
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        put(path)
        return place.format(file=file)

    return make


def _beside(name: str, put: Callable[[Path], object]) -> Callable[[Path], str]:
    """Put something more into the folder."""

    def make(folder: Path) -> str:
        put(folder / name)
        shown = name if name.isprintable() else repr(name)[1:-1]
        return f"{shown}:0: row: "

    return make


def _linked(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _circle(path: Path) -> None:
    path.symlink_to("other.csv")
    path.with_name("other.csv").symlink_to(path.name)


def _to_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def _listening(path: Path) -> None:
    """A socket; its name may not be long, so it is bound from its folder."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(before)


def _of_size(size: int) -> Callable[[Path], None]:
    """A file of nulls that takes no room on the disk."""

    def put(path: Path) -> None:
        path.touch()
        os.truncate(path, size)

    return put


def _nothing(path: Path) -> None:
    """Leave the place empty."""


def _copy_of(file: str) -> Callable[[Path], None]:
    return lambda path: shutil.copy(path.parent / file, path)


FOLDERS = [
    Broken("no folder", Kind.NO_FOLDER, lambda folder: shutil.rmtree(folder) or f"{folder}:0: row: ", "the data folder does not exist"),
    Broken("a file in the place of the folder", Kind.NO_FOLDER,
           lambda folder: shutil.rmtree(folder) or folder.touch() or f"{folder}:0: row: ", "the data folder does not exist"),
    Broken("an empty folder", Kind.MISSING_FILE,
           lambda folder: shutil.rmtree(folder) or folder.mkdir() or "codes.csv:0: row: ", MISSING),
    Broken("a file that is missing", Kind.MISSING_FILE, _in_place_of(FILE, _nothing), MISSING),
    Broken("a folder of files that is missing", Kind.MISSING_FILE, _in_place_of("observations", _nothing, f"{FIGURES}:0: row: "), MISSING),
    Broken("a file in the place of a folder of files", Kind.MISSING_FILE,
           _in_place_of("observations", Path.touch, f"{FIGURES}:0: row: "), MISSING),
    Broken("a folder of files behind a link to nowhere", Kind.LINK, _in_place_of("observations", _linked("gone")), NOWHERE),
    Broken("a folder in the place of a file", Kind.NOT_A_FILE, _in_place_of(FILE, Path.mkdir), "a folder stands in the place of the file"),
    Broken("a name in capital letters", Kind.UNKNOWN_FILE, _in_place_of(FILE, lambda path: path.with_name("BODIES.CSV").touch(),
           "BODIES.CSV:0: row: "), "no table reads this file"),
    Broken("a name with a space at its end", Kind.MISSING_FILE, _in_place_of(FILE, lambda path: path.with_name(f"{FILE} ").touch()), MISSING),
    *(
        Broken(f"a file that no table reads: {what}", Kind.UNKNOWN_FILE, _beside(name, _copy_of(FILE)), "no table reads this file")
        for what, name in (
            ("a copy", "bodies (copy).csv"),
            ("a figure too many", "observations.csv"),
            ("columns between tabs", "bodies.tsv"),
            ("a workbook", "bodies.xlsx"),
            ("a name of two lines", "bod\nies.csv"),
            ("a name that is no text", os.fsdecode(b"bod\xffies.csv")),
        )
    ),
    Broken("a pipe in the place of a file", Kind.NOT_A_FILE, _in_place_of(FILE, os.mkfifo), NO_FILE),
    Broken("a pipe beside the files", Kind.NOT_A_FILE, _beside("pipe.csv", os.mkfifo), NO_FILE),
    Broken("a socket in the place of a file", Kind.NOT_A_FILE, _in_place_of(FILE, _listening), NO_FILE),
    Broken("a link to a pipe", Kind.NOT_A_FILE, _in_place_of(FILE, _to_pipe), NO_FILE),
    Broken("a link to a folder", Kind.NOT_A_FILE, _in_place_of(FILE, _linked("texts")), "a folder stands in the place of the file"),
    Broken("a link to a file that is not there", Kind.LINK, _in_place_of(FILE, _linked("gone.csv")), NOWHERE),
    Broken("a link to itself", Kind.LINK, _in_place_of(FILE, _linked(FILE)), NOWHERE),
    Broken("two links to each other", Kind.LINK, _in_place_of(FILE, _circle), NOWHERE),
    Broken("a link to a file that the system forbids to read", Kind.UNREADABLE, _in_place_of(FILE, _linked("/proc/self/mem")),
           "the file cannot be read"),
    Broken("a link to a device that never ends", Kind.NOT_A_FILE, _in_place_of(FILE, _linked("/dev/zero")), NO_FILE, is_heavy=True),
    Broken("a file of a terabyte", Kind.TOO_LARGE, _in_place_of(FILE, _of_size(2**40)), "the file is too large", is_heavy=True),
    Broken("sixty megabytes of nulls", Kind.NULL, _in_place_of(FILE, _of_size(60 * 2**20), "{file}:1: row: "), "a null character",
           is_heavy=True),
]  # fmt: skip

COUNT = {"verified": 1, "failed": 0, "not_checkable": 0}
GOOD = {"data_hash": "0", "counts": {"statements": 1}, "ledger": {}, "sources": {"report_gov": COUNT}}
BROKEN = "the record of the audit cannot be read: "


def _record(content: object, line: int = 0) -> Callable[[Path], str]:
    """Write the record of the audit: a text, bytes, or what JSON makes of it."""
    body = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )

    def make(folder: Path) -> str:
        (folder / RECORD).write_bytes(body)
        return f"{RECORD}:{line}: row: "

    return make


def _told(name: str, content: object, words: str, line: int = 0) -> Broken:
    return Broken(f"a record of the audit {name}", Kind.AUDIT_RECORD, _record(content, line), BROKEN + words)


RECORDS = [
    _told("that is empty", "", "Expecting value", 1),
    _told("that breaks off", json.dumps(GOOD, indent=1)[:-20], "Unterminated string", 11),
    _told("with a comma too many", '{\n"sources": {},\n}', "", 3),
    _told("in single quotes", "{'sources': {}}", "Expecting property name", 1),
    _told("with more behind it", json.dumps(GOOD) + "\n{}", "Extra data", 2),
    _told("with a byte-order mark", "\ufeff" + json.dumps(GOOD), "Unexpected UTF-8 BOM", 1),
    _told("in UTF-16", json.dumps(GOOD).encode("utf-16"), "it is not UTF-8"),
    _told("that is a list", [GOOD], "the whole: there is no object"),
    _told("without a part", {name: part for name, part in GOOD.items() if name != "ledger"}, "ledger: there is no object"),
    _told("with NaN", json.dumps(GOOD).replace(": 1}", ": NaN}"), "NaN is no number"),
    _told("with a number beyond all", json.dumps(GOOD).replace(": 1}", ": 1e999}"), "counts, statements: there is no whole number"),
    _told("with a number in quotes", GOOD | {"counts": {"statements": "1_000"}}, "counts, statements: there is no whole number"),
    _told("with a part of a figure", GOOD | {"counts": {"statements": 1.5}}, "counts, statements: there is no whole number"),
    _told("with a truth value for a number", GOOD | {"counts": {"statements": True}}, "counts, statements: there is no whole number"),
    _told("with fewer figures than none", GOOD | {"sources": {"x": COUNT | {"failed": -1}}}, "sources, x, failed: the number is less"),
    _told("with a document that has no places", GOOD | {"ledger": {"x": {}}}, "ledger, x, places: there is no whole number"),
    _told("with a name twice", json.dumps(GOOD).replace("{", '{"data_hash": "1", ', 1), "the name 'data_hash' stands twice"),
    _told("with a number of five thousand digits", json.dumps(GOOD).replace(": 1}", f": {'1' * 5000}}}"), "Exceeds the limit"),
    Broken("a record of the audit that is nested without end", Kind.AUDIT_RECORD, _record("[" * 1_000_000), "it is nested too deeply",
           is_heavy=True),
    Broken("a record of the audit that is a pipe", Kind.NOT_A_FILE, _in_place_of(RECORD, os.mkfifo), NO_FILE),
    Broken("a record of the audit that is a folder", Kind.NOT_A_FILE, _in_place_of(RECORD, Path.mkdir), "a folder stands in the place"),
    Broken("a record of the audit behind a link to nowhere", Kind.LINK, _in_place_of(RECORD, _linked("gone.json")), NOWHERE),
    Broken("a record of the audit of a gigabyte", Kind.TOO_LARGE, _in_place_of(RECORD, _of_size(2**30)), "the file is too large",
           is_heavy=True),
]  # fmt: skip
CASES = [*FOLDERS, *RECORDS]
