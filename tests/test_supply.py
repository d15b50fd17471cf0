"""What is installed and served of others: pinned by checksum, listed in a bill of materials, and asked about."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lock_files import NAMES, Pin, asked_for, locked, locked_in
from sources_of_code import ROOT

sys.path.append(str(ROOT / "tests" / "tools"))

from bill_of_materials import SBOM, VENDORED, written
from check_dependencies import Verdict, asked, main, verdict

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SUPPLY = ROOT / ".venv-supply" / "bin" / "python"


# lock files


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_file_holds_what_its_requirements_file_pins(name: str) -> None:
    pins = [pin for pin, _ in locked(name)]
    assert asked_for(name)
    # A package that is asked for on one platform and, by another file, on all of them is locked on all.
    loose = {(pin.name, pin.version) for pin in pins}
    assert [pin for pin in asked_for(name) if pin not in pins and (pin.name, pin.version) not in loose] == []
    assert [pin for pin in asked_for("requirements") if name == "requirements" and pin not in pins] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_package_of_a_lock_file_has_checksums_and_one_version_in_each_place(name: str) -> None:
    found = list(locked(name))
    assert len(found) > 20
    assert [pin.name for pin, sums in found if len(sums) < 1 or len(set(sums)) != len(sums)] == []
    places = [(pin.name, pin.marker) for pin, _ in found]
    assert len(places) == len(set(places))


def test_what_runs_is_the_same_in_tests() -> None:
    """The tests run on the very packages that serve."""
    served, tested = dict(locked("requirements")), dict(locked("requirements-dev"))

    def of_all(pins: dict[Pin, list[str]]) -> dict[tuple[str, str], list[str]]:
        return {(pin.name, pin.version): sums for pin, sums in pins.items()}

    other = {key: sums for key, sums in of_all(served).items() if of_all(tested).get(key) != sums}
    assert other == {}


def test_the_servers_of_each_system_are_locked_for_it() -> None:
    markers = {pin.name: pin.marker for pin, _ in locked("requirements")}
    assert markers["gunicorn"] == "sys_platform != 'win32'"
    assert markers["waitress"] == "sys_platform == 'win32'"


def test_a_line_without_a_checksum_or_a_pin_is_seen(tmp_path: Path) -> None:
    (tmp_path / "x.lock").write_text("dash>=4\n", encoding="utf-8")
    with pytest.raises(ValueError, match="pins no package"):
        list(locked_in(tmp_path / "x.lock"))
    (tmp_path / "x.lock").write_text("dash==4.4.1 \\\n    --hash=md5:00\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no checksum"):
        list(locked_in(tmp_path / "x.lock"))


def test_nothing_is_installed_without_its_checksum() -> None:
    """Every line that installs goes through ``INSTALL``, which asks for checksums, and from a lock file."""
    assert "--require-hashes" in re.findall(r"^INSTALL := (.*)$", MAKEFILE, re.MULTILINE)[0]
    installs = [line for line in MAKEFILE.splitlines() if "pip install" in line or "$(INSTALL)" in line]
    assert len(installs) == 5
    assert all(
        "$(INSTALL) -r" in line and line.endswith(".lock") for line in installs if not line.startswith("INSTALL")
    )
    for guide in ("README.md", "CONTRIBUTING.md", "docs/operating.md"):
        for line in (ROOT / guide).read_text(encoding="utf-8").splitlines():
            if re.search(r"-m pip install\b", line):
                assert "--require-hashes -r" in line, guide
                assert line.endswith(".lock"), guide


def test_a_package_whose_bytes_differ_is_not_installed(tmp_path: Path) -> None:
    """A checksum that was changed by one letter: pip refuses the very file that it would take otherwise."""
    wheel = tmp_path / "tiny_example-1.0-py3-none-any.whl"
    import zipfile

    with zipfile.ZipFile(wheel, "w") as file:
        told = "tiny_example-1.0.dist-info"
        file.writestr(f"{told}/METADATA", "Metadata-Version: 2.1\nName: tiny-example\nVersion: 1.0\n")
        file.writestr(f"{told}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{told}/RECORD", "")
    right = hashlib.sha256(wheel.read_bytes()).hexdigest()
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    for digest, status in ((right, 0), (wrong, 1)):
        lock = tmp_path / "requirements.lock"
        lock.write_text(f"tiny-example==1.0 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        place = ["--no-index", f"--find{'-'}links", str(tmp_path), "--target", str(tmp_path / digest), "-r", str(lock)]
        own = {name: word for name, word in os.environ.items() if not name.startswith("PIP_")} | {
            "PIP_CONFIG_FILE": os.devnull
        }
        done = subprocess.run([*command, *place], capture_output=True, text=True, check=False, env=own)
        assert done.returncode == status, done.stderr
        assert ("DO NOT MATCH THE HASHES" in done.stderr) == bool(status)


# scripts of others


def vendored() -> list[dict[str, str]]:
    return json.loads(VENDORED.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_every_script_of_others_is_the_file_that_it_is_said_to_be() -> None:
    for one in vendored():
        content = (ROOT / "assets" / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"], one["file"]
        first = content[:400].decode("utf-8")
        assert one["version"] in first
        assert one["licence"] in first
        notice = (ROOT / "assets" / one["notice"]).read_text(encoding="utf-8")
        assert "Permission is hereby granted, free of charge" in notice
        assert f"`{one['file']}` | plotly.js {one['version']}" in notice
        assert one["purl"] == f"pkg:npm/{one['name']}@{one['version']}"


def test_a_script_that_is_not_listed_is_ours() -> None:
    """What others wrote is minified or says whose it is; ours is neither."""
    listed = {one["file"] for one in vendored()}
    scripts = [path for path in (ROOT / "assets").glob("*.js") if path.name not in listed]
    assert len(scripts) > 8
    for path in scripts:
        words = path.read_text(encoding="utf-8")
        assert max(map(len, words.splitlines())) < 400, path.name
        assert not re.search(r"(?i)copyright|licen[sc]ed|@license|sourceMappingURL", words), path.name
    assert {path.suffix for path in (ROOT / "assets").iterdir()} <= {
        ".css",
        ".js",
        ".svg",
        ".ico",
        ".txt",
        ".md",
        ".json",
    }


# the bill of materials


def test_the_bill_of_materials_says_what_the_lock_file_and_the_scripts_of_others_say() -> None:
    assert SBOM.read_text(encoding="utf-8") == written(), "run: make sbom"
    held = {(part["name"], part["version"]) for part in json.loads(SBOM.read_text(encoding="utf-8"))["components"]}
    assert held == {(pin.name, pin.version) for pin, _ in locked("requirements")} | {
        (one["name"], one["version"]) for one in vendored()
    }


CHECK = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
print(JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()))
"""


def test_the_bill_of_materials_is_one_by_the_rules_of_its_format() -> None:
    if not SUPPLY.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("there is no .venv-supply; make test makes it")
        pytest.skip("there is no .venv-supply with the rules of CycloneDX; make test makes it")
    right = SBOM.read_text(encoding="utf-8")
    for words, is_right in ((right, True), (right.replace('"library"', '"librarian"', 1), False)):
        done = subprocess.run([str(SUPPLY), "-c", CHECK], input=words, capture_output=True, text=True, check=False)
        assert (done.stdout.strip() == "None") == is_right, done.stdout + done.stderr


# known weaknesses

CLEAN = {"name": "dash", "version": "4.4.1", "vulns": []}
WEAK = {"name": "flask", "version": "0.1", "vulns": [{"id": "PYSEC-0-1", "fix_versions": ["0.2"], "aliases": []}]}
UNSEEN = {"name": "own", "skip_reason": "Dependency not found on PyPI and could not be audited: own (1.0)"}
NO_NETWORK = "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='a', port=443): Max retries exceeded"


def told(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("status", "output", "errors", "expected", "said"),
    [
        (0, told(CLEAN), "No known vulnerabilities found", 0, "no known weakness in 1 packages"),
        (1, told(CLEAN, WEAK), "Found 1 known vulnerability", 1, "flask 0.1: PYSEC-0-1, mended in 0.2"),
        (1, told(UNSEEN, WEAK), "Found 1 known vulnerability", 1, "PYSEC-0-1"),
        (0, told(CLEAN, UNSEEN), "No known vulnerabilities found", 0, "skipped: own"),
        # the client takes silence for a yes
        (0, told(UNSEEN, UNSEEN), "No known vulnerabilities found", 0, "skipped: x.lock was not checked"),
        (0, told(), "No known vulnerabilities found", 0, "skipped: x.lock was not checked"),
        (1, "", NO_NETWORK, 0, "skipped: x.lock was not checked"),
        (1, "", "error: unexpected keyword argument", 1, "could not be checked: error: unexpected"),
        (2, "", "", 1, "could not be checked: exit status 2"),
    ],
)
def test_a_weakness_fails_and_silence_is_told(status: int, output: str, errors: str, expected: int, said: str) -> None:
    found = verdict(status, output, errors, of="x.lock")
    assert found.status == expected
    assert said in found.said


def stand_in(folder: Path, *, output: str, errors: str = "", status: int = 0) -> str:
    """A program in the place of the client."""
    path = folder / "client"
    path.write_text(
        f"#!{sys.executable}\nimport sys\nprint({output!r})\nprint({errors!r}, file=sys.stderr)\nsys.exit({status})\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return str(path)


def test_each_lock_file_is_asked_about_and_the_worst_answer_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(stand_in(tmp_path, output=told(CLEAN)), "x.lock") == Verdict(
        0, "x.lock: no known weakness in 1 packages"
    )
    assert main([stand_in(tmp_path, output=told(WEAK), status=1), "one.lock", "other.lock"]) == 1
    assert capsys.readouterr().out.count("PYSEC-0-1") == 2
    assert main([stand_in(tmp_path, output="", errors=NO_NETWORK, status=1), "one.lock"]) == 0
    assert capsys.readouterr().out.startswith("skipped: one.lock")


def test_every_lock_file_is_asked_about_where_tests_run_by_themselves() -> None:
    (command,) = re.findall(r"^check-dependencies:.*\n\t(.*\\\n.*)", MAKEFILE, re.MULTILINE)
    assert {name for name in NAMES if f"{Path(name).name}.lock" in command} == set(NAMES)
    assert "make check-dependencies" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
