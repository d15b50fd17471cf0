"""Words in our texts that could be the name of a person, in the three languages, and those that are known to be none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources_of_code import ROOT

#: One name a line, and why it may stand: a body, a place, a work, or the author of a published work in its citation.
ALLOWED = ROOT / "tests" / "persons_allowed.csv"
_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ", "a-zß-öø-ÿа-яёәғқңөұүһі"
_NAME = rf"[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}]?[{_LOWER}]+)*"
_INITIAL = rf"(?<![\w.])[{_UPPER}]\."
#: Given names that are common in Kazakhstan, as the three languages write them; one that is a common word is left out.
_GIVEN = [
    "Aidana",
    "Aigerim",
    "Aigul",
    "Ainur",
    "Aliya",
    "Anastasia",
    "Arman",
    "Asel",
    "Askar",
    "Assel",
    "Daniyar",
    "Daulet",
    "Dinara",
    "Dmitry",
    "Gulnara",
    "Gulmira",
    "Igor",
    "Kairat",
    "Karlygash",
    "Leila",
    "Madina",
    "Marat",
    "Nazgul",
    "Nurlan",
    "Oksana",
    "Olga",
    "Ruslan",
    "Saltanat",
    "Saule",
    "Sergei",
    "Serik",
    "Svetlana",
    "Talgat",
    "Tatiana",
    "Timur",
    "Yerlan",
    "Yulia",
    "Zarina",
    "Zhanar",
    "Айгерим",
    "Айгуль",
    "Айдана",
    "Айнур",
    "Алексей",
    "Алия",
    "Анастасия",
    "Арман",
    "Асель",
    "Аскар",
    "Гульмира",
    "Гульнара",
    "Данияр",
    "Даулет",
    "Динара",
    "Дмитрий",
    "Екатерина",
    "Ерлан",
    "Жанар",
    "Зарина",
    "Ирина",
    "Кайрат",
    "Карлыгаш",
    "Ксения",
    "Лейла",
    "Мадина",
    "Марат",
    "Марина",
    "Назгуль",
    "Наталья",
    "Нурлан",
    "Оксана",
    "Ольга",
    "Руслан",
    "Салтанат",
    "Сауле",
    "Светлана",
    "Сергей",
    "Серик",
    "Талгат",
    "Татьяна",
    "Тимур",
    "Юлия",
    "Айгерім",
    "Айгүл",
    "Айнұр",
    "Әсел",
    "Асқар",
    "Гүлмира",
    "Гүлнар",
    "Дәулет",
    "Қайрат",
    "Қарлығаш",
    "Ләйлә",
    "Назгүл",
    "Нұрлан",
    "Сәуле",
    "Серік",
    "Талғат",
    "Ерлан",
]
_PATTERNS = {
    "initials": rf"(?:{_INITIAL}[  ]?){{1,2}}[  ]?{_NAME}|{_NAME}[  ]{_INITIAL}(?:[  ]?[{_UPPER}]\.(?!\w))?",
    "patronymic": rf"\b[{_UPPER}][{_LOWER}]{{2,}}(?:ович|евич|ьич|овна|евна|ична|ұлы|қызы|улы|кызы|uly|kyzy|ovich|evich|ovna|evna)"
    rf"(?:а|у|ом|ем|е|ы|ой|ға|ге|қа|ке|ның|нің|дың|дің|тың|тің)?\b",
    "surname": rf"\b[{_UPPER}][{_LOWER}]{{3,}}(?:ов|ев|ова|ева|баев|баева|ин|ина|енко|ский|ская|ovа|ov|ev|ova|eva|bayev|bayeva|baev|baeva|enko)\b"
    rf"(?=[  ]{_NAME})|{_NAME}[  ][{_UPPER}][{_LOWER}]{{3,}}(?:ов|ев|ова|ева|баев|баева|енко|ov|ev|ova|eva|bayev|bayeva|baev|baeva|enko)\b",
    "title": rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Judge|г-н|г-жа|гр\.|господин|госпожа|мырза|ханым)\.?[  ]{_NAME}",
    "child": rf"\b(?i:a (?:girl|boy|child|baby|teenager) (?:named|called)|by the name of|девочк[аеуи]|мальчик[аеу]?|по имени|"
    rf"атты (?:бала|қыз|ұл)|есімді)[  ]{_NAME}",
    "given name": rf"\b(?:{'|'.join(_GIVEN)})(?:[{_LOWER}]{{0,3}})\b",
    "one child": r"(?i)\b(?:[0-9]{1,2}|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
    r"[- ]year[- ]old (?:girl|boy|child|daughter|son|pupil|victim)\b|"
    r"\b(?:one|the|this|that|her|his) (?:girl|boy|baby|infant|orphan|pupil) (?:was|had|who|whose|told|said|from)\b|"
    r"\b[0-9]{1,2}-летн\w+ (?:девоч|девуш|мальч|подрост|реб|доч|сын)|\b(?:одна|эта|один|этот) (?:девочка|девушка|мальчик|подросток)\b|"
    r"\b[0-9]{1,2} (?:жасар|жастағы) (?:қыз|ұл|бала|жасөспірім)\b|\b(?:бір|бұл|осы) (?:қыз|ұл) бала\b",
    "two names": rf"\b{_NAME}(?:[  ]{_NAME}){{1,3}}\b",
}
PATTERNS = {name: re.compile(words) for name, words in _PATTERNS.items()}


@dataclass(frozen=True)
class Candidate:
    """Words that could be a name, and where they stand: ``data/sources.csv:7: citation``."""

    place: str
    kind: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words!r} could be a person ({self.kind})"


def in_line(place: str, words: str) -> Iterator[Candidate]:
    """What could be a person in some words, but for what is known to be none."""
    known = allowed()
    for kind, pattern in PATTERNS.items():
        for found in pattern.finditer(words):
            if found[0] not in known:
                yield Candidate(place, kind, found[0])


def in_table(path: Path, name: str) -> Iterator[Candidate]:
    """The same in every cell of a CSV file, with its line and column."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            for column, cell in row.items():
                yield from in_line(f"{name}:{reader.line_num}: {column}", cell or "")


@cache
def allowed() -> dict[str, str]:
    """Names that are no private person's, with the reason of each."""
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        return {row["words"]: row["reason"] for row in csv.DictReader(file)}
