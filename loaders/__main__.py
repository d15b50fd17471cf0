"""The command line: ``python -m loaders validate | import | audit | changes``.

Exit codes: 0 all is well, 1 something is wrong with the data or the sources, 2 the command was misspelt.
"""

from __future__ import annotations

import argparse
import datetime
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from loaders.audit_result import record_problems
from loaders.cells import SourceFault
from loaders.changes_command import changes_command
from loaders.classes import CLASSES
from loaders.dataset import load_dataset
from loaders.folder import DEFAULT_FOLDER
from loaders.history import NoHistory
from loaders.importing import import_all, summary
from loaders.problems import InvalidData, Problem
from loaders.tables import TABLES


def validate(folder: Path) -> int:
    """Print every problem of a data folder on a line of its own, or what it holds when there is none.

    That is the rows of each table, the pairs of each class and the explanations of each verdict. A class that
    swallows the rest would be a sign of wrong columns, and not of harmony.
    """
    try:
        dataset = load_dataset(folder)
    except InvalidData as error:
        return _told([*error.problems, *record_problems(folder)])
    broken_record = record_problems(folder)
    if broken_record:
        return _told(broken_record)
    for name in TABLES:
        print(f"{name}: {len(dataset.table(name))}")
    codes = dataset.table("codes")
    verdicts = codes.loc[codes["codelist"] == "explanation_verdict", "code"]
    _print_shares("pairs of figures", dataset.comparisons["class"], CLASSES)
    _print_shares("explanations", dataset.table("explanations")["verdict"], verdicts)
    return 0


def _told(problems: Sequence[Problem]) -> int:
    """Print problems, and how many there are. Returns the exit code."""
    for problem in problems:
        print(problem)
    print(_total(problems), file=sys.stderr)
    return 1


def _print_shares(name: str, found: pd.Series[str], kinds: Iterable[str]) -> None:
    """How many there are, and how many of each kind, with their share; a kind that does not occur is told too."""
    print(f"\n{name}: {len(found)}")
    for kind in kinds:
        number = int((found == kind).sum())
        print(f"  {kind}: {number} ({number / max(len(found), 1):.1%})")


def _total(problems: Sequence[Problem]) -> str:
    following = sum(problem.may_follow for problem in problems)
    number = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return number + (
        f"; correct the first {len(problems) - following} first: the others may follow" if following else ""
    )


def import_command(folder: Path, sources: Path) -> int:
    """Rewrite the imported observations and print every change."""
    try:
        changes = import_all(folder, sources)
    except (InvalidData, SourceFault) as error:
        print(f"{error}\nnothing was written", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or folder}: cannot be read or written ({error.strerror})", file=sys.stderr)
        return 1
    for change in changes:
        print(change)
    print(summary(changes))
    return 0


def _audit(folder: Path, sources: Path) -> int:
    # The audit reads whole documents; the other commands do without it.
    from loaders.audit import audit_command

    return audit_command(folder, sources)


def _changes(folder: Path, chosen: argparse.Namespace) -> int:
    day = datetime.datetime.now(datetime.UTC).date()
    try:
        return changes_command(folder, chosen.since, why=chosen.why, day=day, correction_id=chosen.correction)
    except NoHistory as error:
        print(f"{error}\nnothing was written", file=sys.stderr)
        return 1


def _reason(words: str) -> str:
    if not words.strip():
        raise argparse.ArgumentTypeError("say in a sentence why the data were changed")
    return words.strip()


def _template(folder: Path, out: Path, *, empty: bool) -> int:
    # Only the two commands for a spreadsheet write or read one.
    from loaders.curating.commands import template_command

    return template_command(folder, out, empty=empty)


def _from_workbook(folder: Path, chosen: argparse.Namespace) -> int:
    from loaders.curating.commands import from_workbook_command
    from loaders.curating.from_workbook import Wishes
    from loaders.curating.trial import Reason

    if chosen.correction and not chosen.why:
        print("--correction goes with --why", file=sys.stderr)
        return 2
    day = datetime.datetime.now(datetime.UTC).date()
    reason = Reason(chosen.why, day, chosen.correction) if chosen.why else None
    wishes = Wishes(chosen.allow_removals, chosen.dry_run, reason)
    return from_workbook_command(folder, chosen.workbook, wishes)


def _add_curating(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands for those who edit the data in a spreadsheet."""
    words = "write a workbook (.xlsx) in which the data can be edited"
    template = commands.add_parser("template", help=words, description=words)
    template.add_argument("out", nargs="?", type=Path, default=Path("data.xlsx"), help="the workbook to write")
    template.add_argument(
        "--empty", action="store_true", help="leave the rows out; the workbook can then only add some"
    )
    words = "bring an edited workbook back into the data, if nothing in it is wrong"
    back = commands.add_parser("from-workbook", help=words, description=words)
    back.add_argument("workbook", type=Path, help="the workbook that was edited")
    back.add_argument("--dry-run", action="store_true", help="only say what would change and what is wrong")
    back.add_argument("--allow-removals", action="store_true", help="remove rows that are not in the workbook")
    back.add_argument("--why", type=_reason, metavar="TEXT", help="enter the changes in changes.csv, with this reason")
    back.add_argument("--correction", default="", metavar="ID", help="with --why: the report in corrections.csv")
    for command in (template, back):
        command.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER, help="folder that holds the data")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, import, audit and edit the data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("validate", "print every problem in the data"),
        ("import", "rewrite observations/imported/ from the data files"),
        ("audit", "re-read every figure at its locator in the sources"),
        ("changes", "write into changes.csv what has changed since a commit, and why"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        if name == "changes":
            command.add_argument("--since", required=True, metavar="COMMIT", help="commit of git to compare with")
            command.add_argument("--why", type=_reason, required=True, metavar="TEXT", help="the reason, for readers")
            command.add_argument("--correction", default="", metavar="ID", help="the report in corrections.csv")
        elif name != "validate":
            command.add_argument("--sources", type=Path, required=True, help="folder that holds the sources")
        command.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER, help="folder that holds the data")
    _add_curating(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; a misspelt command leaves through argparse with 2."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "validate":
        return validate(chosen.folder)
    if chosen.command == "changes":
        return _changes(chosen.folder, chosen)
    if chosen.command == "template":
        return _template(chosen.folder, chosen.out, empty=chosen.empty)
    if chosen.command == "from-workbook":
        return _from_workbook(chosen.folder, chosen)
    command = {"import": import_command, "audit": _audit}[chosen.command]
    return command(chosen.folder, chosen.sources)


def command_line() -> int:
    """``main`` for a console that may not know every letter, or that is closed early as in ``validate | head -1``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, and would then complain on stderr.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    raise SystemExit(command_line())
