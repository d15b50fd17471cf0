"""Is it clear who counted, who relayed, who printed, and what replaces what?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.derive import KIND_TO_TYPE
from loaders.frames import Frames, row_problems
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
    return dict(zip(frame[key], frame[value], strict=True))


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
        observations[silent], "counted_by", wrong="a medium's figure without a counter", instead=instead
    ) + row_problems(observations[wrong], "counted_by", wrong="a medium cannot be the counter", instead=instead)


def check_via(frames: Frames) -> list[Problem]:
    """Who relayed a figure stands between counter and publisher, and is neither of them."""
    observations = frames["observations"]
    publishers = _mapping(frames["sources"], "source_id", "publisher")
    relays = [str(via).split("|") if via else [] for via in observations["via"]]
    counter = [body in via for body, via in zip(observations["counted_by"], relays, strict=True)]
    publisher = [publishers.get(source) in via for source, via in zip(observations["source_id"], relays, strict=True)]
    return row_problems(
        observations[counter],
        "via",
        wrong="the counter also stands among those who relayed",
        instead="take counted_by out of via",
    ) + row_problems(
        observations[publisher],
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
    for source, counter in zip(observations["source_id"], observations["counted_by"], strict=True):
        if kinds.get(counter) in KIND_TO_TYPE:
            quoted.setdefault(source, set()).add(KIND_TO_TYPE[kinds[counter]])
    right = [
        kind in quoted.get(source, {kind}) if source in media else kind == KIND_TO_TYPE.get(kinds.get(publisher, ""))
        for source, publisher, kind in zip(
            sources["source_id"], sources["publisher"], sources["source_type"], strict=True
        )
    ]
    return row_problems(
        sources[[not good for good in right]],
        "source_type",
        wrong="the source type does not fit the publisher's kind",
        instead="government, ngo or international, as the publisher's kind in bodies.csv; "
        "for a medium that of the body it quotes",
    )


def _is_circular(start: str, following: Mapping[str, str]) -> bool:
    """Whether the chain from ``start`` comes to the same id twice."""
    seen: set[str] = set()
    current = start
    while current:
        if current in seen:
            return True
        seen.add(current)
        current = following.get(current, "")
    return False


def check_parents(frames: Frames) -> list[Problem]:
    """No body is part of itself, directly or through others."""
    bodies = frames["bodies"]
    parents = _mapping(bodies, "body_id", "parent")
    return row_problems(
        bodies[[_is_circular(body, parents) for body in bodies["body_id"]]],
        "parent",
        wrong="the body is part of itself",
        instead="break the circle",
    )


def check_duplicates(frames: Frames) -> list[Problem]:
    """The same figure is not entered twice from one place of one source."""
    observations = frames["observations"]
    return row_problems(
        observations[observations.duplicated(list(IDENTITY), keep="first")],
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
            observations["obs_id"], observations["indicator_id"], observations["source_id"], strict=True
        )
    }
    replaced = _mapping(observations, "obs_id", "supersedes")
    foreign = [old in facts and facts[old] != facts[new] for new, old in replaced.items()]
    circular = [_is_circular(obs_id, replaced) for obs_id in replaced]
    return row_problems(
        observations[foreign],
        "supersedes",
        wrong="a figure replaces one of another publisher or indicator",
        instead="name an earlier figure by the same publisher for the same thing",
    ) + row_problems(
        observations[circular],
        "supersedes",
        wrong="figures replace each other in a circle",
        instead="let only the later figure name the earlier one",
    )
