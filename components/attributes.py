"""HTML attributes with a hyphen in their name, which Python cannot write as a keyword."""

from __future__ import annotations

from typing import Any


def attributes(**named: str) -> dict[str, Any]:
    """``aria_label="x"`` as ``{"aria-label": "x"}``, to be unpacked into a component."""
    return {name.replace("_", "-"): value for name, value in named.items()}
