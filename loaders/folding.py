"""One spelling for what people type in many ways: case, accents, swapped letters, dashes, and numbers.

Two words are the same to a search when they fold to the same text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

import snowballstemmer

#: What writers put for Kazakh letters on a Russian keyboard, and for dotless i and other letters without accents
#: of their own. ё, ä, ğ and their like lose their mark by decomposition; й keeps it, since nobody writes и for it.
_LETTERS = str.maketrans("қғәөұүіңһҳıøł", "кгаоууинххiol")
_BREVE = "\u0306"
_APOSTROPHES = re.compile("['`´ʹʻʼʽˈ‘’‛′ʾʿ]")
_QUOTES = re.compile('["„“”‟«»‹›″]')
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_FRACTION_SLASH = "\u2044"
#: Latin letters that stand among Cyrillic ones, where they look alike; i is common for the Kazakh і.
_LOOK_ALIKE = str.maketrans("aceikopxy", "асеикорху")
_MIXED = re.compile(r"(?=[^\W\d_]*[a-z])(?=[^\W\d_]*[\u0400-\u04ff])[^\W\d_]+")
#: Words that the rules for Russian endings are tried on; folded Kazakh words pass, and are found by the same rules.
_CYRILLIC = re.compile("[\u0430-\u044f]{4,}")
#: ``3,676`` and ``3 676``; a number that begins with 0 has a decimal comma.
_THOUSANDS = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}([, ])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
#: Words may hold a dash, slash, point or underscore: ``crc/c/opsc/kaz/1``, ``4.4.7``; ``<5`` is a suppressed figure.
_TOKEN = re.compile(r"<?[^\W_]+(?:[./_-][^\W_]+)*")
_JOINT = re.compile(r"[./_-]")
_RANGE = re.compile(r"[/_-]")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")  # u.s
_NUMBER = re.compile(r"<?[0-9]+(?:\.[0-9]+)*")
#: A piece of a text as it stands on the page: a number with its spaces, or what stands between spaces.
_PIECE = re.compile(r"[0-9]{1,3}(?:[\s,][0-9]{3})+(?![0-9])|\S+")
_EDGES = re.compile(r"(?s)([^\w<]*)(.*?)(\W*)")


def _plain_letters(text: str) -> str:
    """Lower case without accents, in compatibility form: thin spaces are spaces, wide digits are digits."""
    if text.isascii():
        return text.lower()
    spread = text
    for _ in range(2):  # taking a sign apart can give capitals, and lower case can give accents
        spread = unicodedata.normalize("NFKD", spread.casefold())
    kept: list[str] = []
    for character in spread:
        if character == _BREVE and kept and kept[-1] == "и":
            kept[-1] = "й"
        elif not unicodedata.combining(character) and unicodedata.category(character) != "Cf":
            kept.append(character)
    return "".join(kept).translate(_LETTERS)


def folded(text: str) -> str:
    """A text in the one spelling in which texts are compared; folding it again changes nothing."""
    plain = _plain_letters(_APOSTROPHES.sub("", text))
    plain = _QUOTES.sub(" ", _APOSTROPHES.sub("", plain)).replace(_FRACTION_SLASH, "/")
    plain = " ".join(_DASHES.sub("-", plain).split())
    plain = _MIXED.sub(lambda word: word[0].translate(_LOOK_ALIKE), plain)
    plain = _THOUSANDS.sub(lambda number: number[0].replace(number[1], ""), plain)
    return _DECIMAL_COMMA.sub(".", plain)


def is_number(token: str) -> bool:
    """Whether a token is a number, or the number of a section such as ``4.4.7``."""
    return bool(_NUMBER.fullmatch(token))


def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in order. Symbols and words with a dash stay whole; ranges of numbers do not."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(folded(text)):
        bare = token if is_number(token) else token.removeprefix("<")
        parts = _RANGE.split(bare)
        if all(map(is_number, parts)):
            yield from parts
        else:
            yield bare.replace(".", "") if _INITIALS.fullmatch(bare) else bare


def ways_to(token: str) -> frozenset[str]:
    """Everything under which a token is found: itself, and for ``opsc/kaz/1`` also ``kaz/1``, ``kaz`` and ``1``."""
    if is_number(token):
        return frozenset([token, token.removeprefix("<")])
    joints = [match.end() for match in _JOINT.finditer(token)]
    return frozenset([token, *(token[at:] for at in joints), *_JOINT.split(token)])


def parts_of(token: str) -> tuple[str, ...]:
    """The parts of a word with a dash, slash or point in it; the word itself where it has none."""
    return (token,) if is_number(token) else tuple(_JOINT.split(token))


def begins(word: str, token: str) -> bool:
    """Whether a typed word finds a token: whole or as its beginning; a number or a single letter only whole."""
    if word == token:
        return True
    if len(word) < 2 or is_number(word) or not token.startswith(word):
        return False
    return not (word[-1].isdigit() and token[len(word)].isdigit())


def singular(word: str) -> str:
    """An English plural without its s, or an empty string."""
    return word[:-1] if len(word) > 3 and word.isascii() and word.isalpha() and word.endswith("s") else ""


def stem(word: str) -> str:
    """A Russian word without its ending, so that every case and number of it is found; empty for other words."""
    # A stemmer holds the word that it works on: each call has its own, since several readers search at once.
    return str(snowballstemmer.stemmer("russian").stemWord(word)) if _CYRILLIC.fullmatch(word) else ""


def marked(text: str, words: Collection[str]) -> tuple[tuple[str, bool], ...]:
    """A text in pieces that give it again, each with whether one of the (folded) words finds it."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _PIECE.finditer(text):
        edges = _EDGES.fullmatch(match[0])
        before, core, after = edges.groups() if edges else ("", match[0], "")
        if _is_found(core, words):
            pieces += [(text[end : match.start()] + before, False), (core, True)]
            end = match.end() - len(after)
    pieces.append((text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


@lru_cache(maxsize=8192)
def _names(piece: str) -> frozenset[str]:
    return frozenset(name for token in tokens_of(piece) for name in ways_to(token))


def _is_found(piece: str, words: Collection[str]) -> bool:
    return any(begins(word, name) or name == singular(word) for name in _names(piece) for word in words)
