"""The whole corpus."""

from __future__ import annotations

from corpus import cells, encodings, folders, sources, tables, workbooks
from corpus.broken import Broken

CORPUS: list[Broken] = [*folders.CASES, *encodings.CASES, *tables.CASES, *cells.CASES, *workbooks.CASES, *sources.CASES]
