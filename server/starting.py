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

from server.copying import copied
from server.edition import code_edition, edition_of
from server.front import Front, Outdated
from server.health import Health
from server.keep import Keep
from server.log import tell
from server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from loaders import Dataset


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


def made_ready(settings: Settings) -> Ready:
    """The application for some settings. Raises ``InvalidData`` for data with a problem.

    What is checked is a copy, and what is served is what was checked, whatever happens to the folder meanwhile.
    """
    code = code_edition()
    edition = edition_of(settings, code=code)
    keep = Keep(settings.keep, edition)
    known = _verdict(keep.verdict())
    if known is not None:
        awaken = partial(_awakened, settings, known, keep=keep, code=code)
        return Ready(Front(awaken, keep, health=Health(known.content_hash)), known)
    folder = _copy(settings, keep, edition=edition, code=code)
    if folder is None:
        # There is no room for a copy, or somebody is changing files: answers of this start are nobody else's.
        if settings.keep:
            tell("not_copied", _NOT_COPIED, level=logging.WARNING)
        folder, keep = settings.data_dir, Keep(None, edition)
    dataset = _loaded(folder, is_known_valid=False)
    figures = dataset.observations
    verdict = Verdict(dataset.content_hash, len(figures), figures["source_id"].nunique())
    app = _application(dataset, settings)
    if code_edition() != code:  # else somebody changed the program while it was read
        keep = Keep(None, edition)
    keep.accept(asdict(verdict))
    _make_search_ready(dataset, keep)
    return Ready(Front(lambda: app, keep, health=Health(verdict.content_hash)), verdict)


def _copy(settings: Settings, keep: Keep, *, edition: str, code: str) -> Path | None:
    """The copy of the data of an edition: the one that is there, since another instance may be reading it, else a new one."""
    folder = keep.data_folder()

    def is_right() -> bool:
        return folder is not None and edition_of(settings, code=code, data=folder) == edition

    if folder is None or is_right():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    return folder if copied(settings.data_dir, folder) and is_right() else None


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

    return load_dataset(folder, is_known_valid=is_known_valid)


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
