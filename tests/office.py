"""LibreOffice for the tests: where it is, and files converted by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

_NAMES = ("soffice", "libreoffice")


def soffice() -> str:
    """The installed LibreOffice. Without one the test is skipped, and fails where ``CI`` is true."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("LibreOffice is not installed")
    return found or pytest.skip("LibreOffice is not installed")


@cache
def _profile() -> str:
    """Settings of our own, so that an open LibreOffice of somebody else is left alone."""
    return Path(tempfile.mkdtemp(prefix="office-")).as_uri()


def converted(path: Path, to: str, out: Path) -> Path:
    """A file opened in LibreOffice and saved in another format (``ods``, ``xlsx``, ``csv``) in the folder ``out``."""
    office = soffice()
    out.mkdir(parents=True, exist_ok=True)
    command = [office, f"-env:UserInstallation={_profile()}", "--headless", "--convert-to", to, "--outdir", str(out)]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=300, check=False)
    made = out / f"{path.stem}.{to.split(':')[0]}"
    assert made.is_file(), f"LibreOffice did not open {path.name}: {done.stdout} {done.stderr}"
    return made
