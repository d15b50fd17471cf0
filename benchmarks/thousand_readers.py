"""An invented hour of a thousand readers, the same each time: who asks for what, and when, and what a cache would let through."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

READERS, BOTS, HOUR, SEED = 1_000, 25, 3_600.0, 2011
#: Who reads in which language, and how their programs ask for compression.
LANGUAGES = ("", "?lang=ru", "?lang=kk"), (35, 50, 15)
ENCODINGS = ("gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate"), (80, 17, 3)
STORY = "/adoptions"
FIRST = (STORY, "/", "/trafficking", "/cases", "/observation/opsc2004-p56-6"), (68, 17, 6, 5, 4)
TABS = ("/", "/cases", "/convictions", "/trafficking", "/context", "/compare", "/follow-up", "/about", "/data")
CHOICES = (
    "indicator_id=adoptions_total",
    "indicator_id=adoptions_domestic",
    "indicator_id=adoptions_to_usa",
    "breakdown=sex",
    "source_type=government",
    "year_from=2002&year_to=2011",
    "year_from=2004",
    "colour_by=counter",
    "events=shown",
)
FIGURES = ("opsc2004-p56-6", "opsc2004-p57-1", *(f"tm-4-4-7-{year}" for year in range(2002, 2012)), "timesca-2023-1")
WORDS = ("adoption", "3,676", "usa", "orphans", "усыновление", "trafficking", "2011", "асырап алу")
DOWNLOADS = (
    "/api/v1/observations.csv?topic=adoptions",
    "/api/v1/observations.xlsx?topic=adoptions",
    "/api/v1/observations.xlsx?topic=adoptions&lang=ru",
    "/picture/adoptions.svg?size=slide&ink=colour",
)
EMBED = "/embed/adoptions_intercountry"
PROBES = ("/wp-login.php", "/.env", "/xmlrpc.php", "/sitemap.xml", "/admin")


@dataclass(frozen=True, order=True)
class Request:
    """One request of the hour: when (seconds), by whom, for what, and how it may be compressed."""

    at: float
    reader: int
    path: str
    encoding: str


def with_query(path: str, *parts: str) -> str:
    """An address with parameters, those that are empty left out."""
    query = "&".join(part.lstrip("?") for part in parts if part)
    return f"{path}?{query}" if query else path


def one_reader(number: int, chance: random.Random, assets: Sequence[str]) -> Iterator[Request]:
    """What one reader asks for: the first page with its files, then page after page with pauses to read."""
    # Half of them within the first ten minutes, the others thinner and thinner.
    at = min(chance.expovariate(1 / 860), HOUR - 1)
    lang, encoding = (chance.choices(*of)[0] for of in (LANGUAGES, ENCODINGS))
    if chance.random() < 0.06:  # not on our site at all, but on a page that shows our chart in a frame
        yield Request(at, number, with_query(EMBED, lang), encoding)
        return
    path = with_query(chance.choices(*FIRST)[0], lang)
    yield Request(at, number, path, encoding)
    yield from (Request(at + 0.3, number, file, encoding) for file in assets)
    while chance.random() < 0.72:  # two or three pages more
        at += 3 + chance.expovariate(1 / 30)
        yield Request(at, number, one_step(chance, lang), encoding)


def one_step(chance: random.Random, lang: str) -> str:
    """The address that a reader goes to next."""
    kind = chance.choices(("choice", "tab", "figure", "search", "download"), (42, 27, 15, 8, 8))[0]
    if kind == "choice":
        return with_query(STORY, chance.choice(CHOICES), lang)
    if kind == "tab":
        return with_query(chance.choice(TABS), lang)
    if kind == "figure":
        return with_query(f"/observation/{chance.choice(FIGURES)}", lang)
    if kind == "search":
        return with_query("/search", f"q={quote(chance.choice(WORDS))}", lang)
    return chance.choice(DOWNLOADS)


def one_bot(number: int, chance: random.Random, links: Sequence[str]) -> Iterator[Request]:
    """A program that follows links in no order, or tries doors that are not there."""
    at, encoding = chance.uniform(0, HOUR / 2), chance.choice(("gzip", "identity", "gzip, deflate, br"))
    yield Request(at, number, "/robots.txt", encoding)
    found = PROBES if number % 3 == 0 else chance.sample(list(links), min(25, len(links)))
    for path in found:
        at += chance.uniform(1, 30)
        yield Request(at, number, path, encoding)


def hour(assets: Sequence[str], links: Sequence[str], *, readers: int = READERS) -> list[Request]:
    """All requests of the hour, in the order of their times; the same for the same assets and links."""
    chance = random.Random(SEED)
    asked = [each for number in range(readers) for each in one_reader(number, chance, assets)]
    asked += [each for number in range(readers, readers + BOTS) for each in one_bot(number, chance, links)]
    return sorted(each for each in asked if each.at < HOUR)


def kind_of(path: str) -> str:
    """The row of the table that an address belongs to."""
    if path.startswith(("/assets/", "/_dash", "/favicon", "/robots")):
        return "files of pages"
    if path.startswith(("/api/", "/picture/")):
        return "downloads"
    if path.startswith(tuple(PROBES)):
        return "refused"
    return "embedded chart" if path.startswith("/embed/") else "pages"


def encoding_of(accepted: str) -> str:
    """The kind of compression that nginx makes of the header (see the map in its configuration)."""
    return next((kind for kind in ("br", "gzip") if kind in accepted), "")


def by_the_clock(asked: Sequence[Request], kept_for_good: frozenset[str], *, fresh: int) -> tuple[int, int]:
    """What a cache would let through within the true hour, computed: first requests and refusals, and renewals.

    ``fresh`` is for how many seconds an answer counts as new.
    """
    since: dict[tuple[str, str], float] = {}
    first = again = 0
    for each in asked:
        key = each.path, encoding_of(each.encoding)
        if kind_of(each.path) == "refused" or key not in since:
            first += 1
        elif each.path in kept_for_good or each.at - since[key] <= fresh:
            continue
        else:
            again += 1
        since[key] = each.at
    return first, again
