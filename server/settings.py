"""What the environment says about where and how to serve."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from loaders.folder import DEFAULT_FOLDER
from server.log import AMOUNTS, EVENTS

#: Where ``make pack`` puts the copy for use without a network.
DEFAULT_PACK = DEFAULT_FOLDER.parent / "build" / "offline.zip"
#: Where answers are kept that were made before; a folder of our own, since what is old in it is taken away.
DEFAULT_KEEP = DEFAULT_FOLDER.parent / "build" / "kept"
#: What KEEP says where nothing shall be written to disk.
NO_KEEP = "off"
_OFF, _ON = _SWITCH = ("off", "on")
LARGEST_PORT = 65535
MOST_WORKERS = 64


class SettingError(Exception):
    """A setting cannot be used; the message names the variable, what was found and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """Where and how to serve, and for whom.

    ``public_url`` is empty or an address without a slash at its end; ``contact`` is empty or the e-mail address to
    which readers report what is wrong. ``pack`` is the file that is offered for use without a network, where it exists.
    ``log`` is one of ``server.log.AMOUNTS``; ``trust_proxy`` says that the numbers of requests are a proxy's.
    """

    host: str = "127.0.0.1"
    port: int = 8050
    data_dir: Path = DEFAULT_FOLDER
    workers: int = 1
    public_url: str = ""
    contact: str = ""
    pack: Path = DEFAULT_PACK
    keep: Path | None = DEFAULT_KEEP
    log: str = EVENTS
    trust_proxy: bool = False


def settings_from_environment(environment: Mapping[str, str]) -> Settings:
    """Read HOST, PORT, DATA_DIR, WORKERS, PUBLIC_URL, CONTACT, PACK, KEEP, LOG and TRUST_PROXY; an unset or empty variable
    keeps its default.

    Raises ``SettingError`` for the first value that cannot be used.
    """
    default = Settings()
    return Settings(
        host=_host(environment.get("HOST", ""), default.host),
        port=_number("PORT", environment.get("PORT", ""), default.port, most=LARGEST_PORT),
        data_dir=Path(environment.get("DATA_DIR") or default.data_dir),
        workers=_number("WORKERS", environment.get("WORKERS", ""), default.workers, most=MOST_WORKERS),
        public_url=_public_url(environment.get("PUBLIC_URL", "")),
        contact=_contact(environment.get("CONTACT", "")),
        pack=Path(environment.get("PACK") or default.pack),
        keep=None if environment.get("KEEP") == NO_KEEP else Path(environment.get("KEEP") or DEFAULT_KEEP),
        log=_one_of("LOG", environment.get("LOG", ""), AMOUNTS, default.log),
        trust_proxy=_one_of("TRUST_PROXY", environment.get("TRUST_PROXY", ""), _SWITCH, _OFF) == _ON,
    )


def _one_of(name: str, text: str, allowed: Sequence[str], default: str) -> str:
    if text and text not in allowed:
        raise SettingError(f"{name} is {text!r}; write one of {', '.join(allowed)}, for example {name}={default}")
    return text or default


def _host(text: str, default: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z0-9_.:%-]+", text):
        raise SettingError(f"HOST is {text!r}; write a host name or an address, for example HOST=127.0.0.1")
    return text or default


def _number(name: str, text: str, default: int, *, most: int) -> int:
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= most:
        raise SettingError(
            f"{name} is {text!r}; write a whole number from 1 to {most}, for example {name}={default}, or leave it unset"
        )
    return int(text)


def _public_url(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        usable = False
    if not usable or not re.fullmatch(r"[A-Za-z0-9:/._~%\[\]-]+", text):
        raise SettingError(
            f"PUBLIC_URL is {text!r}; write the address that readers use, for example PUBLIC_URL=https://example.org"
        )
    return text.rstrip("/")


def _contact(text: str) -> str:
    name, label = r"[A-Za-z0-9]+(?:[._+-]+[A-Za-z0-9]+)*", r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*"
    if text and not re.fullmatch(rf"{name}@{label}(?:\.{label})+", text):
        raise SettingError(
            f"CONTACT is {text!r}; write the e-mail address to which readers report errors, for example "
            "CONTACT=name@example.org, or leave it unset"
        )
    return text
