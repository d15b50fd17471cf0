"""Routes, headers and the process that serves; knows no figures of its own."""

from server.callbacks import refuse_malformed_callbacks
from server.condense import condensed
from server.downloads import add_downloads
from server.error_pages import ErrorText, add_error_pages
from server.files import add_files, refuse_other_files
from server.framing import FRAMED_HEADERS, FRAMED_PREFIX, framed_page, let_be_framed
from server.health import VERSION, add_health
from server.index_page import IndexPage, PrerenderedDash
from server.offline import OFFLINE_ASSETS, add_pack, pack_size
from server.page_cache import MOST_PAGES, Page, PageOf, RenderedOf, remembered, rendered
from server.policy import OPEN_TO_ALL, add_headers
from server.prerender import to_html
from server.routing import LONGEST_QUERY, NoSuchFile, UnknownChoice, refuse_long_queries, refuse_unknown_pages
from server.serving import ServingError, serve
from server.settings import DEFAULT_PACK, SettingError, Settings, settings_from_environment

__all__ = [
    "DEFAULT_PACK",
    "FRAMED_HEADERS",
    "FRAMED_PREFIX",
    "LONGEST_QUERY",
    "MOST_PAGES",
    "OFFLINE_ASSETS",
    "OPEN_TO_ALL",
    "VERSION",
    "ErrorText",
    "IndexPage",
    "NoSuchFile",
    "Page",
    "PageOf",
    "PrerenderedDash",
    "RenderedOf",
    "ServingError",
    "SettingError",
    "Settings",
    "UnknownChoice",
    "add_downloads",
    "add_error_pages",
    "add_files",
    "add_headers",
    "add_health",
    "add_pack",
    "condensed",
    "framed_page",
    "let_be_framed",
    "pack_size",
    "refuse_long_queries",
    "refuse_malformed_callbacks",
    "refuse_other_files",
    "refuse_unknown_pages",
    "remembered",
    "rendered",
    "serve",
    "settings_from_environment",
    "to_html",
]
