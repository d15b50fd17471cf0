"""What is wrong with the text of a cell, as one kind of fault: what can be said of any text, then what its column wants."""

from __future__ import annotations

import re
import unicodedata

from loaders.fields import DATE, ID, URL, Field
from loaders.kinds import Kind

_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
#: What looks like a space or like nothing: other spaces, joiners, marks of direction, fillers, and code points that no
#: two machines show alike (surrogates, private ones, and those that are no characters).
_UNSEEN = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800"
    "\u3000\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U0010ffff]"
)
#: Between words that readers read, a no-break space is good typography.
_NO_BREAK, _WORDS = "\u00a0", ("_en", "_ru", "_kk")
_LOST = "\ufffd"
#: Said of the Latin letter, which is the rarer one in a text with both.
_MIXED = re.compile("[A-Za-z\u00c0-\u024f](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].))")
#: All of these at once: most texts have none, and are asked only once.
_ODD = re.compile("[" + "".join(rule.pattern[1:-1] for rule in (_BREAKS, _CONTROL, _UNSEEN)) + _LOST + "]")


def unseen(text: str) -> str:
    """The name of the first character of a text that looks like a space or like nothing, as ``U+00A0``."""
    match = None if text.isascii() else _UNSEEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def odd_text(text: str, *, is_words: bool = False) -> tuple[Kind, str] | None:
    """What would be wrong with a text in any column, as its kind and in words; None for a text without oddities.

    ``is_words`` says that readers read it as a sentence, in which a no-break space may stand.
    """
    plain = text.replace(_NO_BREAK, " ") if is_words else text
    is_even = _ODD.search(plain) is None and _MIXED.search(plain) is None and text == text.strip()
    if is_even and unicodedata.is_normalized("NFC", text):
        return None
    if _BREAKS.search(text):
        return Kind.LINE_BREAK, "the text has a line break"
    if _CONTROL.search(text):
        return Kind.CONTROL, "the text holds a tab or another character that cannot be seen"
    if text != text.strip():
        return Kind.SPACE, "a space stands before or behind the text"
    return _odd_letters(plain)


def _odd_letters(text: str) -> tuple[Kind, str] | None:
    if unseen(text):
        return Kind.UNSEEN, f"the text holds a character that cannot be seen ({unseen(text)})"
    if _LOST in text:
        return Kind.LOST_LETTER, "a letter was lost when the text was saved (U+FFFD)"
    if not unicodedata.is_normalized("NFC", text):
        return Kind.NOT_COMPOSED, "a letter and its mark are two characters, and are searched for as one"
    mixed = _MIXED.search(text)
    if mixed:
        return Kind.MIXED_LETTERS, f"Latin and Cyrillic letters stand in one word ({mixed[0]!a})"
    return None


def _kind_of(field: Field) -> Kind:
    """The kind of fault that it is when a text does not fit a field."""
    by_type = {"number": Kind.NUMBER, "date": Kind.DATE, "list": Kind.LIST}
    if field.dtype in by_type:
        return by_type[field.dtype]
    if field.pattern == ID:
        return Kind.ID
    if URL in field.pattern:
        return Kind.ADDRESS
    if DATE in field.pattern:
        return Kind.DATE
    takes_numbers = any(re.fullmatch(field.pattern, number) for number in ("7", "14", "2004"))
    return Kind.NUMBER if takes_numbers and not re.fullmatch(field.pattern, "x") else Kind.WORD


def fault_of(field: Field, text: str) -> tuple[Kind, str] | None:
    """What is wrong with a filled cell of a field, as its kind and in a few words that may be none; None if nothing."""
    fits = re.fullmatch(field.pattern, text) is not None
    if fits and text.isascii():  # every pattern leaves out what is odd in ASCII
        return None
    odd = odd_text(text, is_words=field.name.endswith(_WORDS))
    return (_kind_of(field), "") if odd is None and not fits else odd
