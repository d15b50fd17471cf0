"""From settings to an application that can be served: data that were never seen are validated in full, data that were
found valid before, byte for byte and by the same code, are not read again until an answer needs them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.plain_files import files_below
from loaders.problems import InvalidData, Problem
from server.checking import loaded_beside
from server.copying import alone_in, copied
from server.edition import code_edition, edition_of
from server.front import Front, Outdated
from server.headers import is_https
from server.health import Health
from server.keep import Keep
from server.log import tell
from server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from loaders import Dataset

#: So often data are looked at that somebody changes meanwhile.
_TRIES = 3


@dataclass(frozen=True)
class Verdict:
    """What a full validation found out about data that it has accepted."""

    content_hash: str
    figures: int
    sources: int

    @property
    def told(self) -> dict[str, Any]:
        """As the log says it."""
        return {"data": self.content_hash, "figures": self.figures, "sources": self.sources}


@dataclass(frozen=True)
class Ready:
    """An application, and what is told of its data when it begins to serve."""

    app: Front
    verdict: Verdict


class _Changed(Exception):
    """Somebody changed the data while they were looked at."""


def made_ready(settings: Settings) -> Ready:
    """The application for some settings. Raises ``InvalidData`` for data with a problem, and for what cannot be read.

    What is checked is a copy, and what is served is what was checked, whatever happens to the folder meanwhile. While
    files are being changed it is tried again, a few times.
    """
    code = code_edition()
    try:
        for _ in range(_TRIES):
            with suppress(_Changed):
                return _made(settings, code)
    except OSError as error:
        place = str(error.filename or settings.data_dir)
        wrong = f"it cannot be read ({error.strerror})"
        raise InvalidData([Problem(place, 0, "file", wrong, instead="let this account read it")]) from error
    wrong, instead = "files are being changed", "try again when all of them are in their places"
    raise InvalidData([Problem(str(settings.data_dir), 0, "folder", wrong, instead=instead)])


def _made(settings: Settings, code: str) -> Ready:
    edition = edition_of(settings, code=code)
    keep = Keep(settings.keep, edition)
    # What is no file would be missing from a copy without a word.
    is_plain = not settings.data_dir.is_dir() or not files_below(settings.data_dir)[1]
    known = _verdict(keep.verdict()) if is_plain else None
    if known is not None:
        awaken = partial(_awakened, settings, known, keep=keep, code=code)
        return Ready(Front(awaken, keep, health=Health(known.content_hash), https=is_https(settings.public_url)), known)
    folder = _copy(settings, keep, edition=edition, code=code) if is_plain else None
    if folder is not None:
        dataset = _loaded(folder, is_known_valid=False)
    else:  # answers of this start are nobody else's
        keep = Keep(None, edition)
        dataset = _loaded_in_place(settings, edition=edition, code=code)
    figures = dataset.observations
    verdict = Verdict(dataset.content_hash, len(figures), figures["source_id"].nunique())
    app = _application(dataset, settings)
    if code_edition() != code:  # else somebody changed the program while it was read
        keep = Keep(None, edition)
    keep.accept(asdict(verdict))
    _make_search_ready(dataset, keep)
    return Ready(
        Front(lambda: app, keep, health=Health(verdict.content_hash), https=is_https(settings.public_url)), verdict
    )


def _copy(settings: Settings, keep: Keep, *, edition: str, code: str) -> Path | None:
    """The copy of the data of an edition: the one that is there, since another instance may be reading it, else a new one.

    None where there is no room for one. Raises ``_Changed``.
    """
    folder = keep.data_folder()
    if folder is None:
        return None

    def is_right() -> bool:
        return folder.is_dir() and edition_of(settings, code=code, data=folder) == edition

    with alone_in(folder.parent):
        if is_right():
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        if not copied(settings.data_dir, folder):
            tell("not_copied", _NOT_COPIED, level=logging.WARNING)
            return None
        if not is_right():
            raise _Changed
    return folder


def _loaded_in_place(settings: Settings, *, edition: str, code: str) -> Dataset:
    """The data as they lie in their folder. Raises ``_Changed`` where this was not one state of them all the while."""
    try:
        dataset = _loaded(settings.data_dir, is_known_valid=False)
    except (InvalidData, OSError):
        if edition_of(settings, code=code) != edition:
            raise _Changed from None
        raise
    if edition_of(settings, code=code) != edition:
        raise _Changed
    return dataset


def _verdict(found: Mapping[str, object] | None) -> Verdict | None:
    if found is None:
        return None
    content_hash, figures, sources = (found.get(name) for name in ("content_hash", "figures", "sources"))
    if isinstance(content_hash, str) and isinstance(figures, int) and isinstance(sources, int):
        return Verdict(content_hash, figures, sources)
    return None


def _awakened(settings: Settings, known: Verdict, *, keep: Keep, code: str) -> WSGIApplication:
    """The application over the data that were found valid, by the program that was there at the start."""
    _hold(code_edition() == code, "the program is")
    folder = _folder_of(known, (keep.data_folder(), settings.data_dir))
    if folder is None:
        raise Outdated(_OUTDATED.format("the copy of the data and the folder of the data are"))
    dataset = _loaded(folder, is_known_valid=True)
    _hold(dataset.content_hash == known.content_hash, "the folder of the data is")
    _make_search_ready(dataset, keep)
    app = _application(dataset, settings)
    _hold(code_edition() == code, "the program is")
    return app


def _folder_of(known: Verdict, folders: Iterable[Path | None]) -> Path | None:
    """The first folder that holds the data that a verdict was given on."""
    from loaders.dataset import content_hash

    for folder in filter(None, folders):
        with suppress(OSError):
            if content_hash(folder) == known.content_hash:
                return folder
    return None


_NOT_COPIED = (
    "the data could not be copied into the folder of KEEP; they are read where they lie, and nothing is kept on disk"
)
_OUTDATED = "{} no longer what it was at the start; start again to check and serve what there is now"


def _hold(condition: bool, what: str) -> None:
    if not condition:
        raise Outdated(_OUTDATED.format(what))


def _loaded(folder: Path, *, is_known_valid: bool) -> Dataset:
    from loaders.dataset import load_dataset

    return load_dataset(folder, is_known_valid=True) if is_known_valid else loaded_beside(folder, _import_dashboard)


def _import_dashboard() -> None:
    import server.dashboard  # noqa: F401


def _make_search_ready(dataset: Dataset, keep: Keep) -> None:
    """Make the index of the search while nobody waits for it; later starts of the same edition open its file.

    Where nothing is written to disk, every start would pay for it: there the first search does.
    """
    from loaders.search_kept import make_ready

    path = keep.index_file()
    if path is not None:
        make_ready(dataset, path)


def _application(dataset: Dataset, settings: Settings) -> WSGIApplication:
    from server.dashboard import create_app

    app = create_app(dataset, public_url=settings.public_url, contact=settings.contact, pack=settings.pack)
    wsgi: Callable[..., Iterator[bytes]] = app.server
    return wsgi
