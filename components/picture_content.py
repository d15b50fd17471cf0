"""What a picture shows and says, whatever its size: charts, sentences, key, sources, warnings, and its address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from components.palette import KIND_COLOURS, character
from components.picture_drawing import drawn_block, drawn_of
from components.picture_text import GAP, SUPPRESSED, Block
from components.picture_wrap import MARK, Paragraph, Run
from components.state import PUBLISHER
from components.topic_figures import Titled
from loaders.dataset import Dataset
from loaders.derive import OWN, RELAYED, UNATTRIBUTED
from loaders.selection import SOURCE_TYPES
from loaders.texts import text

#: The narrowest plot of a large chart, in pixels, as on a phone, and that of bars.
NARROWEST, NARROWEST_BARS = 290, 170
_ARROWS = ("at_least", "at_most", "about")


@dataclass(frozen=True)
class Item:
    """A chart of a picture: its heading, the narrowest that it can be, and its height and drawing in a width.

    The ``plot`` of some charts can be higher or lower than these pixels, of a height that includes all: ``refit`` makes
    the same figures a chart of another width and height.
    """

    title: str
    least: float
    height: Callable[[float], float]
    draw: Callable[[float], Block]
    plot: float = 0
    refit: Callable[[float, float], Item] | None = None

    def stretched(self, width: float, factor: float) -> float:
        """Its height in a width when its plot, if it can change, is so much as high."""
        return self.height(width) + self.plot * (factor - 1)

    def fitted(self, width: float, factor: float) -> Block:
        """Its drawing in a width, with its plot, if it can change, so much as high."""
        if self.refit is None:
            return self.draw(width)
        return self.refit(width, self.stretched(width, factor)).draw(width)


@dataclass(frozen=True)
class PictureContent:
    """Everything in a picture; ``path`` is the address of the view and ``name`` the beginning of its file's name.

    ``large`` charts stand under each other, ``small`` ones side by side. ``voices`` are the lines of the key,
    ``named`` the same in fewer words, ``placed`` these with the places in the sources, and ``unplaced`` the sources
    that the key does not name. ``signs`` is what the marks mean, ``events`` the numbered list that belongs to a strip
    above a chart.
    """

    title: str
    path: str
    name: str
    subtitle: str = ""
    said: tuple[str, ...] = ()
    large: tuple[Item, ...] = ()
    small: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    voices: tuple[Paragraph, ...] = ()
    named: tuple[Paragraph, ...] = ()
    placed: tuple[Paragraph, ...] = ()
    signs: tuple[Paragraph, ...] = ()
    colour_by: str = PUBLISHER
    sources: tuple[Paragraph, ...] = ()
    unplaced: tuple[Paragraph, ...] = ()
    warnings: tuple[Paragraph, ...] = ()
    events: tuple[Paragraph, ...] = ()

    def at(self, path: str) -> PictureContent:
        """The same with another address."""
        return replace(self, path=path)


def item_of(one: Titled, *, least: float) -> Item:
    """A chart of a page as a part of a picture; ``least`` is the narrowest that its plot becomes."""
    drawn = drawn_of(one.figure)
    sides = drawn.margins[1] + drawn.margins[3]
    item = Item(one.title, least + sides, lambda _: drawn.height, lambda width: drawn_block(drawn, width))
    resized, around = one.resized, drawn.height - one.plot
    if resized is None:
        return item

    def refit(width: float, height: float) -> Item:
        return item_of(Titled(resized((int(height - around), int(width - sides))), one.title), least=least)

    return replace(item, plot=one.plot, refit=refit)


def signs_of(dataset: Dataset, figures: pd.DataFrame, *, gaps: bool, lang: str = "en") -> tuple[Paragraph, ...]:
    """What the marks of figures mean: the kinds of bodies, whose count it is, and what else is drawn.

    ``figures`` have ``kind``, ``origin``, ``bound`` and ``superseded``; ``gaps`` says that a stated gap is hatched.
    """
    kinds = [kind for kind in KIND_COLOURS if kind in set(figures["kind"])]
    pairs = set(zip(figures["kind"], figures["origin"], strict=True))
    signs: list[Paragraph] = []
    if kinds:
        signs.append(tuple(run for kind in kinds for run in (_mark(kind, OWN), Run(_kind_name(dataset, kind, lang)))))
    for origin in (OWN, RELAYED, UNATTRIBUTED):
        marks = [_mark(kind, origin) for kind in kinds if (kind, origin) in pairs]
        if marks:
            signs.append((*marks, Run(text(dataset, f"picture.{origin}", lang=lang))))
    return (*signs, *_drawn_besides(dataset, set(figures["bound"]), gaps=gaps, pale=_any(figures), lang=lang))


def _any(figures: pd.DataFrame) -> bool:
    return bool(figures["superseded"].any())


def _drawn_besides(
    dataset: Dataset, bounds: Collection[str], *, gaps: bool, pale: bool, lang: str
) -> Iterator[Paragraph]:
    """Hatching, arrows and pale marks, as far as a picture has them."""
    for mark, is_there in ((SUPPRESSED, SUPPRESSED in bounds), (GAP, gaps)):
        if is_there:
            yield Run(mark, MARK), Run(text(dataset, f"picture.{mark}", lang=lang))
    if any(bound in _ARROWS for bound in bounds):
        yield (Run(text(dataset, "read.arrow", lang=lang)),)
    if pale:
        yield (Run(text(dataset, "picture.pale", lang=lang)),)


def _mark(kind: str, origin: str) -> Run:
    return Run(character(kind, origin), MARK)


def _kind_name(dataset: Dataset, kind: str, lang: str) -> str:
    if kind not in SOURCE_TYPES:
        return text(dataset, "picture.unknown", lang=lang)
    return dataset.code("source_type", kind, lang)
