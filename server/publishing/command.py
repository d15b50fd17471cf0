"""``python app.py publish OUT [--zip FILE]``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from components.address import Published
from loaders.dataset import Dataset
from server.publishing.writing import PublishError, check_place, contents_of, processors, publish
from server.publishing.zipping import zip_pack

_MEGABYTE = 1e6


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="app.py publish", description="Write the dashboard as a folder of static pages, in three languages."
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder: new, empty, or an earlier pack")
    parser.add_argument("--zip", metavar="FILE", type=Path, help="also write the folder as one ZIP file")
    return parser.parse_args(arguments)


def publish_command(
    arguments: Sequence[str], *, load: Callable[[], Dataset], assets: Path, published: Published
) -> None:
    """Do what the command line asks for. Raises SystemExit (2) with the usage for arguments that it does not know, and
    ``PublishError``."""
    asked = _asked(arguments)
    check_place(asked.out.resolve())
    if asked.zip is not None and asked.zip.is_dir():
        raise PublishError(f"{asked.zip} is a folder; name a file, for example {asked.zip / 'offline.zip'}")
    began = time.monotonic()
    dataset = load()
    contents = contents_of(dataset, assets, published=published)
    manifest = publish(dataset, asked.out, assets=assets, contents=contents, processes=processors())
    size = sum(path.stat().st_size for path in asked.out.rglob("*") if path.is_file())
    spent = time.monotonic() - began
    print(f"{asked.out}: {manifest['pages']:,} pages, {size / _MEGABYTE:.0f} MB, {spent:.0f} seconds", flush=True)
    if asked.zip is not None:
        print(f"{asked.zip}: {zip_pack(asked.out, asked.zip) / _MEGABYTE:.1f} MB", flush=True)
