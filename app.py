"""Wire the data, the components and the server together, and the command line. Computes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import dash
from dash import Input, Output
from dash.development.base_component import Component
from werkzeug.exceptions import BadRequest

import server
from components import ids, pages, state
from loaders import Dataset, InvalidData, load_dataset
from loaders.texts import LANGUAGES, text

ASSETS = Path(__file__).resolve().parent / "assets"
#: Names in data/texts/interface.csv: for each refused request a title and a sentence.
ERROR_TEXTS = {
    400: ("error.bad_request.title", "error.bad_request.sentence"),
    404: ("error.not_found.title", "error.not_found.sentence"),
    405: ("error.method.title", "error.method.sentence"),
    500: ("error.failed.title", "error.failed.sentence"),
}
HOME_TEXT = "error.home"


def show_page(dataset: Dataset, pathname: object, search: object) -> Component:
    """The content of the page at a location, as the browser names it (``search`` with its ``?``).

    Raises BadRequest for a location that no page of ours leads to.
    """
    if not isinstance(pathname, str) or not isinstance(search, str) or pathname not in pages.PATHS:
        raise BadRequest
    query = search.removeprefix("?")
    problem = state.problem_of(dataset, pathname, state.args_of(query))
    if problem is not None:
        raise BadRequest(problem)
    return pages.page(dataset, pathname, query)


def first_content(dataset: Dataset, path: str, query: str) -> str:
    """The page at an address as plain HTML."""
    return server.to_html(pages.page(dataset, path, query))


def error_texts(dataset: Dataset) -> dict[tuple[str, int], server.ErrorText]:
    """The words for refused requests, by language and status. MissingText when the catalogue lacks one."""
    return {
        (lang, status): server.ErrorText(lang, *(text(dataset, key, lang=lang) for key in (*keys, HOME_TEXT)))
        for lang in LANGUAGES
        for status, keys in ERROR_TEXTS.items()
    }


def create_app(dataset: Dataset, *, public_url: str = "") -> dash.Dash:
    """The application, ready to serve: ``create_app(dataset).server`` is a WSGI application."""
    app = server.PrerenderedDash(
        __name__,
        index_page=server.IndexPage(
            lang=pages.language_of,
            title=partial(pages.title, dataset),
            content=partial(first_content, dataset),
            public_url=public_url,
        ),
        assets_folder=str(ASSETS),
        serve_locally=True,
        external_scripts=[],
        external_stylesheets=[],
        update_title=None,
        add_log_handler=False,
    )
    app.layout = pages.shell(dataset)

    @app.callback(Output(ids.PAGE, "children"), Input(ids.LOCATION, "pathname"), Input(ids.LOCATION, "search"))
    def show(pathname: object, search: object) -> Component:
        return show_page(dataset, pathname, search)

    _add_routes(app, dataset)
    return app


def _add_routes(app: dash.Dash, dataset: Dataset) -> None:
    texts = error_texts(dataset)

    def text_of(status: int, query: str) -> server.ErrorText:
        # Rare statuses (413, 415 ...) have no words of their own.
        lang = pages.language_of(query)
        return texts.get((lang, status)) or texts[lang, 400 if status < 500 else 500]

    server.add_error_pages(app.server, text_of)
    server.refuse_unknown_pages(app.server, paths=pages.PATHS, problem_of=partial(state.problem_of, dataset))
    server.refuse_malformed_callbacks(app.server, app.callback_map)
    server.add_health(app.server, dataset.content_hash)
    server.add_files(app.server, ASSETS)
    server.add_headers(app.server, app.csp_hashes())
    # Dash finishes its set-up inside the first request, and a second one beside it would find it half done.
    app.server.test_client().get("/healthz")


def main(arguments: Sequence[str]) -> int:
    """Serve the dashboard until it is stopped. Returns the exit status: 0, 1 (data or port), 2 (settings)."""
    if arguments:
        print(
            f"app.py takes no arguments, found {' '.join(arguments)!r}; settings are environment variables: "
            "HOST, PORT, DATA_DIR, WORKERS, PUBLIC_URL",
            file=sys.stderr,
        )
        return 2
    try:
        settings = server.settings_from_environment(os.environ)
        dataset = load_dataset(settings.data_dir)
        app = create_app(dataset, public_url=settings.public_url)
        return server.serve(
            app.server,
            settings.host,
            port=settings.port,
            workers=settings.workers,
            announce=lambda: _announce(settings, dataset),
        )
    except server.SettingError as error:
        print(error, file=sys.stderr)
        return 2
    except (InvalidData, server.ServingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _announce(settings: server.Settings, dataset: Dataset) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    figures, sources = len(dataset.observations), len(dataset.table("sources"))
    print(f"Serving http://{host}:{settings.port} ({figures:,} figures from {sources:,} sources)", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
