"""The words of the interface, out of ``data/texts/interface.csv``."""

from __future__ import annotations

from loaders.dataset import Dataset

#: Languages that the interface is complete in; the first one stands in where a translation is missing.
LANGUAGES = ("en",)


class MissingText(KeyError):
    """A text key that the catalogue does not have."""


def text(dataset: Dataset, key: str, *, lang: str = "en", **values: object) -> str:
    """The text for a key, with ``{names}`` filled in. MissingText when the catalogue lacks the key."""
    if not dataset.has("texts", key):
        raise MissingText(key)
    return dataset.label("texts", key, lang, column="text").format(**values)


def counted(dataset: Dataset, key: str, number: int, *, lang: str = "en", **values: object) -> str:
    """A text with a number in it: ``key.one`` for one, ``key.many`` otherwise."""
    form = "one" if number == 1 else "many"
    return text(dataset, f"{key}.{form}", lang=lang, number=f"{number:,}", **values)
