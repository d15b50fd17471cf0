"""A running dashboard gets new data: they are loaded and checked beside the old ones, and take their place whole or not
at all."""

from __future__ import annotations

import datetime
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.problems import InvalidData
from server.edition import code_edition
from server.health import Rejected
from server.log import tell
from server.settings import Settings
from server.starting import Ready, made_ready

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_TOO_LARGE = "the new data are too large or too deep for the memory there is; the data of before are served on"
_OTHER_PROGRAM = "the program has changed since the start; start it again to use it. The data of before are served on"


class Renewal:
    """What is served, from one change of the data to the next."""

    def __init__(self, settings: Settings) -> None:
        """Load and check what is served first. Raises ``InvalidData``."""
        self._settings = settings
        self._code = code_edition()
        self.ready: Ready = made_ready(settings)

    def renewed(self) -> WSGIApplication:
        """The application on the data as they are now; where these have a fault, the one of before, which says so at
        ``/healthz``. Every fault is logged with its place."""
        if code_edition() != self._code:
            tell("reload_rejected", _OTHER_PROGRAM, level=logging.ERROR)
            return self._refused(1)
        try:
            self.ready = made_ready(self._settings)
        except InvalidData as error:
            for problem in error.problems:
                tell("data_fault", str(problem), level=logging.ERROR)
            problems = len(error.problems)
            message = f"{problems} problems in the new data; the data of before are served on"
            tell("reload_rejected", message, level=logging.ERROR, problems=problems)
            return self._refused(problems)
        except (MemoryError, RecursionError):
            logging.getLogger("dashboard").exception(_TOO_LARGE, extra={"event": "reload_rejected"})
            return self._refused(1)
        tell("reload_accepted", **self.ready.verdict.told)
        return self.ready.app

    def _refused(self, problems: int) -> WSGIApplication:
        front = self.ready.app
        front.health = replace(front.health, rejected=Rejected(datetime.datetime.now(datetime.UTC), problems))
        return front
