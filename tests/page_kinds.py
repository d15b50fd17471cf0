"""Every kind of page that a reader can meet: what accessibility, keyboard and HTML are tested on. New kinds go here."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

#: The figures whose own pages are visited are drawn with this seed.
SEED, OBSERVATIONS = 20261122, 30


@dataclass(frozen=True)
class Kind:
    """A kind of page, by a short name, and the address of one such page with the status that it answers."""

    name: str
    path: str
    status: int = 200
    #: Built of the same parts as another kind: looked at by axe, and left out where a test takes long.
    is_twin: bool = False


KINDS = (
    Kind("overview", "/"),
    Kind("cases", "/cases"),
    Kind("convictions", "/convictions", is_twin=True),
    Kind("adoptions", "/adoptions"),
    Kind("trafficking", "/trafficking", is_twin=True),
    Kind("context", "/context"),
    Kind("data", "/data"),
    # one for each kind of chart
    Kind("panels", "/adoptions?breakdown=sex"),
    Kind("bars", "/adoptions?indicator_id=consular_register&breakdown=counterpart_area"),
    Kind("many parts", "/trafficking?indicator_id=trafficking_victims_detected&breakdown=citizenship"),
    Kind("articles", "/cases?indicator_id=parents_administrative_liability&breakdown=legal_article", is_twin=True),
    Kind("oblasts", "/context?indicator_id=staff_school_inspectors", is_twin=True),
    Kind("tiers", "/trafficking?indicator_id=tip_tier"),
    Kind("index", "/trafficking?indicator_id=index_3p", is_twin=True),
    Kind("parts of an index", "/trafficking?indicator_id=index_3p_part", is_twin=True),
    Kind("wide", "/adoptions?year_from=1998&year_to=2023", is_twin=True),
    Kind("by counter with events", "/adoptions?colour_by=counter&events=shown"),
    Kind("figure beside its chart", "/adoptions?figure=opsc2004-p56-6"),
    Kind("nothing shown", "/adoptions?source_type=ngo"),
    Kind("undated only", "/context?indicator_id=shelter_years", is_twin=True),
    # pages of their own
    Kind("follow-up", "/follow-up"),
    Kind("follow-up of a topic", "/follow-up?topic=trafficking", is_twin=True),
    Kind("follow-up of nothing", "/follow-up?topic=convictions", is_twin=True),
    Kind("compare", "/compare"),
    Kind("compare of a topic", "/compare?topic=adoptions", is_twin=True),
    Kind("sums", "/compare?show=sums"),
    Kind("look-alikes", "/compare?show=alike"),
    Kind("not known", "/compare?show=not-known"),
    Kind("indicator compared", "/compare?indicator_id=adoptions_intercountry"),
    Kind("rating compared", "/compare?indicator_id=tip_tier", is_twin=True),
    Kind("pair", "/compare/opsc2004-p56-6/tm-4-4-7-2003"),
    Kind("indicator without pairs", "/compare?indicator_id=shelter_years", is_twin=True),
    Kind("quality", "/quality"),
    Kind("corrections", "/corrections"),
    Kind("search", "/search?q=adoption"),
    Kind("search without a question", "/search", is_twin=True),
    Kind("search without an answer", "/search?q=zzzz"),
    Kind("evidence", "/evidence/adoptions_intercountry"),
    Kind("evidence of a year", "/evidence/adoptions_intercountry?period=2005", is_twin=True),
    Kind("evidence of silence", "/evidence/adoptions_single_mothers?period=2011"),
    Kind("observation", "/observation/opsc2004-p57-1"),
    Kind("brief", "/brief/trafficking"),
    Kind("brief without a conflict", "/brief/cases", is_twin=True),
    Kind("about", "/about"),
    Kind("privacy", "/privacy"),
    Kind("lessons", "/lessons"),
    Kind("lesson", "/lessons/zero-unknown-silent"),
    Kind("lesson of sums", "/lessons/adoption-gap", is_twin=True),
    Kind("hand-out", "/lessons/adoption-gap?sheet=handout"),
    Kind("answer key", "/lessons/adoption-gap?sheet=key"),
    Kind("not found", "/typo", status=404),
    Kind("not understood", "/cases?colour=red", status=400, is_twin=True),
)


def observations_drawn(obs_ids: Iterable[str]) -> list[Kind]:
    """The pages of so many figures, drawn at random, the same ones as long as the data are the same."""
    drawn = random.Random(SEED).sample(sorted(obs_ids), OBSERVATIONS)
    return [Kind(obs_id, f"/observation/{obs_id}") for obs_id in drawn]


#: The kinds that every run of the tests walks through: one for each kind of part that pages are built of.
CORE = frozenset(
    [
        "overview",
        "adoptions",
        "data",
        "search",
        "observation",
        "compare",
        "sums",
        "pair",
        "follow-up",
        "quality",
        "brief",
        "about",
        "privacy",
        "lesson",
        "not found",
    ]
)


def params(kinds: Iterable[Kind]) -> list[Any]:
    """The kinds as parameters of a test; those outside of ``CORE`` are marked ``pages``, since they take long."""
    return [pytest.param(kind, marks=[] if kind.name in CORE else [pytest.mark.pages]) for kind in kinds]
