"""Read an SDMX-CSV file and its SDMX-JSON structure with pysdmx, and print what it found as JSON.

Runs in the environment of requirements-sdmx.txt, which ``make test`` makes: pysdmx brings packages that the product
must not have. Arguments: the CSV file, the structure file.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

from pysdmx.io import get_datasets, read_sdmx


def codes(structure: str) -> dict[str, set[str]]:
    """The codes of every code list of a structure file, by the component that uses it."""
    read = read_sdmx(structure, validate=True)
    return {one.id.removeprefix("CL_"): {code.id for code in one.items} for one in read.get_codelists()}


def described(dataset: Any, known: dict[str, set[str]]) -> dict[str, Any]:
    """One data set: what it is of, its rows as text, the types that its structure gives, and codes nobody knows."""
    frame = dataset.data
    unknown = {
        name: sorted(set(frame[name].dropna()) - allowed - {""})
        for name, allowed in known.items()
        if set(frame[name].dropna()) - allowed - {""}
    }
    text = frame.astype("string").fillna("")
    return {
        "structure": str(dataset.short_urn),
        "action": dataset.action.value,
        "roles": {one.id: one.role.value for one in dataset.structure.components},
        "types": {name: str(kind) for name, kind in frame.dtypes.items()},
        "unknown_codes": unknown,
        "rows": text.to_dict("records"),
    }


def main(data: str, structure: str) -> None:
    """Print the data sets of a file."""
    warnings.simplefilter("error")
    known = codes(structure)
    json.dump([described(dataset, known) for dataset in get_datasets(data, structure)], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
