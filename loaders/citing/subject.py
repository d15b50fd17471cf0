"""What can be cited: the dashboard, a page of it, a source, a figure."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.citing.ourselves import dashboard_reference, view_reference
from loaders.citing.reference import Reference
from loaders.citing.sources import figure_reference, source_reference
from loaders.dataset import Dataset

#: The kinds of thing; all but the dashboard are also the parameters of an address that names one.
DASHBOARD, VIEW, SOURCE, FIGURE = "dashboard", "view", "source_id", "obs_id"


@dataclass(frozen=True)
class Subject:
    """A thing to cite: its kind and which one. Of a view the key is its path and query; only views have a title."""

    kind: str = DASHBOARD
    key: str = ""
    title: str = ""


def reference_of(dataset: Dataset, what: Subject, lang: str = "en", *, site: str = "") -> Reference:
    """The record from which every form is written; KeyError where there is no such source or figure.

    ``site`` is the address of the dashboard without a slash at its end, or empty where it is not known.
    """
    if what.kind == FIGURE:
        return figure_reference(dataset, what.key, lang, site=site)
    if what.kind == SOURCE:
        return source_reference(dataset, what.key, lang)
    if what.kind == VIEW:
        return view_reference(dataset, what.key, what.title, lang=lang, site=site)
    return dashboard_reference(dataset, lang, site=site)
