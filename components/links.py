"""Links inside the product: real addresses, which the script of ``assets/`` follows without a new page load."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes


def link(children: Any, href: str, *, current: bool = False, class_name: str | None = None) -> html.A:
    """A link to one of our own pages; ``current`` marks the page on which the reader is."""
    extra = attributes(data_follow="page", aria_current="page") if current else attributes(data_follow="page")
    return html.A(children, href=href, className=class_name, **extra)
