"""The five forms of a citation, each with the name in its address and the kind of file it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loaders.citing.bibtex import bibtex
from loaders.citing.csl import csl
from loaders.citing.gost import gost
from loaders.citing.plain import plain
from loaders.citing.reference import Reference
from loaders.citing.ris import ris
from loaders.dataset import Dataset

#: The data, the record, and the language of the words that we add.
Write = Callable[[Dataset, Reference, str], str]


@dataclass(frozen=True)
class Form:
    """How a citation is written: the function, the media type of its file, and the key of its name for readers."""

    write: Write
    media_type: str
    name_key: str


#: By the end of the address and of the file name.
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "txt": Form(plain, "text/plain; charset=utf-8", "cite.txt"),
        "gost.txt": Form(gost, "text/plain; charset=utf-8", "cite.gost"),
        "bib": Form(bibtex, "application/x-bibtex; charset=utf-8", "cite.bib"),
        "ris": Form(ris, "application/x-research-info-systems; charset=utf-8", "cite.ris"),
        "json": Form(csl, "application/vnd.citationstyles.csl+json", "cite.json"),
    }
)
#: Those that are words to read and copy, and those that programs read.
IN_WORDS, FOR_PROGRAMS = ("txt", "gost.txt"), ("bib", "ris", "json")
