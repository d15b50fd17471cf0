"""Requests of the page to the server: only what the page itself would send is passed on to Dash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from server.limiting import TooDeep, check_depth

CALLBACK_RULE = "/_dash-update-component"


def refuse_malformed_callbacks(server: Flask, callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Answer 400 to a callback request that names no callback, or not exactly its inputs and states.

    ``callbacks`` is ``Dash.callback_map``: for each output its declared ``inputs`` and ``state``. Dash itself
    answers such requests with 500 and a traceback in the log.
    """

    def check_callback() -> None:
        if request.url_rule is not None and request.url_rule.rule == CALLBACK_RULE and request.method == "POST":
            body = _json_body()
            if not isinstance(body, dict) or not is_well_formed(body, callbacks):
                raise BadRequest

    server.before_request(check_callback)


def _json_body() -> Any:
    try:
        body = request.get_json(silent=True)
    except RecursionError as error:  # a few thousand opening brackets
        raise TooDeep from error
    check_depth(body)
    return body


def is_well_formed(body: Mapping[str, Any], callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a request's body has the shape that the page sends for one of ``callbacks``."""
    output, changed = body.get("output"), body.get("changedPropIds", [])
    if not isinstance(output, str) or output not in callbacks:
        return False
    if not isinstance(changed, list) or not all(isinstance(prop, str) for prop in changed):
        return False
    declared = callbacks[output]
    return (
        _names(body.get("inputs", [])) == _names(declared["inputs"])
        and _names(body.get("state", [])) == _names(declared["state"])
        and [".".join(name) for name in _names([body.get("outputs")]) or ()] == [output]
    )


def _names(entries: Any) -> list[tuple[str, str]] | None:
    """The (id, property) pairs of inputs, states or outputs, or None where an entry has no such shape."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None
    names = [(entry.get("id"), entry.get("property")) for entry in entries]
    return names if all(isinstance(part, str) for name in names for part in name) else None
