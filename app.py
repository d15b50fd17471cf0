"""The entrance: the dashboard as an application, and the command line. Computes nothing.

Data and Dash are imported only where they are needed: a start whose data are known to be valid answers before that.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.problems import InvalidData
from server.collecting import uncollected
from server.health import VERSION
from server.log import Numbered, begin, tell
from server.preparing import prepared
from server.renewing import Renewal
from server.serving import ServingError, hold_hang_ups, serve
from server.settings import DEFAULT_PACK, SettingError, Settings, settings_from_environment
from server.starting import Verdict, made_ready

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    import dash

    from loaders import Dataset

#: The command that writes the dashboard as a folder of static pages.
PUBLISH = "publish"
#: The command that checks the data and makes the answers that most readers ask for, before anybody asks.
PREPARE = "prepare"


def create_app(dataset: Dataset, *, public_url: str = "", contact: str = "", pack: Path = DEFAULT_PACK) -> dash.Dash:
    """The application, ready to serve: ``create_app(dataset).server`` is a WSGI application.

    ``public_url``, ``contact`` and ``pack`` are those of ``server.settings.Settings``.
    """
    from server import dashboard

    return dashboard.create_app(dataset, public_url=public_url, contact=contact, pack=pack)


def main(arguments: Sequence[str]) -> int:
    """Serve the dashboard until it is stopped, prepare it, or publish it. Returns the exit status: 0, 1 (data, port or
    place), 2 (settings)."""
    for stream in (sys.stdout, sys.stderr):
        # What is told may hold letters that the console does not know.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if arguments and arguments[0] not in _COMMANDS:
        print(
            f"app.py serves without arguments, and takes '{PREPARE}' or '{PUBLISH} OUT'; found {' '.join(arguments)!r}; settings "
            "are environment variables: HOST, PORT, DATA_DIR, WORKERS, PUBLIC_URL, CONTACT, PACK, KEEP, LOG, TRUST_PROXY",
            file=sys.stderr,
        )
        return 2
    try:
        settings = settings_from_environment(os.environ)
        begin(settings.log)
        if arguments:
            return _COMMANDS[arguments[0]](arguments[1:], settings)
        hold_hang_ups()
        with uncollected():
            renewal = Renewal(settings)
        numbered = partial(Numbered, amount=settings.log, trusts_proxy=settings.trust_proxy)

        def renewed() -> WSGIApplication:
            with uncollected():
                return numbered(renewal.renewed())

        return serve(
            numbered(renewal.ready.app),
            settings.host,
            port=settings.port,
            workers=settings.workers,
            announce=lambda: _announce(settings, renewal.ready.verdict),
            renewed=renewed,
        )
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    except (InvalidData, ServingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _prepare(arguments: Sequence[str], settings: Settings) -> int:
    """Check the data, and make and keep the answers that most readers ask for first."""
    if arguments:
        print(f"app.py {PREPARE} takes no arguments; found {' '.join(arguments)!r}", file=sys.stderr)
        return 2
    ready = made_ready(settings)
    print(f"{prepared(ready.app):,} answers are ready, of {ready.verdict.figures:,} figures", flush=True)
    return 0


def _publish(arguments: Sequence[str], settings: Settings) -> int:
    """Write the copy for use without a network; SystemExit (2) with the usage where the arguments are not understood."""
    from components.address import Published
    from loaders import load_dataset
    from server.dashboard import ASSETS
    from server.publishing import PublishError, publish_command

    try:
        publish_command(
            arguments,
            load=partial(load_dataset, settings.data_dir),
            assets=ASSETS,
            published=Published(settings.public_url, settings.contact),
        )
    except PublishError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


_COMMANDS = {PREPARE: _prepare, PUBLISH: _publish}


def _announce(settings: Settings, verdict: Verdict) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    told = f"{verdict.figures:,} figures from {verdict.sources:,} sources"
    print(f"Serving http://{host}:{settings.port} ({told})", flush=True)
    tell("start", code=VERSION, port=settings.port, workers=settings.workers, **verdict.told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
