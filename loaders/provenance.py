"""Is it clear who counted, who relayed, who printed, and what replaces what?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.derive import KIND_TO_TYPE
from loaders.frames import Frames, picked, row_problems
from loaders.problems import Problem

#: Two figures that agree in all of these are one figure entered twice.
IDENTITY = (
    "source_id",
    "locator",
    "indicator_id",
    "period_start",
    "period_end",
    "ref_area",
    "sex",
    "age",
    "breakdown",
    "breakdown_value",
    "bound",
)


def _mapping(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    return dict(zip(frame[key].tolist(), frame[value].tolist(), strict=True))


def _media(frames: Frames) -> set[str]:
    bodies = frames["bodies"]
    return set(bodies.loc[bodies["kind"] == "media", "body_id"])


def media_sources(frames: Frames) -> set[str]:
    """The sources that are published by a medium."""
    sources = frames["sources"]
    return set(sources.loc[sources["publisher"].isin(_media(frames)), "source_id"])


def check_counters(frames: Frames) -> list[Problem]:
    """Media count nothing: a figure that a medium prints names whose count it is."""
    observations = frames["observations"]
    silent = observations["source_id"].isin(media_sources(frames)) & (observations["counted_by"] == "")
    wrong = observations["counted_by"].isin(_media(frames))
    instead = "name the body that the medium quotes, or leave the figure out"
    return row_problems(
        picked(observations, silent), "counted_by", wrong="a medium's figure without a counter", instead=instead
    ) + row_problems(picked(observations, wrong), "counted_by", wrong="a medium cannot be the counter", instead=instead)


def check_via(frames: Frames) -> list[Problem]:
    """Who relayed a figure stands between counter and publisher, and is neither of them."""
    observations = frames["observations"]
    publishers = _mapping(frames["sources"], "source_id", "publisher")
    relays = [via.split("|") if via else [] for via in observations["via"].tolist()]
    counters, sources = observations["counted_by"].tolist(), observations["source_id"].tolist()
    counter = [body in via for body, via in zip(counters, relays, strict=True)]
    publisher = [publishers.get(source) in via for source, via in zip(sources, relays, strict=True)]
    return row_problems(
        picked(observations, counter),
        "via",
        wrong="the counter also stands among those who relayed",
        instead="take counted_by out of via",
    ) + row_problems(
        picked(observations, publisher),
        "via",
        wrong="the publisher also stands among those who relayed",
        instead="take the publisher of the source out of via",
    )


def check_source_types(frames: Frames) -> list[Problem]:
    """A source's type follows from the kind of its publisher; a medium takes the kind of a body that it quotes."""
    kinds = _mapping(frames["bodies"], "body_id", "kind")
    sources, observations = frames["sources"], frames["observations"]
    media = media_sources(frames)
    quoted: dict[str, set[str]] = {}
    pairs = zip(observations["source_id"].tolist(), observations["counted_by"].tolist(), strict=True)
    for source, counter in set(pairs):
        if kinds.get(counter) in KIND_TO_TYPE:
            quoted.setdefault(source, set()).add(KIND_TO_TYPE[kinds[counter]])
    right = [
        kind in quoted.get(source, {kind}) if source in media else kind == KIND_TO_TYPE.get(kinds.get(publisher, ""))
        for source, publisher, kind in zip(
            sources["source_id"], sources["publisher"], sources["source_type"], strict=True
        )
    ]
    return row_problems(
        picked(sources, [not good for good in right]),
        "source_type",
        wrong="the source type does not fit the publisher's kind",
        instead="government, ngo or international, as the publisher's kind in bodies.csv; "
        "for a medium that of the body it quotes",
    )


def _circular(following: Mapping[str, str]) -> set[str]:
    """The ids whose chain comes to the same id twice. Every link is followed once, however long the chains are."""
    leads_to_circle: dict[str, bool] = {}
    for start in following:
        chain: dict[str, None] = {}
        current = start
        while current and current not in leads_to_circle and current not in chain:
            chain[current] = None
            current = following.get(current, "")
        leads_to_circle |= dict.fromkeys(chain, leads_to_circle.get(current, current in chain))
    return {name for name, is_circular in leads_to_circle.items() if is_circular}


def check_parents(frames: Frames) -> list[Problem]:
    """No body is part of itself, directly or through others."""
    bodies = frames["bodies"]
    circles = _circular(_mapping(bodies, "body_id", "parent"))
    return row_problems(
        picked(bodies, [body in circles for body in bodies["body_id"].tolist()]),
        "parent",
        wrong="the body is part of itself",
        instead="break the circle",
    )


def check_duplicates(frames: Frames) -> list[Problem]:
    """The same figure is not entered twice from one place of one source."""
    observations = frames["observations"]
    return row_problems(
        picked(observations, observations.duplicated(list(IDENTITY), keep="first")),
        "obs_id",
        wrong="the figure is entered twice",
        instead="remove one row, or say in what they differ",
    )


def check_supersedes(frames: Frames) -> list[Problem]:
    """A figure replaces only a figure of the same publisher and indicator, and no chain comes back to itself."""
    observations = frames["observations"]
    publishers = _mapping(frames["sources"], "source_id", "publisher")
    facts = {
        obs_id: (indicator, publishers.get(source))
        for obs_id, indicator, source in zip(
            *(observations[name].tolist() for name in ("obs_id", "indicator_id", "source_id")), strict=True
        )
    }
    replaced = _mapping(observations, "obs_id", "supersedes")
    foreign = [old in facts and facts[old] != facts[new] for new, old in replaced.items()]
    circles = _circular(replaced)
    circular = [obs_id in circles for obs_id in replaced]
    return row_problems(
        picked(observations, foreign),
        "supersedes",
        wrong="a figure replaces one of another publisher or indicator",
        instead="name an earlier figure by the same publisher for the same thing",
    ) + row_problems(
        picked(observations, circular),
        "supersedes",
        wrong="figures replace each other in a circle",
        instead="let only the later figure name the earlier one",
    )
