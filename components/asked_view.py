"""Requests for something made of a page's view: what is not understood is refused with what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from components import ids
from components.state import Args, Place, refusal_of
from loaders.dataset import Dataset
from loaders.exports.asking import MOST_LISTED
from loaders.exports.download import BadQuery
from loaders.texts import LANGUAGES, text


def refuse(dataset: Dataset, sentence: str, parameter: str, allowed: Iterable[str] = ()) -> NoReturn:
    """Raise BadQuery with a sentence, and with the values that would do, as far as anybody reads them."""
    values = tuple(allowed)
    if values:
        shown = ", ".join([*values[:MOST_LISTED], *(["…"] if len(values) > MOST_LISTED else [])])
        sentence = text(dataset, "error.allowed", sentence=sentence, allowed=shown)
    raise BadQuery(sentence, parameter=parameter, allowed=values)


def check_asked(dataset: Dataset, place: Place, args: Args) -> None:
    """BadQuery for the first parameter that the page at ``place`` would not understand."""
    refused = refusal_of(dataset, place, args)
    if refused:
        refuse(dataset, refused.sentence, refused.parameter, refused.allowed)


def language_asked(args: Args) -> str:
    """The language that checked parameters ask for."""
    return args.get(ids.LANG, [LANGUAGES[0]])[0]


def one_of(dataset: Dataset, args: Args, name: str, *, allowed: tuple[str, ...]) -> str:
    """The value of a parameter, the first allowed one where it is not given. BadQuery for another or a second one."""
    values = args.get(name, [allowed[0]])
    if len(values) > 1:
        refuse(dataset, text(dataset, "error.twice", name=name), name)
    if values[0] not in allowed:
        refuse(dataset, text(dataset, "error.value", name=name, value=values[0]), name, allowed)
    return values[0]
