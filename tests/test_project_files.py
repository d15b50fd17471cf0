"""What the files around the code promise: commands, settings, names and licences are true, and nothing foreign is kept."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from loaders import DEFAULT_FOLDER, load_dataset
from loaders.__main__ import main as loaders_command
from loaders.citing.ourselves import contributors
from loaders.publication import LICENCE
from loaders.texts import text
from server.settings import DEFAULT_KEEP, Settings, settings_from_environment

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GUIDES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/design.md")
#: Named in the guides as something that a command makes or that stands with the sources.
NOT_KEPT = frozenset({"web_figures.csv", "build/kept", "build/offline", "build/offline.zip", "manifest.json"})
REQUIREMENTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "tests/tools/requirements-sdmx.txt",
    "tests/tools/requirements-supply.txt",
)

# Written as patterns, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(rb"(?<![\w.~-])/(?:work|tmp|root|home|Users)/|\b[A-Z]:\\{1,2}Users\\")
REGISTRY = re.compile(
    rb"(?:pypi|test\.pypi)\.org|pythonhosted\.org|registry\.(?:npmjs|yarnpkg)\.|(?:index|registry)[-_]url|"
    rb"proxy\.golang\.|files\.pythonhosted|find[-]links"
)
SOURCE_ENDINGS = frozenset({".txt", ".xlsx", ".xls", ".ods", ".pdf", ".doc", ".docx", ".rtf", ".epub"})


def kept_files() -> list[Path]:
    """Every file under version control, and every file that would be with the next commit."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a checkout under version control")
    listed = subprocess.run(
        [git, "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    ).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def holding(pattern: re.Pattern[bytes]) -> list[str]:
    """The kept files in which a pattern occurs, with the first place."""
    found = []
    for path in kept_files():
        match = pattern.search(path.read_bytes())
        if match:
            found.append(f"{path.relative_to(ROOT)}: {match[0].decode()}")
    return found


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


# What the guides say


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_of_a_guide_exists(guide: str) -> None:
    words = (ROOT / guide).read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:^|`|[A-Z]+=\w+ )make ([a-z-]+)", words, re.MULTILINE))
    assert commands <= make_targets()


def test_the_readme_names_every_command_of_the_makefile() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", README + CONTRIBUTING))
    assert make_targets() - named == set()


def test_every_data_command_of_the_readme_exists(capsys: pytest.CaptureFixture[str]) -> None:
    commands = set(re.findall(r"python -m loaders ([a-z-]+)", README))
    assert commands == {"validate", "audit", "import", "changes", "template", "from-workbook"}
    for command in commands:
        with pytest.raises(SystemExit) as ended:
            loaders_command([command, "--help"])
        assert ended.value.code == 0
    capsys.readouterr()


class _Asked(Mapping[str, str]):
    """An empty environment that remembers which variables it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_the_readme_names_every_setting_with_its_default() -> None:
    asked, default = _Asked(), Settings()
    assert settings_from_environment(asked) == default
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `?([^`|]*?)`? \|", README, re.MULTILINE))
    assert set(rows) == asked.names
    assert rows == {
        "HOST": default.host,
        "PORT": str(default.port),
        "DATA_DIR": default.data_dir.relative_to(ROOT).as_posix(),
        "WORKERS": str(default.workers),
        "PUBLIC_URL": default.public_url or "not set",
        "CONTACT": default.contact or "not set",
        "PACK": default.pack.relative_to(ROOT).as_posix(),
        "KEEP": DEFAULT_KEEP.relative_to(ROOT).as_posix(),
        "LOG": default.log,
        "TRUST_PROXY": "off",
    }


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_and_folder_that_a_guide_names_exists(guide: str) -> None:
    words = (ROOT / guide).read_text(encoding="utf-8")
    links = {(ROOT / guide).parent / link for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", words)}
    named = set(re.findall(r"(?<![\w./\\-])((?:[\w-]+/)+[\w.-]*|[\w-]+\.(?:py|csv|md|cff|toml|txt|json))(?=`)", words))
    named |= set(re.findall(r"`(\.\w+/)`", words))
    missing = [str(path) for path in links if not path.exists()]
    missing += [name for name in named - NOT_KEPT if not (ROOT / name).exists()]
    assert missing == []


def test_the_readme_opens_with_what_it_is_shows_it_and_gives_two_commands() -> None:
    first_screen = README[: README.index("\n## ")]
    order = [first_screen.index(part) for part in ("# ", "A dashboard", "docs/screenshot.png", "make run", "make test")]
    assert order == sorted(order)


def test_every_top_level_folder_stands_in_the_house_map() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in kept_files() if path.parent != ROOT}
    mapped = set(re.findall(r"^\| `([\w.]+)/` \|", README, re.MULTILINE))
    assert folders == mapped


# The worked example of CONTRIBUTING.md


def block(start: str) -> str:
    """The line of a code block in CONTRIBUTING.md that begins so."""
    return next(line for line in CONTRIBUTING.splitlines() if line.startswith(start))


@pytest.mark.parametrize(
    ("start", "file"), [("opsc2004-p57-1,", "observations/adoptions.csv"), ("opsc2004,para. 57,", "coverage.csv")]
)
def test_the_worked_example_stands_in_the_data_as_printed(start: str, file: str) -> None:
    assert block(start) in (DEFAULT_FOLDER / file).read_text(encoding="utf-8").splitlines()


def test_the_worked_example_gives_the_message_that_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "data"))
    ledger = folder / "coverage.csv"
    words = ledger.read_text(encoding="utf-8")
    ledger.write_text(words.replace("opsc2004-p57-1|", ""), encoding="utf-8", newline="\n")
    assert loaders_command(["validate", str(folder)]) == 1
    printed = block("observations/adoptions.csv:13: locator")

    def without_line(message: str) -> str:
        return re.sub(r":[0-9]+:", ":", message, count=1)

    assert without_line(capsys.readouterr().out.strip()) == without_line(printed)


def test_every_message_among_the_common_mistakes_is_one_of_ours() -> None:
    table = CONTRIBUTING[CONTRIBUTING.index("## Common mistakes") : CONTRIBUTING.index("## How a correction")]
    messages = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "loaders").glob("*.py"))
    assert len(messages) > 10
    assert [message for message in messages if message not in code] == []


# Packages, citation, licences


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    pinned = re.compile(r"-r requirements\.txt|[a-z0-9._-]+(?:\[[a-z,-]+\])?==[0-9][0-9a-z.]*(?:; .+)?")
    assert lines
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def citation() -> dict[str, str]:
    """The top-level keys of CITATION.cff with what stands behind them on their line, quotes taken off."""
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert all(re.match(r"[a-z-]+: ?\S*|  ", line) and "\t" not in line for line in lines)
    pairs = (line.partition(":")[::2] for line in lines if line[0] != " ")
    return {key: value.strip().strip('"') for key, value in pairs}


def test_the_citation_file_holds_what_the_format_asks_for() -> None:
    fields = citation()
    assert fields.keys() >= {"cff-version", "message", "title", "type", "authors", "version", "license"}
    assert (fields["cff-version"], fields["type"], fields["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    with (ROOT / "pyproject.toml").open("rb") as handle:
        assert fields["version"] == tomllib.load(handle)["project"]["version"]
    assert fields["title"] == text(load_dataset(), "product.name", lang="en")


def test_the_citation_file_says_of_us_what_our_citations_say() -> None:
    dataset = load_dataset()
    words = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'  - name: "{contributors(dataset)}"\n' in words
    assert citation()["license"].replace("-", " ") == LICENCE.replace("-", " ")
    keywords = words.partition("\nkeywords:\n")[2].split("\n")
    assert [word.removeprefix("  - ") for word in keywords if word] == text(dataset, "structured.keywords").split(", ")


def test_the_citation_file_invents_no_person_identifier_or_address() -> None:
    words = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"family-names|given-names|orcid|doi|https?:|date-released", words) == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("LICENSE", ("MIT License", "Copyright (c) 2026 the contributors")),
        ("LICENSE-DATA", ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/legalcode")),
        ("assets/README.md", ("plotly.js", "MIT License")),
        ("SECURITY.md", ("private", "cookies")),
        ("CHANGELOG.md", ("## [Unreleased]",)),
    ],
)
def test_licences_and_notices_are_there(file: str, words: tuple[str, ...]) -> None:
    content = (ROOT / file).read_text(encoding="utf-8")
    assert [part for part in words if part not in content] == []


# What is not kept


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert holding(MACHINE_PATH) == []


def test_no_file_names_the_address_of_a_package_registry() -> None:
    assert holding(REGISTRY) == []


def test_no_text_or_workbook_of_a_source_is_kept() -> None:
    ours = {ROOT / name for name in (*REQUIREMENTS, "assets/robots.txt")}
    assert [str(path) for path in kept_files() if path.suffix.lower() in SOURCE_ENDINGS and path not in ours] == []


def test_no_reading_copy_is_kept_under_its_own_or_another_name() -> None:
    record = json.loads((DEFAULT_FOLDER / "audit.json").read_text(encoding="utf-8"))
    names = set(load_dataset().table("sources")["file"]) | set(record["files"])
    contents = {copy["sha256"] for copy in record["files"].values()}
    assert len(names) > 5
    assert [
        str(path)
        for path in kept_files()
        if path.name in names or hashlib.sha256(path.read_bytes()).hexdigest() in contents
    ] == []
