"""A data folder grown to many times its size: ``python benchmarks/grown.py FACTOR FOLDER``.

It asks how the product would cost if its data grew as they can be expected to grow, so it does not just repeat rows.
A data folder of FACTOR times the observations is FACTOR layers. Layer 0 is the data of this repository as they stand.
Every other layer holds as many figures, invented, for the same things:

- every second layer is about further years: 17 later, or 17 earlier where that would lie in the future;
- every two layers are about further divisions: what stood under total, sex, age, area or a breakdown stands there
  under a breakdown of its own, so that one division of one indicator shows about as much as it does today;
- after ``DIVISIONS`` such divisions come further indicators, so that a hundred layers have twice as many;
- every layer has three sources and a file of its own.

Within a layer figures overlap as they do today, so that comparisons, and among them the contradictions that need a
row in explanations.csv, grow in proportion. Gaps, events, recommendations, lessons and the change log stay as they
are. Everything invented says so in its label, title or note; ids follow from the layer and the id of the first figure,
values from a fixed seed, so that two runs write the same bytes. The folder is valid: ``python -m loaders validate``.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from loaders.classes import CONFLICT
from loaders.comparing import compared
from loaders.derive import with_derived
from loaders.folder import DEFAULT_FOLDER
from loaders.tables import OBSERVATION_COLUMNS, TABLES
from loaders.validation import read_frames

Row = dict[str, str]

SEED = 2011
#: How many further divisions an indicator gets before further indicators are invented.
DIVISIONS = 25
YEARS_APART, LAST_YEAR, FIRST_YEAR = 17, 2025, 1980
#: Below this a count about people could need a warning, or be too small for its attributes.
LEAST = 5
KINDS = ("government", "ngo", "international")
COUNTERS = 4
PUBLISHED = "2026-01-01"
WORDS = "Both numbers are invented. They differ so that a larger collection can be tried out."


@dataclass(frozen=True)
class Layer:
    """One layer of figures; its number says what it is about."""

    number: int

    @property
    def moved(self) -> bool:
        """Whether the layer is about further years."""
        return self.number % 2 == 1

    @property
    def division(self) -> int:
        """The set of divisions; 0 is that of today."""
        return self.number // 2 % DIVISIONS

    @property
    def indicators(self) -> int:
        """The set of indicators; 0 is that of today."""
        return self.number // 2 // DIVISIONS

    def source_id(self, kind: str) -> str:
        """The source of the layer that a body of this kind publishes."""
        return f"grown-{self.number:03}-{kind}"


def write_grown(factor: int, folder: Path, source: Path = DEFAULT_FOLDER) -> None:
    """Write a valid data folder of ``factor`` times the observations of ``source``."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    if factor == 1:
        return
    layers = [Layer(number) for number in range(1, factor)]
    figures = _figures(source)
    indicators = {row["indicator_id"]: row for row in _read(source / "indicators.csv")}
    _append(folder, "bodies", _bodies())
    _append(folder, "sources", (_source(layer, kind) for layer in layers for kind in KINDS))
    sets = range(1, layers[-1].indicators + 1)
    _append(folder, "indicators", (_indicator(row, number) for number in sets for row in indicators.values()))
    _append(folder, "codes", _codes(layers, figures, indicators.values()))
    for layer in layers:
        chance = random.Random(f"{SEED} {layer.number}")
        factor_of_layer = chance.uniform(1.1, 2.9)
        rows = [_figure(row, layer, indicators[row["indicator_id"]], factor_of_layer) for row in figures]
        path = folder / "observations" / "imported" / f"grown-{layer.number:03}.csv"
        path.parent.mkdir(exist_ok=True)
        _write(path, OBSERVATION_COLUMNS, rows)
    _append(folder, "explanations", _explanations(folder))


def _figures(source: Path) -> list[Row]:
    """The figures of today, each with the division that ``loaders.divisions`` finds and its total age."""
    frames, problems = read_frames(source)
    if problems:
        raise ValueError(f"{source} is not valid: {problems[0]}")
    derived = with_derived(frames["observations"], frames["sources"], frames["bodies"], frames["indicators"])
    found = dict(zip(derived["obs_id"], derived["division"], strict=True))
    paths = [path for name in TABLES["observations"].files for path in sorted(source.glob(name))]
    rows = [row | {"division": found[row["obs_id"]]} for path in paths for row in _read(path)]
    totals: dict[str, str] = {}
    for row in rows:
        if "age" not in row["division"].split("|"):
            totals.setdefault(row["indicator_id"], row["age"])
    return [row | {"total_age": totals.get(row["indicator_id"], "_T")} for row in rows]


def _figure(row: Row, layer: Layer, indicator: Row, factor: float) -> Row:
    """The figure of a layer that stands where ``row`` stands today."""
    kind = KINDS[_number(row["source_id"], len(KINDS))]
    made = {name: row[name] for name in OBSERVATION_COLUMNS} | {
        "obs_id": f"g{layer.number:03}-{row['obs_id']}",
        "indicator_id": _indicator_id(row["indicator_id"], layer.indicators),
        "source_id": layer.source_id(kind),
        "locator": f"invented table, row {row['obs_id']}",
        "counted_by": f"grown-counter-{_number(row['counted_by'], COUNTERS)}" if row["counted_by"] else "",
        "note_en": "Invented, to try out a larger collection.",
    }
    made |= dict.fromkeys(("via", "supersedes", "note_ru", "note_kk"), "")
    if layer.moved:
        made |= _moved(row)
    if layer.division:
        made |= {"ref_area": "KZ", "sex": "_T", "age": row["total_age"]}
        made |= {"breakdown": _breakdown(row, layer), "breakdown_value": _part(row)}
    made["warnings"] = "|".join(name for name in row["warnings"].split("|") if name != "small_count")
    return made | _value(made, indicator, factor)


def _number(name: str, choices: int) -> int:
    return sum(name.encode()) % choices


def _moved(row: Row) -> Row:
    """The period of a figure in further years, if it has one; the first and last day of months stay such days."""
    if not row["period_start"]:
        return {}
    first, last = int(row["period_start"][:4]), int(row["period_end"][:4])
    apart = YEARS_APART if last + YEARS_APART <= LAST_YEAR else -YEARS_APART
    if first + apart < FIRST_YEAR:
        apart = 0
    dates = {
        name: f"{int(row[name][:4]) + apart}{row[name][4:]}".replace("-02-29", "-02-28")
        for name in ("period_start", "period_end")
    }
    return dates | {"period_as_printed": f"{dates['period_start']} to {dates['period_end']}"}


def _value(row: Row, indicator: Row, factor: float) -> Row:
    """An invented value of the same kind: ratings and shares stay as they are, counts are multiplied."""
    if row["bound"] == "suppressed":
        attributes = (row["sex"] != "_T") + (row["age"] != "_T") + (row["breakdown"] != "")
        if attributes <= 1:
            return {}
        return {"bound": "exact", "threshold": "", "obs_value": "7", "value_as_printed": "7", "obs_status": "A"}
    value = float(row["obs_value"])
    if indicator["measure_kind"] in ("rating", "share") or indicator["unit_measure"] == "percent":
        return {}
    decimals = len(row["obs_value"].partition(".")[2])
    grown = round(value * factor + LEAST, decimals) if value else 0.0
    text = f"{grown:.{decimals}f}"
    return {"obs_value": text, "value_as_printed": f"{grown:,.{decimals}f}"}


def _breakdown(row: Mapping[str, str], layer: Layer) -> str:
    """The breakdown of a layer for what stands under one division today."""
    return f"grown-{layer.division:02}-{row['division'].replace('|', '-')}"


def _part(row: Mapping[str, str]) -> str:
    """The part of that breakdown: what sex, age, area and breakdown say today."""
    cells = (row["sex"], row["age"], row["ref_area"].replace("-", "_"), row["breakdown_value"])
    return "_".join(cell for cell in cells if cell).strip("_")


def _indicator_id(indicator_id: str, number: int) -> str:
    return f"grown-{number}-{indicator_id}" if number else indicator_id


def _family(family: str, number: int) -> str:
    return f"grown-{number}-{family}" if family and number else family


def _indicator(row: Row, number: int) -> Row:
    invented = {"label_en": f"{row['label_en']} (invented {number})", "headline": ""}
    own = {"indicator_id": _indicator_id(row["indicator_id"], number), "family": _family(row["family"], number)}
    return row | invented | own | {"label_ru": "", "label_kk": ""}


def _bodies() -> list[Row]:
    kinds = {f"grown-{kind}": kind for kind in KINDS}
    counters = {f"grown-counter-{number}": KINDS[number % len(KINDS)] for number in range(COUNTERS)}
    return [
        {"body_id": name, "kind": kind, "parent": "", "label_en": f"Invented body {name}"}
        for name, kind in (kinds | counters).items()
    ]


def _source(layer: Layer, kind: str) -> Row:
    name = layer.source_id(kind)
    unknown = dict.fromkeys(("accessed", "url", "archived_url", "licence"), "not known")
    return unknown | {
        "source_id": name,
        "short_label_en": f"Invented {layer.number}, {kind}",
        "publisher": f"grown-{kind}",
        "source_type": kind,
        "document_type": "workbook",
        "title": f"Invented workbook {layer.number} of kind {kind}",
        "published": PUBLISHED,
        "published_precision": "day",
        "language": "en",
        "citation": f"Invented workbook {layer.number}, to try out a larger collection.",
        "file": f"{name}.xlsx",
    }


def _codes(layers: Iterable[Layer], figures: list[Row], indicators: Iterable[Row]) -> list[Row]:
    """The codes of the invented breakdowns, their parts and the families, each once."""
    found: dict[tuple[str, str], str] = {}
    for layer in layers:
        for row in figures if layer.division else []:
            name = _breakdown(row, layer)
            found["breakdown", name] = f"invented {layer.division}, by {row['division'].replace('|', ', ')}"
            found[name, _part(row)] = f"invented {_part(row).replace('_', ' ')}"
    for number in sorted({layer.indicators for layer in layers} - {0}):
        for row in indicators:
            if row["family"]:
                found["family", _family(row["family"], number)] = f"invented {number}, {row['family']}"
    return [{"codelist": name, "code": code, "label_en": label} for (name, code), label in found.items()]


def _explanations(folder: Path) -> list[Row]:
    """A row for each contradiction among invented figures, which ``validate`` asks for."""
    frames, _ = read_frames(folder)
    derived = with_derived(frames["observations"], frames["sources"], frames["bodies"], frames["indicators"])
    pairs = compared(derived, parents=dict(zip(frames["bodies"]["body_id"], frames["bodies"]["parent"], strict=True)))
    known = {frozenset(cell.split("|")) for cell in frames["explanations"]["concerns"]}
    conflicts = pairs[pairs["class"] == CONFLICT]
    return [
        {
            "explanation_id": f"grown-{number:05}",
            "about": "pair",
            "concerns": f"{one}|{other}",
            "verdict": "unexplained",
            "explanation_en": WORDS,
        }
        for number, (one, other) in enumerate(zip(conflicts["obs_a"], conflicts["obs_b"], strict=True))
        if frozenset((one, other)) not in known
    ]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n", extrasaction="raise")
        writer.writeheader()
        writer.writerows(rows)


def _append(folder: Path, table: str, rows: Iterable[Row]) -> None:
    path = folder / TABLES[table].files[0]
    _write(path, TABLES[table].columns, [*_read(path), *rows])


def main() -> None:
    """Write a grown folder from the command line."""
    if len(sys.argv) != 3 or not sys.argv[1].isdigit() or int(sys.argv[1]) < 1:
        sys.exit("usage: python benchmarks/grown.py FACTOR FOLDER")
    write_grown(int(sys.argv[1]), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
