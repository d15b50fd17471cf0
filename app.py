"""Wire the data, the components and the server together, and the command line. Computes nothing."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import dash
from dash import Input, Output
from dash.development.base_component import Component
from werkzeug import exceptions as refused

import server
from components import ids, pages, places, refusing, shown_by, switches
from components.address import PACK, Published
from components.embed_page import embed_file
from components.picture_file import picture_file
from components.picture_links import ADDRESS as PICTURE
from loaders import Dataset, InvalidData, load_dataset
from loaders.citing.asking import CITATION, citation_file
from loaders.exports.api import api_file
from loaders.exports.taken import API
from loaders.exports.whole_files import whole_file, whole_files
from loaders.publication import data_date, data_version
from loaders.texts import LANGUAGES, text
from server import publishing

ASSETS = Path(__file__).resolve().parent / "assets"
#: Names in data/texts/interface.csv: for each refused request a title and a sentence.
ERROR_TEXTS: dict[type[refused.HTTPException], tuple[str, str]] = {
    refused.BadRequest: ("error.malformed.title", "error.malformed.sentence"),
    server.UnknownChoice: ("error.bad_request.title", "error.bad_request.sentence"),
    server.NoSuchFile: ("error.no_file.title", "error.no_file.sentence"),
    refused.NotFound: ("error.not_found.title", "error.not_found.sentence"),
    refused.MethodNotAllowed: ("error.method.title", "error.method.sentence"),
    refused.RequestEntityTooLarge: ("error.too_large.title", "error.too_large.sentence"),
    refused.RequestURITooLarge: ("error.too_long.title", "error.too_long.sentence"),
    refused.InternalServerError: ("error.failed.title", "error.failed.sentence"),
}
HOME_TEXT = "error.home"
#: The command that writes the dashboard as a folder of static pages.
PUBLISH = "publish"


def show_page(dataset: Dataset, page: server.RenderedOf, *, pathname: object, search: object) -> Component:
    """The content of the page at a location, as the browser names it (``search`` with its ``?``).

    Raises BadRequest or RequestURITooLarge for a location that no page of ours leads to.
    """
    if not isinstance(pathname, str) or not isinstance(search, str) or not pages.exists(dataset, pathname):
        raise refused.BadRequest
    query = search.removeprefix("?")
    if len(query) > server.LONGEST_QUERY:
        raise refused.RequestURITooLarge
    problem = refusing.problem_of(dataset, pathname, places.args_of(query))
    if problem is not None:
        raise server.UnknownChoice(problem)
    return page(pathname, query).layout


def error_texts(dataset: Dataset) -> dict[tuple[str, type[refused.HTTPException]], server.ErrorText]:
    """The words for refused requests, by language and kind. MissingText when the catalogue lacks one."""
    return {
        (lang, kind): server.ErrorText(lang, *(text(dataset, key, lang=lang) for key in (*keys, HOME_TEXT)))
        for lang in LANGUAGES
        for kind, keys in ERROR_TEXTS.items()
    }


def create_app(
    dataset: Dataset, *, public_url: str = "", contact: str = "", pack: Path = server.DEFAULT_PACK
) -> dash.Dash:
    """The application, ready to serve: ``create_app(dataset).server`` is a WSGI application.

    ``public_url``, ``contact`` and ``pack`` are those of ``server.Settings``.
    """
    published = Published(public_url, contact, server.pack_size(pack, dataset.content_hash))
    page = server.remembered(partial(pages.page, dataset, published=published))
    app = server.PrerenderedDash(
        __name__,
        index_page=server.IndexPage(
            lang=pages.language_of,
            title=partial(pages.title, dataset),
            description=partial(pages.description, dataset),
            alternates=switches.alternates,
            root=partial(pages.root_attributes, dataset, site=public_url),
            content=lambda path, query: page(path, query).html,
            public_url=public_url,
            structured=partial(pages.structured, dataset, site=public_url),
        ),
        assets_folder=str(ASSETS),
        assets_ignore=server.OFFLINE_ASSETS,
        serve_locally=True,
        external_scripts=[],
        external_stylesheets=[],
        update_title=None,
        add_log_handler=False,
    )
    app.layout = pages.shell()

    @app.callback(Output(ids.PAGE, "children"), Input(ids.LOCATION, "pathname"), Input(ids.LOCATION, "search"))
    def show(pathname: object, search: object) -> Component:
        return show_page(dataset, page, pathname=pathname, search=search)

    server.add_pack(app.server, PACK, pack, content_hash=dataset.content_hash)
    _add_routes(app, dataset, public_url=public_url)
    return app


def _add_downloads(app: dash.Dash, dataset: Dataset, site: str) -> None:
    """Every file that is made for a request; ``site`` is the published address, or nothing."""
    view_of = partial(shown_by.page_of, dataset)
    server.add_downloads(app.server, f"{API}/<name>", partial(api_file, dataset, site=site, view_of=view_of))
    for path in whole_files():
        server.add_downloads(app.server, path, partial(whole_file, dataset, path, site=site))
    server.add_downloads(app.server, f"{PICTURE}/<path:name>", partial(picture_file, dataset, site=site))
    framed = partial(embed_file, dataset, write=server.framed_page, site=site)
    server.add_downloads(
        app.server, f"{server.FRAMED_PREFIX}<name>", framed, headers=server.FRAMED_HEADERS, missing=refused.NotFound
    )
    title_of = partial(pages.title_asked, dataset)
    server.add_downloads(app.server, f"{CITATION}<name>", partial(citation_file, dataset, title_of=title_of, site=site))


def _add_routes(app: dash.Dash, dataset: Dataset, *, public_url: str) -> None:
    texts = error_texts(dataset)

    def text_of(error: refused.HTTPException, query: str) -> server.ErrorText:
        # Rare refusals (415, 416 ...) have no words of their own.
        other = refused.BadRequest if (error.code or 500) < 500 else refused.InternalServerError
        kind = next((kind for kind in type(error).__mro__ if kind in ERROR_TEXTS), other)
        return replace(texts[pages.language_of(query), kind], theme=switches.theme_of(query))

    def body_of(status: int, told: Sequence[str], query: str) -> str:
        return server.to_html(pages.refused(dataset, query, status=status, told=told))

    server.add_error_pages(app.server, text_of, body_of)
    server.refuse_long_queries(app.server)
    server.refuse_other_files(app.server)
    server.refuse_unknown_pages(
        app.server, is_page=partial(pages.exists, dataset), problem_of=partial(refusing.problem_of, dataset)
    )
    server.refuse_malformed_callbacks(app.server, app.callback_map)
    version, date = data_version(dataset), data_date(dataset)
    server.add_health(app.server, dataset.content_hash, data_version=version, data_date=date)
    server.add_files(app.server, ASSETS)
    _add_downloads(app, dataset, public_url)
    server.let_be_framed(app.server)
    server.add_headers(app.server, app.csp_hashes(), https=urlsplit(public_url).scheme == "https")
    # Dash finishes its set-up inside the first request, and a second one beside it would find it half done.
    app.server.test_client().get("/healthz")


def main(arguments: Sequence[str]) -> int:
    """Serve the dashboard until it is stopped, or publish it. Returns the exit status: 0, 1 (data, port or place), 2
    (settings)."""
    for stream in (sys.stdout, sys.stderr):
        # What is told may hold letters that the console does not know.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if arguments and arguments[0] != PUBLISH:
        print(
            f"app.py serves without arguments, and takes '{PUBLISH} OUT'; found {' '.join(arguments)!r}; settings are "
            "environment variables: HOST, PORT, DATA_DIR, WORKERS, PUBLIC_URL, CONTACT, PACK",
            file=sys.stderr,
        )
        return 2
    try:
        settings = server.settings_from_environment(os.environ)
        if arguments:
            return _publish(arguments[1:], settings)
        dataset = load_dataset(settings.data_dir)
        app = create_app(dataset, public_url=settings.public_url, contact=settings.contact, pack=settings.pack)
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
    except (InvalidData, server.ServingError, publishing.PublishError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _publish(arguments: Sequence[str], settings: server.Settings) -> int:
    """Write the copy for use without a network; SystemExit (2) with the usage where the arguments are not understood."""
    publishing.publish_command(
        arguments,
        load=partial(load_dataset, settings.data_dir),
        assets=ASSETS,
        published=Published(settings.public_url, settings.contact),
    )
    return 0


def _announce(settings: server.Settings, dataset: Dataset) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    observations = dataset.observations
    figures, sources = len(observations), observations["source_id"].nunique()
    print(f"Serving http://{host}:{settings.port} ({figures:,} figures from {sources:,} sources)", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
