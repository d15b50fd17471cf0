"""A citation as an entry of BibTeX, in UTF-8, for the classic styles and for biblatex."""

from __future__ import annotations

from babel import Locale

from loaders.citing.plain import note
from loaders.citing.reference import DATASET, REPORT, WEB_PAGE, Reference, iso_date
from loaders.dataset import Dataset

_TYPES = {REPORT: "techreport", WEB_PAGE: "misc", DATASET: "misc"}
#: What BibTeX or LaTeX would take for a command. BibTeX counts even an escaped brace, so braces have names. What only
#: old encodings of fonts change (< and >) is left as it is: they lack the letters of Kazakh anyway.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"$\lbrace$",
        "}": r"$\rbrace$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
#: An address is not LaTeX; only what would end its field is written otherwise.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(dataset: Dataset, reference: Reference, lang: str = "en") -> str:
    """One entry, with the place in a field of its own, which no style prints, and at the beginning of the note.

    Names of bodies and titles stand in two pairs of braces: a body is no person with a family name, and a title keeps
    its capitals.
    """
    report = reference.kind == REPORT
    authors = " and ".join(f"{{{_escaped(author)}}}" for author in reference.authors)
    fields = {
        "author": authors,
        "title": f"{{{_escaped(reference.title)}}}",
        "institution": authors if report else "",
        "howpublished": _escaped(reference.container),
        "number": _escaped(", ".join(reference.symbols)),
        "year": iso_date(reference.published[:1]),
        "date": iso_date(reference.published),
        "version": _escaped(reference.version),
        "langid": str(Locale.parse(reference.language).english_name).lower(),
        "locator": _escaped(reference.locator),
        "url": reference.url.translate(_IN_ADDRESS),
        "urldate": iso_date(reference.accessed),
        "note": _escaped(note(dataset, reference, lang)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_TYPES[reference.kind]}{{{reference.key},\n{lines}}}"


def _escaped(words: str) -> str:
    return " ".join(words.split()).translate(_ESCAPED)
