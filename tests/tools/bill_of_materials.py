"""Writes sbom.json: everything that runs and is not ours, as a CycloneDX 1.6 bill of materials.

    python tests/tools/bill_of_materials.py [FILE]

Made of requirements.lock and assets/vendored.json alone, so that the same files give the same bill, wherever and whenever
it is made: it names no day, no machine and no serial number. The development tools are not in it, since they do not run.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lock_files import asked_for, locked
from sources_of_code import ROOT

SBOM = ROOT / "sbom.json"
VENDORED = ROOT / "assets" / "vendored.json"
Json = dict[str, Any]


def packages() -> list[Json]:
    """The packages of the lock file; ``marker`` is the condition under which one is installed."""
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{pin.name}@{pin.version}",
            "name": pin.name,
            "version": pin.version,
            "scope": "required",
            "purl": f"pkg:pypi/{pin.name}@{pin.version}",
            **({"properties": [{"name": "python:marker", "value": pin.marker}]} if pin.marker else {}),
        }
        for pin, _ in locked("requirements")
    ]


def vendored() -> list[Json]:
    """The scripts of others that the pages load, with the checksum of the very file."""
    return [
        {
            "type": "library",
            "bom-ref": one["purl"],
            "name": one["name"],
            "version": one["version"],
            "scope": "required",
            "hashes": [{"alg": "SHA-256", "content": one["sha256"]}],
            "licenses": [{"license": {"id": one["licence"]}}],
            "purl": one["purl"],
            "properties": [{"name": "file", "value": f"assets/{one['file']}"}],
        }
        for one in json.loads(VENDORED.read_text(encoding="utf-8"))
    ]


def bill() -> Json:
    """The whole bill. What the project itself asks for stands among its dependencies."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    own = f"pkg:generic/{project['name']}@{project['version']}"
    parts = [*packages(), *vendored()]
    asked = {pin.name for pin in asked_for("requirements")}
    direct = [part["bom-ref"] for part in parts if part["name"] in asked or "hashes" in part]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": own,
            }
        },
        "components": parts,
        "dependencies": [{"ref": own, "dependsOn": direct}, *({"ref": part["bom-ref"]} for part in parts)],
    }


def written() -> str:
    """The bill as its file holds it."""
    return json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else SBOM).write_text(written(), encoding="utf-8")
