"""What many pages look up in the whole of the data, made once: when the dashboard awakens, and before a reader waits."""

from __future__ import annotations

from components.chart_links import divided_in
from components.small_multiples import figures_to_sort
from loaders import indexes, related
from loaders.agreement import conflicts_in
from loaders.dataset import Dataset
from loaders.disagreements import class_counts, conflicts, seeming
from loaders.evidence import evidence_cells
from loaders.holdings import figures_by_source, holdings
from loaders.quoting import conflicts_by_figure
from loaders.selection import CORE_YEARS, default_selection, figure_ids, year_span
from loaders.tables import TOPICS
from loaders.texts import LANGUAGES, text


def make_indexes(dataset: Dataset) -> None:
    """Make what grows with the data, each with one walk over them; what stands on a single page is made when asked for."""
    indexes.make_indexes(dataset)
    related.make_indexes(dataset)
    text(dataset, "product.name", lang=LANGUAGES[0])
    if dataset.observations.empty:
        return
    figure_ids(dataset)
    for index in (year_span, conflicts_in, conflicts, seeming, conflicts_by_figure, holdings, figures_by_source):
        index(dataset)
    class_counts(dataset)
    divided_in(dataset, *CORE_YEARS)
    divided_in(dataset, *year_span(dataset))
    for topic in TOPICS:
        class_counts(dataset, topic)
        default_selection(dataset, topic)
        evidence_cells(dataset, topic)
        figures_to_sort(dataset, topic)
