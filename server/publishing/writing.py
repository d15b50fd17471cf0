"""The pack as a folder: written beside its place, moved there when it is whole, never over what is not ours."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from components.address import Published
from components.pages import NOWHERE
from loaders.dataset import Dataset
from loaders.publication import data_date, data_version
from loaders.texts import LANGUAGES, text
from server.bundles import NOT_OFFLINE
from server.files import SERVED
from server.health import VERSION
from server.publishing.files import file_body, files
from server.publishing.plan import Sheet, sheets, spots
from server.publishing.rendering import Contents, rendered_file
from server.publishing.shell import first_file

MANIFEST = "manifest.json"
#: What says that a folder is a pack of ours.
KIND = "children-protection-kazakhstan offline pack"
READ_ME = "index.html"
#: One piece of work: it writes a file or two below a folder.
Work = Callable[[Path], None]


class PublishError(Exception):
    """The pack cannot be written; the message says why and what to do."""


def contents_of(
    dataset: Dataset,
    assets: Path,
    *,
    only: Callable[[Sheet], bool] = lambda _sheet: True,
    with_files: bool = True,
    published: Published = NOWHERE,
) -> Contents:
    """What a pack holds; with ``only`` some of its pages, and then no link leads to the others.

    Without files its pages name none.
    """
    chosen = tuple(filter(only, sheets(dataset)))
    names = sorted(path.name for path in assets.iterdir() if path.suffix in SERVED and path.name not in NOT_OFFLINE)
    taken = files(dataset, chosen, LANGUAGES) if with_files else {}
    return Contents(chosen, spots(dataset, chosen), taken, names, published)


def publish(dataset: Dataset, out: Path, *, assets: Path, contents: Contents, processes: int = 1) -> dict[str, Any]:
    """Write a pack to ``out``, which is empty, not there yet, or an earlier pack; returns its manifest.

    Raises ``PublishError`` where something else stands there, or where a page cannot be made.
    """
    out = out.resolve()
    earlier = check_place(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        _write_all(half, _work(dataset, contents, assets), processes)
        manifest = _manifest(dataset, contents, half)
        (half / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        half.chmod(0o755)
        _replace(half, out, earlier)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return manifest


def check_place(out: Path) -> bool:
    """Whether an earlier pack stands at a place, and nothing else. Raises ``PublishError`` for anything of others."""
    if not out.exists():
        return False
    if not out.is_dir():
        raise PublishError(f"{out} is a file; name a folder")
    there = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
    if not there:
        return False
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        ours = set(manifest["files"]) if manifest["kind"] == KIND else set()
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    foreign = [name for name in there if name not in ours and name != MANIFEST]
    if foreign or not ours:
        raise PublishError(
            f"{out} holds what is no part of a pack ({(foreign or there)[0]}); name an empty folder or a new one"
        )
    return True


def _replace(half: Path, out: Path, earlier: bool) -> None:
    if not out.exists():
        half.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    out.rename(aside / "old")
    try:
        half.rename(out)
    except OSError:
        (aside / "old").rename(out)
        raise
    finally:
        if earlier or not out.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            shutil.rmtree(aside)


def _work(dataset: Dataset, contents: Contents, assets: Path) -> list[Work]:
    """Everything that is to be written, what takes longest first."""
    site = contents.published.site
    work: list[Work] = [partial(_write_file, dataset, address, path, site) for address, path in contents.files.items()]
    for lang in LANGUAGES:
        work += [partial(_write_sheet, dataset, contents, sheet, lang) for sheet in contents.sheets]
    work += [partial(_copy, assets / name, f"assets/{name}") for name in contents.assets]
    return [*work, partial(_write_first, dataset)]


def _written(folder: Path, path: str, body: bytes) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)


def _write_file(dataset: Dataset, address: str, path: str, site: str, folder: Path) -> None:
    _written(folder, path, file_body(dataset, address, site=site))


def _write_sheet(dataset: Dataset, contents: Contents, sheet: Sheet, lang: str, folder: Path) -> None:
    _written(folder, f"{lang}/{sheet.file}", rendered_file(dataset, contents, sheet, lang).encode())


def _copy(source: Path, path: str, folder: Path) -> None:
    _written(folder, path, source.read_bytes())


def _write_first(dataset: Dataset, folder: Path) -> None:
    names = {
        lang: (text(dataset, f"language.{lang}", lang=lang), text(dataset, "product.name", lang=lang))
        for lang in ("kk", "ru", "en")
    }
    _written(folder, READ_ME, first_file(names).encode())


def _write_all(folder: Path, work: Sequence[Work], processes: int) -> None:
    """Do all work, shared between processes where the system can fork: they inherit the data as they stand."""
    if processes < 2 or sys.platform in ("win32", "darwin"):
        _do(work, folder)
        return
    fork = multiprocessing.get_context("fork")
    hands = [fork.Process(target=_do, args=(work[number::processes], folder)) for number in range(processes)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    if any(hand.exitcode for hand in hands):
        raise PublishError("a page could not be made; the lines above say which and why")


def _do(work: Iterable[Work], folder: Path) -> None:
    for one in work:
        one(folder)


def _manifest(dataset: Dataset, contents: Contents, folder: Path) -> dict[str, Any]:
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {
        "kind": KIND,
        "code": VERSION,
        "data": dataset.content_hash,
        "data_version": data_version(dataset),
        "data_date": data_date(dataset).isoformat(),
        "languages": list(LANGUAGES),
        "pages": len(contents.sheets) * len(LANGUAGES),
        "files": written,
    }


def processors() -> int:
    """How many processes work at once on this machine."""
    return os.cpu_count() or 1
