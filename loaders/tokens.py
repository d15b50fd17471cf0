"""Reading a figure as a source prints it: number words, thousands marks, percentages, footnote marks.

Pure text in, numbers out. Used to check that ``obs_value`` says what ``value_as_printed`` says, and by the
audit to find a printed token in a source as a whole word and not as a part of a longer number.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_FIRST_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_UNITS = {word: number for number, word in enumerate(_FIRST_TWENTY.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "тысяча": 1_000,
    "тысячи": 1_000,
    "тысяч": 1_000,
    "миллион": 1_000_000,
    "миллиона": 1_000_000,
    "миллионов": 1_000_000,
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
#: Words beside which a number is not the whole figure: "half a million", "dozens", "every 5".
_NOT_PLAIN = re.compile(
    r"\b(hal(?:f|ves)|thirds?|quarters?|every|dozens?|hundreds|thousands|millions|billions|twice|double|minus)\b"
)
#: Digits that touch a letter, or stand behind a minus: "15th", "b2", "-5", "3-4".
_TOUCHED = re.compile(r"[0-9][^\W\d_]|[^\W\d_][0-9]|[-\u2013\u2212] ?[0-9]|[0-9] ?[-\u2013]")
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

#: Longer than any word of a number with the blanks around it.
_LONGEST_CUT = 30

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
    if not text.isascii():  # ASCII has none of these
        text = ENDNOTE_MARK.sub(" ", text)
        text = unicodedata.normalize("NFKC", text)
        text = re.sub(r"[\u2010\u2011\u2012]", "-", text).translate(_STRAIGHT)
    return re.sub(r"\s+", " ", text).strip()


_SCALE = "(?:" + "|".join(sorted(_SCALES, key=len, reverse=True)) + ")"
_WORD = "(?:" + "|".join(_WORDS) + ")"
_TEN, _ONE = "(?:" + "|".join(_TENS) + ")", "(?:" + "|".join([*list(_UNITS)[1:10], *_RUSSIAN]) + ")"
_PART = r"(?:thirds?|quarters?|halves|tenths?|and a half)"


def _cut_before(wanted: str) -> re.Pattern[str]:
    """What may not stand right before a token, because it would be a part of the same number or word."""
    cuts = [r"[\w-]", r"[0-9][.,]"] if wanted[0].isalnum() else [r"\S"]
    if wanted[0].isdigit():
        cuts += [r"[0-9][/:]", rf"\b{_SCALE} "]
    if re.match(r"[0-9]{3}(?![0-9])", wanted):
        cuts.append(r"\b[0-9]{1,3} ")
    if re.match(rf"{_ONE}\b", wanted):
        cuts.append(rf"\b{_TEN} ")
    if re.match(rf"{_WORD}\b", wanted):
        cuts.append(rf"\b{_SCALE} (?:and )?")
    if re.match(rf"{_SCALE}\b", wanted):
        cuts += [rf"\b{_WORD} ", r"[0-9] "]
    return re.compile(f"(?:{'|'.join(cuts)})$", re.IGNORECASE)


def _cut_after(wanted: str) -> re.Pattern[str]:
    """What may not stand right after a token, because it would be a part of the same number or word."""
    cuts = [r"(?!)"]
    if wanted[-1].isdigit():
        cuts += [r"\w", r"[.,/:-][0-9]", rf" {_SCALE}\b"]
    if re.search(r"(?<![0-9])[0-9]{1,3}$", wanted):
        cuts.append(r" [0-9]{3}\b")
    if wanted[-1].isalpha():
        cuts += [r"\w", r"-[a-z]"]
    if re.search(rf"\b{_WORD}$", wanted):
        cuts += [rf" {_SCALE}\b", rf" {_PART}\b"]
    if re.search(rf"\b{_TEN}$", wanted):
        cuts.append(rf" {_ONE}\b")
    if re.search(rf"\b{_SCALE}$", wanted):
        cuts += [rf" {_SCALE}\b", rf" (?:and )?{_WORD}\b", r" [0-9]{1,3}\b(?![.,][0-9])"]
    return re.compile("|".join(cuts), re.IGNORECASE)


def holds_token(text: str, token: str) -> bool:
    """Whether ``text`` holds ``token`` as a whole token.

    "76" is not in "1976", nor "421" in "47 421", nor "five" in "twenty-five" or "two hundred and five", nor
    "four" in "four hundred", nor "3" in "1/3".
    """
    wanted, within = normalised(token), normalised(text)
    if not wanted:
        return False
    before, after = _cut_before(wanted.casefold()), _cut_after(wanted.casefold())
    places = (match.start() for match in re.finditer(f"(?={re.escape(wanted)})", within))
    return any(
        not before.search(within[max(0, start - _LONGEST_CUT) : start]) and not after.match(within, start + len(wanted))
        for start in places
    )


def _words_value(words: list[str]) -> Decimal | None:
    """The value of number words such as ["twenty", "five"] or ["3", "thousand", "44"], None when they are several."""
    total, current = Decimal(0), None
    room, ceiling = 0, Decimal("Infinity")  # what may still be added, and the scale that came before
    for word in words:
        scale = _SCALES.get(word)
        if scale == 100:
            if current is not None and current >= 10:
                return None
            current, room = (current or Decimal(1)) * 100, 100
        elif scale:
            if scale >= ceiling:
                return None
            total += (Decimal(1) if current is None else current) * scale
            current, room, ceiling = None, 0, Decimal(scale)
        else:
            value = Decimal(_WORDS[word]) if word in _WORDS else _plain(word)
            if current is not None and not 0 < value < room:
                return None
            current, room = (current or 0) + value, 10 if word in _TENS else 0
    if current is None:
        return total
    return total + current if current < ceiling else None


def _numbers(text: str) -> list[list[str]]:
    """The numbers of a text, each as its words and numerals in order; other words and signs stand between them."""
    found: list[list[str]] = [[]]
    for word in re.findall(rf"{_NUMBER.pattern}|[^\W\d]+|\S", text):
        if word in _WORDS or word in _SCALES or _NUMBER.fullmatch(word):
            found[-1].append(word)
        elif not (word == "-" and found[-1][-1:] and found[-1][-1] in _TENS) and not (
            word == "and" and found[-1][-1:] and found[-1][-1] in _SCALES
        ):
            found.append([])
    return [number for number in found if number]


def _plain(number: str) -> Decimal:
    return Decimal(re.sub(r"[,  ]", "", number))


def printed_value(printed: str) -> Decimal | None:
    """The number that a printed token stands for, or None when it cannot be read.

    Fractions in words are read as percentages, tiers as their rank, phrases of denial as a stated zero. Ranges,
    decimal commas and phrases with more than one number are not guessed at: they give None.
    """
    text = normalised(printed).lower().removesuffix("%").strip()
    text = _DURATION.sub("", text)
    for known in (_FRACTIONS, _TIERS, _MULTIPLES, _ORDINALS):
        if text in known:
            return known[text]
    if _NUMBER.fullmatch(text):
        return _plain(text)
    numbers, denied = _numbers(text), _STATED_ZERO.search(text)
    if not numbers:
        return Decimal(0) if denied else None
    if denied or len(numbers) > 1 or _NOT_PLAIN.search(text) or _TOUCHED.search(text):
        return None
    return _words_value(numbers[0])


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
