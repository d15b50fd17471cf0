"""Can every text of the interface be shown? All keys are there, and every placeholder is one that is filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from loaders.frames import Frames, row_problems
from loaders.problems import Problem
from loaders.tables import TABLES
from loaders.text_keys import asked_for

_NAME = re.compile(r"[a-z_]+")


def placeholders(words: str) -> frozenset[str] | None:
    """The names in braces, or None where a brace is open or holds something else than a plain name."""
    if "{" not in words and "}" not in words:  # most texts
        return frozenset()
    try:
        parts = [part[1:] for part in Formatter().parse(words) if part[1] is not None]
    except ValueError:
        return None
    plain = all(_NAME.fullmatch(str(name)) and not form and not conversion for name, form, conversion in parts)
    return frozenset(str(name) for name, _, _ in parts) if plain else None


def _fits(found: frozenset[str] | None, key: str, asked: Mapping[str, frozenset[str]], column: str) -> bool:
    """Whether a text has the placeholders that are filled in. The form for one may say the number as a word, or not;
    in Russian it cannot, since it stands for 21 and 101 too."""
    wanted, spoken = asked[key], frozenset({"number"}) if key.endswith(".one") else frozenset()
    if spoken and column == "text_ru":
        wanted, spoken = asked.get(f"{key.removesuffix('.one')}.many", wanted), frozenset()
    return found is not None and found | spoken == wanted | spoken


def check_texts(frames: Frames) -> list[Problem]:
    """Every text that a page asks for is there, and holds in every language the placeholders that are filled in."""
    texts, asked = frames["texts"], asked_for()
    there = set(texts["text_key"])
    problems = [
        Problem(TABLES["texts"].files[0], 0, "text_key", "a text is missing", key, "put the row back")
        for key in asked
        if key not in there
    ]
    known = texts[texts["text_key"].isin(asked)]
    for column in ("text_en", "text_ru", "text_kk"):
        wrong = [
            words != "" and not _fits(placeholders(words), key, asked, column)
            for key, words in zip(known["text_key"].tolist(), known[column].tolist(), strict=True)
        ]
        problems += row_problems(
            known[wrong],
            column,
            wrong="the placeholders are not those that are filled in",
            instead="leave every name in braces as it is, and write no other brace; names: see loaders/text_keys.py",
        )
    return problems
