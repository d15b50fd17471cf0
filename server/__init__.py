"""Routes, headers and the process that serves; knows no figures of its own."""

from server.callbacks import refuse_malformed_callbacks
from server.error_pages import ErrorText, add_error_pages
from server.files import add_files
from server.health import VERSION, add_health
from server.index_page import IndexPage, PrerenderedDash
from server.policy import add_headers
from server.prerender import to_html
from server.routing import refuse_unknown_pages
from server.serving import ServingError, serve
from server.settings import SettingError, Settings, settings_from_environment

__all__ = [
    "VERSION",
    "ErrorText",
    "IndexPage",
    "PrerenderedDash",
    "ServingError",
    "SettingError",
    "Settings",
    "add_error_pages",
    "add_files",
    "add_headers",
    "add_health",
    "refuse_malformed_callbacks",
    "refuse_unknown_pages",
    "serve",
    "settings_from_environment",
    "to_html",
]
