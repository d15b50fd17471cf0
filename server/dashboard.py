"""The whole dashboard: pages, files, the interface for programs and refusals, on one Flask application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import dash
from dash import Input, Output
from dash.development.base_component import Component
from werkzeug import exceptions as refused

from components import ids, pages, places, refusing, shown_by, switches
from components.address import PACK, Published
from components.awake import make_indexes
from components.embed_page import embed_file
from components.picture_file import picture_file
from components.picture_links import ADDRESS as PICTURE
from loaders import Dataset
from loaders.citing.asking import CITATION, citation_file
from loaders.exports.api import api_file
from loaders.exports.taken import API
from loaders.exports.whole_files import whole_file, whole_files
from loaders.notation import whole
from loaders.publication import data_date, data_version
from loaders.texts import LANGUAGES, text
from server import downloads
from server.bundles import ONLY_OFFLINE, Bundle, bundled
from server.caching import add_caching
from server.callbacks import refuse_malformed_callbacks
from server.edition import HOME, code_edition
from server.error_pages import ErrorText, add_error_pages
from server.files import add_files, refuse_other_files
from server.framing import FRAMED_HEADERS, FRAMED_PREFIX, framed_page, let_be_framed
from server.headers import is_https
from server.health import add_health
from server.index_page import IndexPage, PrerenderedDash
from server.limiting import (
    LIMITS,
    PathTooLong,
    TooDeep,
    TooManyOfOne,
    TooManyValues,
    check_query,
    refuse_beyond_limits,
)
from server.log import number_of_request
from server.offline import add_pack, pack_size
from server.page_cache import remembered
from server.policy import add_headers
from server.prerender import to_html
from server.routing import NoSuchFile, UnknownChoice, refuse_unknown_pages
from server.settings import DEFAULT_PACK

ASSETS = HOME / "assets"
#: Names in data/texts/interface.csv: for each refused request a title and a sentence.
ERROR_TEXTS: dict[type[refused.HTTPException], tuple[str, str]] = {
    refused.BadRequest: ("error.malformed.title", "error.malformed.sentence"),
    UnknownChoice: ("error.bad_request.title", "error.bad_request.sentence"),
    NoSuchFile: ("error.no_file.title", "error.no_file.sentence"),
    refused.NotFound: ("error.not_found.title", "error.not_found.sentence"),
    refused.MethodNotAllowed: ("error.method.title", "error.method.sentence"),
    refused.LengthRequired: ("error.malformed.title", "error.no_length.sentence"),
    refused.RequestEntityTooLarge: ("error.too_large.title", "error.too_large.sentence"),
    refused.RequestURITooLarge: ("error.too_long.title", "error.too_long.sentence"),
    PathTooLong: ("error.too_long.title", "error.path_too_long.sentence"),
    TooManyValues: ("error.too_many.title", "error.too_many.sentence"),
    TooManyOfOne: ("error.too_many.title", "error.too_many_of_one.sentence"),
    TooDeep: ("error.malformed.title", "error.too_deep.sentence"),
    refused.InternalServerError: ("error.failed.title", "error.failed.sentence"),
}
HOME_TEXT = "error.home"


def show_page(dataset: Dataset, *, pathname: object, search: object, published: Published = pages.NOWHERE) -> Component:
    """The content of the page at a location, as the browser names it (``search`` with its ``?``).

    Raises an HTTP error for a location that no page of ours leads to.
    """
    if not isinstance(pathname, str) or not isinstance(search, str) or not pages.exists(dataset, pathname):
        raise refused.BadRequest
    query = search.removeprefix("?")
    # JSON may hold halves of letters, which no text in UTF-8 does.
    check_query(query.encode("utf-8", "surrogatepass"))
    problem = refusing.problem_of(dataset, pathname, places.args_of(query))
    if problem is not None:
        raise UnknownChoice(problem)
    return pages.page(dataset, pathname, query, published=published)


def error_texts(dataset: Dataset) -> dict[tuple[str, type[refused.HTTPException]], ErrorText]:
    """The words for refused requests, by language and kind. MissingText when the catalogue lacks one."""

    def told(kind: type[refused.HTTPException], title: str, sentence: str, lang: str) -> ErrorText:
        most = whole(LIMITS.get(kind, 0), lang)
        words = text(dataset, sentence, lang=lang, most=most)
        return ErrorText(lang, text(dataset, title, lang=lang), words, text(dataset, HOME_TEXT, lang=lang))

    return {(lang, kind): told(kind, *keys, lang) for lang in LANGUAGES for kind, keys in ERROR_TEXTS.items()}


def create_app(dataset: Dataset, *, public_url: str = "", contact: str = "", pack: Path = DEFAULT_PACK) -> dash.Dash:
    """The application, ready to serve: ``create_app(dataset).server`` is a WSGI application.

    ``public_url``, ``contact`` and ``pack`` are those of ``Settings``.
    """
    make_indexes(dataset)
    published = Published(public_url, contact, pack_size(pack, dataset.content_hash))
    html_of = remembered(partial(pages.page, dataset, published=published))
    bundle = bundled(ASSETS)
    app = PrerenderedDash(
        "dashboard",
        index_page=IndexPage(
            lang=pages.language_of,
            title=partial(pages.title, dataset),
            description=partial(pages.description, dataset),
            alternates=switches.alternates,
            root=partial(pages.root_attributes, dataset, site=public_url),
            content=html_of,
            bundle=bundle,
            public_url=public_url,
            structured=partial(pages.structured, dataset, site=public_url),
        ),
        assets_folder=str(ASSETS),
        assets_ignore=ONLY_OFFLINE,
        serve_locally=True,
        external_scripts=[],
        external_stylesheets=[],
        update_title=None,
        add_log_handler=False,
    )
    app.layout = pages.shell()

    @app.callback(Output(ids.PAGE, "children"), Input(ids.LOCATION, "pathname"), Input(ids.LOCATION, "search"))
    def show(pathname: object, search: object) -> Component:
        return show_page(dataset, pathname=pathname, search=search, published=published)

    add_pack(app.server, PACK, pack, content_hash=dataset.content_hash)
    _add_routes(app, dataset, bundle=bundle, public_url=public_url)
    return app


def _add_downloads(app: dash.Dash, dataset: Dataset, site: str) -> None:
    """Every file that is made for a request; ``site`` is the published address, or nothing."""
    view_of = partial(shown_by.page_of, dataset)
    edition = sha256(" ".join((code_edition(), dataset.content_hash, site)).encode()).hexdigest()
    add_downloads = partial(downloads.add_downloads, edition=edition)
    add_downloads(app.server, f"{API}/<name>", partial(api_file, dataset, site=site, view_of=view_of))
    for path in whole_files():
        add_downloads(app.server, path, partial(whole_file, dataset, path, site=site))
    add_downloads(app.server, f"{PICTURE}/<path:name>", partial(picture_file, dataset, site=site))
    framed = partial(embed_file, dataset, write=framed_page, site=site)
    add_downloads(app.server, f"{FRAMED_PREFIX}<name>", framed, headers=FRAMED_HEADERS, missing=refused.NotFound)
    title_of = partial(pages.title_asked, dataset)
    add_downloads(app.server, f"{CITATION}<name>", partial(citation_file, dataset, title_of=title_of, site=site))


def _add_routes(app: dash.Dash, dataset: Dataset, *, bundle: Bundle, public_url: str) -> None:
    texts = error_texts(dataset)

    def text_of(error: refused.HTTPException, query: str) -> ErrorText:
        # Rare refusals (415, 416 ...) have no words of their own.
        other = refused.BadRequest if (error.code or 500) < 500 else refused.InternalServerError
        kind = next((kind for kind in type(error).__mro__ if kind in ERROR_TEXTS), other)
        lang = pages.language_of(query)
        told = replace(texts[lang, kind], theme=switches.theme_of(query))
        number = number_of_request() if kind is refused.InternalServerError else ""
        quote = text(dataset, "error.number", lang=lang, number=number) if number else ""
        return replace(told, sentence=f"{told.sentence} {quote}") if quote else told

    def body_of(status: int, told: Sequence[str], query: str) -> str:
        return to_html(pages.refused(dataset, query, status=status, told=told))

    add_error_pages(app.server, text_of, body_of, style_sheet=bundle.style)
    refuse_beyond_limits(app.server)
    refuse_other_files(app.server)
    refuse_unknown_pages(
        app.server, is_page=partial(pages.exists, dataset), problem_of=partial(refusing.problem_of, dataset)
    )
    refuse_malformed_callbacks(app.server, app.callback_map)
    version, date = data_version(dataset), data_date(dataset)
    add_health(app.server, dataset.content_hash, data_version=version, data_date=date)
    add_files(app.server, ASSETS, bundle.files)
    _add_downloads(app, dataset, public_url)
    let_be_framed(app.server)
    # Dash writes no script into our pages, so that none needs a hash.
    add_headers(app.server, https=is_https(public_url))
    add_caching(app.server)
    # Dash finishes its set-up inside the first request, and a second one beside it would find it half done.
    app.server.test_client().get("/healthz")
