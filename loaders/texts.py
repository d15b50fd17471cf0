"""The words of the interface, out of ``data/texts/interface.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from loaders.dataset import Dataset

#: Languages that the interface is complete in; the first one stands in where a translation is missing.
LANGUAGES = ("en", "ru", "kk")
#: The form of a numbered text that holds where CLDR says "other": nothing that we count is a fraction.
_OTHERS = "many"


#: A value may end in the stop of an abbreviation ("2004 г."), which then ends the sentence too; three are an ellipsis.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def language_asked(args: Mapping[str, list[str]]) -> str:
    """The language that the parameters of an address ask for; the first one where they ask for none that we speak."""
    asked = args.get("lang", [LANGUAGES[0]])[0]
    return asked if asked in LANGUAGES else LANGUAGES[0]


class MissingText(KeyError):
    """A text key that the catalogue does not have."""


def ended(words: str) -> str:
    """A phrase as a sentence: with one full stop at its end, where an abbreviation may have left one already."""
    return words if words.endswith(".") else f"{words}."


def text(dataset: Dataset, key: str, *, lang: str = "en", **values: object) -> str:
    """The text for a key, with ``{names}`` filled in. MissingText when the catalogue lacks the key."""
    if not dataset.has("texts", key):
        raise MissingText(key)
    words = dataset.label("texts", key, lang, column="text").format(**values)
    return _TWO_STOPS.sub(".", words)


def counted(dataset: Dataset, key: str, number: int, *, lang: str = "en", **values: object) -> str:
    """A text with a number in it, in the form that CLDR asks for: ``key.one``, ``key.few`` (Russian alone) or ``key.many``."""
    form, written = _form_of(number, lang)
    return text(dataset, f"{key}.{form}", lang=lang, number=written, **values)


@lru_cache(maxsize=4096)
def _form_of(number: int, lang: str) -> tuple[str, str]:
    """The form that a number asks for, and the number as the language writes it."""
    form = Locale.parse(lang).plural_form(number)
    return form if form in ("one", "few") else _OTHERS, format_decimal(number, locale=lang)
