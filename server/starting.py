"""From settings to an application that can be served: data that were never seen are validated in full, data that were
found valid before, byte for byte and by the same code, are not read again until an answer needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING

from server.edition import edition_of
from server.front import DataChanged, Front
from server.keep import Keep
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


@dataclass(frozen=True)
class Ready:
    """An application, and what is told of its data when it begins to serve."""

    app: WSGIApplication
    verdict: Verdict


def made_ready(settings: Settings) -> Ready:
    """The application for some settings. Raises ``InvalidData`` for data with a problem."""
    edition = edition_of(settings)
    keep = Keep(settings.keep, edition)
    known = _verdict(keep.verdict())
    if known is not None:
        return Ready(Front(partial(_awakened, settings, known, keep), keep), known)
    dataset = _loaded(settings, is_known_valid=False)
    figures = dataset.observations
    verdict = Verdict(dataset.content_hash, len(figures), figures["source_id"].nunique())
    app = _application(dataset, settings)
    if edition_of(settings) == edition:  # else somebody changed a file while it was read
        keep.accept(asdict(verdict))
    _make_search_ready(dataset, keep)
    return Ready(Front(lambda: app, keep), verdict)


def _verdict(found: Mapping[str, object] | None) -> Verdict | None:
    if found is None:
        return None
    content_hash, figures, sources = (found.get(name) for name in ("content_hash", "figures", "sources"))
    if isinstance(content_hash, str) and isinstance(figures, int) and isinstance(sources, int):
        return Verdict(content_hash, figures, sources)
    return None


def _awakened(settings: Settings, known: Verdict, keep: Keep) -> WSGIApplication:
    from loaders.dataset import content_hash

    changed = f"the data in {settings.data_dir} are no longer those of the start; start again to check and serve them"
    try:
        if content_hash(settings.data_dir) != known.content_hash:
            raise DataChanged(changed)
        dataset = _loaded(settings, is_known_valid=True)
    except OSError as error:
        raise DataChanged(changed) from error
    if dataset.content_hash != known.content_hash:
        raise DataChanged(changed)
    _make_search_ready(dataset, keep)
    return _application(dataset, settings)


def _loaded(settings: Settings, *, is_known_valid: bool) -> Dataset:
    from loaders.dataset import load_dataset

    return load_dataset(settings.data_dir, is_known_valid=is_known_valid)


def _make_search_ready(dataset: Dataset, keep: Keep) -> None:
    """Make the index of the search while nobody waits for it; later starts of the same edition open its file."""
    from loaders.search_kept import make_ready

    make_ready(dataset, keep.index_file())


def _application(dataset: Dataset, settings: Settings) -> WSGIApplication:
    from server.dashboard import create_app

    app = create_app(dataset, public_url=settings.public_url, contact=settings.contact, pack=settings.pack)
    wsgi: Callable[..., Iterator[bytes]] = app.server
    return wsgi
