"""Requests for something made of a page's view: what is not understood is refused with what is allowed."""

from __future__ import annotations

from typing import NoReturn

from components.places import Args, Place
from components.refusing import refusal_of
from loaders.dataset import Dataset
from loaders.exports.download import BadQuery
from loaders.texts import language_asked, text


def check_asked(dataset: Dataset, place: Place, args: Args) -> None:
    """BadQuery for the first parameter that the page at ``place`` would not understand."""
    refused = refusal_of(dataset, place, args)
    if refused:
        raise BadQuery(refused.sentence, parameter=refused.parameter, allowed=refused.allowed)


def refuse_second(dataset: Dataset, name: str, lang: str = "en") -> NoReturn:
    """Raise BadQuery for a parameter that is given once too often."""
    raise BadQuery(text(dataset, "error.twice", lang=lang, name=name), parameter=name)


def one_of(dataset: Dataset, args: Args, name: str, *, allowed: tuple[str, ...]) -> str:
    """The value of a parameter, the first allowed one where it is not given. BadQuery for another or a second one."""
    values = args.get(name, [allowed[0]])
    if len(values) > 1:
        refuse_second(dataset, name, language_asked(args))
    if values[0] not in allowed:
        listed = ", ".join(allowed)
        message = text(
            dataset, "error.value_allowed", lang=language_asked(args), name=name, value=values[0], allowed=listed
        )
        raise BadQuery(message, parameter=name, allowed=allowed)
    return values[0]
