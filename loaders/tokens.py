"""Reading a figure as a source prints it: number words, thousands marks, percentages, footnote marks.

Pure text in, numbers out. Used to check that ``obs_value`` says what ``value_as_printed`` says, and by the
audit to find a printed token in a source as a whole word and not as a part of a longer number.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "тысяч": 1_000,
    "тысячи": 1_000,
}
_RUSSIAN = {"пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10}
_WORDS = {**_UNITS, **_TENS, **_RUSSIAN}
_FRACTIONS = {
    "half": Decimal(50),
    "every other": Decimal(50),
    "one-third": Decimal(100) / 3,
    "one third": Decimal(100) / 3,
    "every third": Decimal(100) / 3,
    "third": Decimal(100) / 3,
    "two thirds": Decimal(200) / 3,
    "two-thirds": Decimal(200) / 3,
}
_TIERS = {
    "tier 1": Decimal(1),
    "tier 2": Decimal(2),
    "tier 2 watch list": Decimal("2.5"),
    "watchlist": Decimal("2.5"),
    "tier 3": Decimal(3),
}
_STATED_ZERO = re.compile(r"\b(no|not|none|never|nor|nobody|without|any)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,3}(?:[,  ] ?[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:[.][0-9]+)?")
_ORDINALS = {
    word: Decimal(number)
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
    )
    if word != "third"
}
_DURATION = re.compile(r"-(?:day|hour|week|month|year)$")
_MULTIPLES = {"twice": Decimal(2)}

#: Superscript digits and the endnote marks made of them.
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
ENDNOTE_MARK = re.compile(f"[{SUPERSCRIPTS}]+")


def endnote_number(mark: str) -> int:
    """The number that a run of superscript digits shows."""
    return int("".join(str(SUPERSCRIPTS.index(character)) for character in mark))


_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def normalised(text: str) -> str:
    """Text with one kind of space, one kind of hyphen and straight quotes; endnote marks become spaces.

    Superscript digits are removed *before* any Unicode normalisation, which would turn "2011." followed by
    the mark 53 into a decimal number.
    """
    text = ENDNOTE_MARK.sub(" ", text)
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u2010\u2011\u2012]", "-", text).translate(_STRAIGHT)
    return re.sub(r"\s+", " ", text).strip()


def holds_token(text: str, token: str) -> bool:
    """Whether ``text`` holds ``token`` as a whole token.

    "76" is not in "1976", nor "421" in "47 421", nor "five" in "twenty-five", nor "four" in "four hundred".
    """
    wanted = normalised(token)
    if not wanted:
        return False
    before = r"(?<![\w-])(?<![0-9][.,])" if wanted[0].isalnum() else r"(?<!\S)"
    if re.match(r"[0-9]{3}(?![0-9])", wanted):
        before += r"(?<!\b[0-9] )(?<!\b[0-9]{2} )(?<!\b[0-9]{3} )"
    if wanted.casefold() in _SCALES:
        before += "".join(rf"(?<!\b{word} )(?<!\b{word.capitalize()} )" for word in _WORDS)
    after = ""
    if wanted[-1].isdigit():
        after = r"(?!\w)(?![.,][0-9])" + (r"(?! [0-9]{3}\b)" if re.search(r"(?<![0-9])[0-9]{1,3}$", wanted) else "")
    elif wanted[-1].isalpha():
        after = r"(?!\w)(?!-[a-z])"
    if wanted[-1].isdigit() or wanted.casefold() in _WORDS:
        after += r"(?! (?:hundred|thousand|million|billion|тысяч)\b)"
    return re.search(before + re.escape(wanted) + after, normalised(text)) is not None


def _words_value(words: list[str]) -> Decimal | None:
    """The value of number words such as ["twenty", "five"] or ["3", "thousand", "44"]."""
    total = current = Decimal(0)
    seen = False
    for word in words:
        if word in _SCALES:
            current = (current if seen else Decimal(1)) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, Decimal(0)
        elif word in _WORDS:
            current += _WORDS[word]
        elif _NUMBER.fullmatch(word):
            current += _plain(word)
        else:
            return None
        seen = True
    return total + current if seen else None


def _plain(number: str) -> Decimal:
    return Decimal(re.sub(r"[,  ]", "", number))


def printed_value(printed: str) -> Decimal | None:
    """The number that a printed token stands for, or None when it cannot be read.

    Fractions in words are read as percentages, tiers as their rank, phrases of denial as a stated zero.
    """
    text = normalised(printed).lower().removesuffix("%").strip()
    text = _DURATION.sub("", text)
    for known in (_FRACTIONS, _TIERS, _MULTIPLES, _ORDINALS):
        if text in known:
            return known[text]
    match = _NUMBER.fullmatch(text)
    if match:
        return _plain(text)
    value = _words_value(re.findall(r"[0-9][0-9,.]*[0-9]|[0-9]|[^\W\d]+", text))
    if value is not None:
        return value
    first = _NUMBER.search(text)
    if first:
        return _plain(first.group())
    return Decimal(0) if _STATED_ZERO.search(text) else None


def printed_decimals(printed: str) -> int | None:
    """How many decimal places a printed number shows; None when it is not a plain number."""
    text = normalised(printed).removesuffix("%").strip()
    return len(text.partition(".")[2]) if _NUMBER.fullmatch(text) else None


def says(printed: str, value: float) -> bool:
    """Whether a printed token and a stored value say the same, at the precision that is printed."""
    read = printed_value(printed)
    if read is None:
        return False
    decimals = printed_decimals(printed)
    tolerance = 0.5 * 10 ** -(decimals if decimals is not None else 3) + 1e-9
    exact = abs(float(read) - value) < 1e-9
    return (
        exact
        or (decimals is not None and abs(float(read) - value) <= tolerance)
        or (decimals is None and abs(float(read) - value) < 0.001)
    )
