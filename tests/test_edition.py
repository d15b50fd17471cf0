"""What an answer depends on, and that data of another edition are validated before they are served."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app import main
from loaders import Dataset, InvalidData, load_dataset
from loaders.plain_files import LARGEST_FILE
from loaders.search_index import index_content
from server.copying import alone_in, copied
from server.edition import code_edition, edition_of
from server.front import Outdated
from server.keep import Keep
from server.renewing import Renewal
from server.settings import Settings
from server.starting import _copy, made_ready
from sources_of_code import ROOT
from test_front import asked


@pytest.fixture
def settings(example_folder: Path, tmp_path: Path) -> Settings:
    return Settings(data_dir=example_folder, keep=tmp_path / "kept", pack=tmp_path / "none.zip")


#: Words of a note, and others that are as valid.
VALID = ("An invented change of method.", "Another change of method.")


def changed(folder: Path, word: str, other: str) -> None:
    path = folder / "observations" / "cases.csv"
    text = path.read_text(encoding="utf-8")
    assert word in text
    path.write_text(text.replace(word, other, 1), encoding="utf-8")


def test_an_edition_is_the_same_in_another_process(settings: Settings) -> None:
    code = (
        "import sys, pathlib; from server.edition import edition_of; from server.settings import Settings;"
        "print(edition_of(Settings(data_dir=pathlib.Path(sys.argv[1]), pack=pathlib.Path(sys.argv[2]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, settings.data_dir, settings.pack],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert done.stdout.strip() == edition_of(replace(settings, host="0.0.0.0", port=9, workers=4))


def test_whatever_readers_can_tell_makes_another_edition(settings: Settings, tmp_path: Path) -> None:
    settings.pack.write_bytes(b"a pack")
    editions = {
        edition_of(settings),
        edition_of(replace(settings, public_url="https://example.org")),
        edition_of(replace(settings, contact="a@example.org")),
        edition_of(replace(settings, pack=tmp_path / "another.zip")),
    }
    (settings.data_dir / "notes.csv").write_text("a,b\n")
    editions.add(edition_of(settings))
    assert len(editions) == 5


def test_data_that_were_never_seen_are_validated(settings: Settings) -> None:
    made_ready(settings)
    changed(settings.data_dir, "2008", "20o8")
    with pytest.raises(InvalidData, match=r"cases\.csv:\d+"):
        made_ready(settings)
    with pytest.raises(InvalidData):
        made_ready(settings)  # nothing was remembered of the refusal but that there is no verdict


def test_data_that_were_found_valid_are_not_read_again_before_they_are_needed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_ready(settings)
    asked(first.app, "/version")
    read: list[bool] = []
    monkeypatch.setattr("server.starting._loaded", lambda *_args, is_known_valid: read.append(is_known_valid))
    second = made_ready(settings)
    assert second.verdict == first.verdict
    assert asked(second.app, "/version") == asked(first.app, "/version")
    assert read == []


def test_the_index_of_the_search_is_made_at_the_first_start_and_never_while_a_reader_waits(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def making(dataset: Dataset) -> bytes:
        made.append(dataset.content_hash)
        return index_content(dataset)

    monkeypatch.setattr("loaders.search_kept.index_content", making)
    made_ready(settings)
    assert len(made) == 1
    assert len(list((settings.keep or Path()).rglob("search.index"))) == 1
    assert asked(made_ready(settings).app, "/version")[0].startswith("200")
    assert len(made) == 1
    # Where nothing is written to disk, the first search makes it.
    alone = made_ready(replace(settings, keep=None))
    assert len(made) == 1
    asked(alone.app, "/search?q=crimes")
    assert len(made) == 2


def test_an_awakened_dashboard_answers_as_the_first_one(settings: Settings) -> None:
    first = asked(made_ready(replace(settings, keep=None)).app, "/version")
    made_ready(settings)
    assert asked(made_ready(settings).app, "/version") == first


def test_data_that_change_after_the_start_change_no_answer(settings: Settings) -> None:
    made_ready(settings)
    told = asked(made_ready(replace(settings, keep=None)).app, "/version")
    later = made_ready(settings)
    changed(settings.data_dir, "2008", "20o8")
    assert asked(later.app, "/version") == told


def test_data_that_change_while_they_are_copied_are_looked_at_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is saved between the first look at the folder and its copy: what is told of the data is told of what is served."""
    before = edition_of(settings)

    def copied_late(source: Path, target: Path) -> bool:
        if edition_of(settings) == before:
            changed(source, *VALID)
        return copied(source, target)

    monkeypatch.setattr("server.starting.copied", copied_late)
    ready = made_ready(settings)
    assert VALID[1] in asked(ready.app, "/api/v1/observations.json")[2].decode()
    assert ready.verdict.content_hash == load_dataset(settings.data_dir).content_hash
    assert [path.parent.name for path in (settings.keep or Path()).rglob("*.answer")] == [edition_of(settings)]


@pytest.mark.parametrize("is_kept", [True, False])
def test_data_that_never_stand_still_are_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, is_kept: bool
) -> None:
    number = iter(range(9))

    def change() -> None:
        (settings.data_dir / "note.txt").write_text(str(next(number)))

    def copied_late(source: Path, target: Path) -> bool:
        change()
        return copied(source, target)

    def loaded_late(folder: Path, *, is_known_valid: bool) -> Dataset:
        change()
        return load_dataset(folder, is_known_valid=is_known_valid)

    monkeypatch.setattr("server.starting.copied", copied_late)
    monkeypatch.setattr("server.starting._loaded", loaded_late)
    with pytest.raises(InvalidData, match="are being changed; try again"):
        made_ready(settings if is_kept else replace(settings, keep=None))


def test_a_folder_that_is_not_there_is_named_as_it_was_given(settings: Settings, tmp_path: Path) -> None:
    for keep in (settings.keep, None):
        with pytest.raises(InvalidData, match=re.escape(f"{tmp_path / 'nowhere'}:0: ")):
            made_ready(replace(settings, data_dir=tmp_path / "nowhere", keep=keep))


def test_what_cannot_be_read_is_a_problem_and_no_end(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def loading(folder: Path, **_options: bool) -> Dataset:
        raise PermissionError(13, "Permission denied", str(folder / "sources.csv"))

    renewal = Renewal(settings)
    changed(settings.data_dir, *VALID)
    monkeypatch.setattr("server.starting._loaded", loading)
    with pytest.raises(InvalidData, match=r"sources\.csv:0: file: it cannot be read \(Permission denied\)"):
        made_ready(settings)
    app = renewal.renewed()
    assert app is renewal.ready.app
    assert asked(app, "/cases")[0].startswith("200")
    assert renewal.ready.app.health.told["status"] == "update_rejected"


def link_that_leads_nowhere(folder: Path) -> None:
    (folder / "observations" / "more.csv").symlink_to("nowhere.csv")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "observations" / "more.csv")


@pytest.mark.parametrize("was_valid_before", [False, True])
@pytest.mark.parametrize("put", [link_that_leads_nowhere, pipe])
def test_what_only_looks_like_a_file_is_a_problem_and_not_left_out_of_the_copy(
    settings: Settings, put: Callable[[Path], None], was_valid_before: bool
) -> None:
    if was_valid_before:
        made_ready(settings)
    put(settings.data_dir)
    with pytest.raises(InvalidData, match=r"observations/more\.csv") as kept:
        made_ready(settings)
    with pytest.raises(InvalidData) as read_in_place:
        made_ready(replace(settings, keep=None))
    assert str(kept.value) == str(read_in_place.value)


def test_a_file_that_is_far_too_large_is_refused_without_being_read(settings: Settings) -> None:
    with (settings.data_dir / "observations" / "large.csv").open("wb") as file:
        file.truncate(4 * LARGEST_FILE)
    tracemalloc.start()
    try:
        edition_of(settings)
        assert tracemalloc.get_traced_memory()[1] < 2 * LARGEST_FILE
    finally:
        tracemalloc.stop()
    with pytest.raises(InvalidData, match=r"large\.csv"):
        made_ready(settings)


def test_a_folder_without_room_for_a_copy_is_read_where_it_lies_and_that_is_logged(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("server.copying.LARGEST", 10)
    asked(made_ready(settings).app, "/version")
    assert [message.partition(";")[0] for message in caplog.messages] == [
        "the data could not be copied into the folder of KEEP"
    ]
    assert not list((settings.keep or Path()).rglob("*.answer"))


def test_a_copy_is_made_by_one_process_at_a_time(settings: Settings, tmp_path: Path) -> None:
    """Who waits finds what the other has put there, and takes nothing of it away."""
    edition = edition_of(settings)
    folder = tmp_path / "kept" / edition
    found: list[Path | None] = []
    keep = Keep(settings.keep, edition)
    with alone_in(folder):
        other = threading.Thread(
            target=lambda: found.append(_copy(settings, keep, edition=edition, code=code_edition()))
        )
        other.start()
        other.join(0.5)
        assert not found
        assert copied(settings.data_dir, folder / "data")
        number = (folder / "data").stat().st_ino
    other.join()
    assert found == [folder / "data"]
    assert (folder / "data").stat().st_ino == number


@pytest.mark.parametrize("at_once", [True, False], ids=["before", "while it is imported"])
def test_a_program_that_changed_after_the_start_makes_no_answer(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    made_ready(settings)
    later = made_ready(settings)
    now = iter([*([] if at_once else [code_edition()]), *["another"] * 9])
    monkeypatch.setattr("server.starting.code_edition", lambda: next(now))
    status, headers, _ = asked(later.app, "/version")
    assert (status[:3], headers["cache-control"]) == ("503", "no-store")
    with pytest.raises(Outdated, match="start again"):
        later.app._awake()  # type: ignore[attr-defined]
    assert not list((settings.keep or Path()).rglob("*.answer"))


@pytest.mark.parametrize("loss", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
def test_a_copy_that_was_changed_is_not_served(settings: Settings, loss: Callable[[Path], object]) -> None:
    made_ready(settings)
    later = made_ready(settings)
    loss(next((settings.keep or Path()).rglob("cases.csv")))
    # The folder itself still holds the same data; then it does not.
    assert asked(made_ready(settings).app, "/version")[0].startswith("200")
    changed(settings.data_dir, *VALID)
    assert later.app.health.told["status"] == "ok"
    assert asked(later.app, "/cases")[0].startswith("503")
    assert later.app.health.told["status"] == "outdated"


def test_a_copy_that_another_instance_reads_stays(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two instances start at once on new data: neither takes the files of the other away, whether they are good or not."""
    loaded: list[int] = []

    def loading(folder: Path, *, is_known_valid: bool) -> Dataset:
        file = folder / "observations" / "cases.csv"
        before = file.stat().st_mtime_ns
        if not loaded:
            loaded.append(before)
            with suppress(InvalidData):
                made_ready(settings)
        assert (folder.parent.parent, file.stat().st_mtime_ns) == (settings.keep, before)
        return load_dataset(folder, is_known_valid=is_known_valid)

    monkeypatch.setattr("server.starting._loaded", loading)
    made_ready(settings)
    loaded.clear()
    changed(settings.data_dir, "2008", "20o8")
    with pytest.raises(InvalidData, match="20o8"):
        made_ready(settings)
    assert loaded


def test_a_folder_behind_a_link_is_part_of_the_data(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (settings.data_dir / "observations").rename(elsewhere)
    (settings.data_dir / "observations").symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "loop").symlink_to(settings.data_dir, target_is_directory=True)
    before = edition_of(settings)
    first = made_ready(settings).verdict
    changed(settings.data_dir, *VALID)
    assert edition_of(settings) != before
    assert made_ready(settings).verdict.content_hash != first.content_hash


@pytest.mark.parametrize("content", [b"", b"[]", b'{"content_hash": 3}', b'{"figures": "many"}', b"\xff"])
def test_a_verdict_that_says_nothing_is_none(settings: Settings, content: bytes) -> None:
    made_ready(settings)
    (verdict,) = (settings.keep or Path()).rglob("verdict.json")
    verdict.write_bytes(content)
    changed(settings.data_dir, "2008", "2008")
    assert made_ready(settings).verdict.figures > 0


def test_without_a_folder_every_start_validates(settings: Settings) -> None:
    for _ in range(2):
        made_ready(replace(settings, keep=None))
    assert Keep(None, edition_of(settings)).verdict() is None


def test_preparing_makes_every_tab_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KEEP", str(tmp_path / "kept"))
    assert main(["prepare"]) == 0
    told = capsys.readouterr().out
    answers = len(list((tmp_path / "kept").rglob("*.answer")))
    assert f"{answers} answers are ready" in told
    assert main(["prepare", "much"]) == 2
