"""Pages that other sites may show in a frame, which all others may not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape

from flask import Flask, Response, request

from components.embed_page import Framed
from components.palette import DARK, KIND_COLOURS, LIGHT
from server.prerender import to_html

#: Where such pages stand; what is refused there is shown in the frame too, since an empty frame says nothing.
FRAMED_PREFIX = "/embed/"
#: They need no script, and have none.
FRAMED_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
#: Small, since it comes with every answer; the colours are those of the palette.
_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{padding:.6rem .8rem .8rem;max-width:62rem}
h1{font:700 1.35rem/1.2 Georgia,"Times New Roman",serif;margin:.5rem 0 .2rem}
h2{font-size:.95rem;margin:.7rem 0 .2rem}
p,ul,ol{margin:.2rem 0}ul,ol{padding-left:1.2rem}
a{color:inherit}a:focus-visible,summary:focus-visible{outline:3px solid}
.source,.subtitle,.sentence,.muted,.note,footer,.sources,.care{font-size:.85rem}.sources .muted{font-size:1em}
.subtitle,.sentence,.muted,.note,footer{color:var(--muted)}.note{display:block}
.source{border-bottom:1px solid var(--rule);padding-bottom:.3rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.drawn{position:relative;font-size:13px;line-height:1.3}.drawn>svg{display:block}
.point:hover path,.point:hover line,.point:hover rect{stroke:var(--ink)}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19.5rem),1fr));gap:0 1rem}
.key{list-style:none;padding:0;font-size:.9rem}.key li{display:flex;gap:.4rem;align-items:baseline}
details{border-top:1px solid var(--rule);padding:.35rem 0;margin-top:.4rem}summary{font-weight:700;font-size:.9rem;cursor:pointer;min-height:1.5rem}
footer{border-top:1px solid var(--rule);margin-top:.5rem;padding-top:.3rem}
footer a{display:inline-block;min-height:1.5rem;color:var(--ink);font-size:.95rem}
@media(max-width:23em){.between{display:none}}
"""


def let_be_framed(server: Flask) -> None:
    """Give every answer under ``FRAMED_PREFIX``, refusals included, headers that let any site show it in a frame."""

    def with_headers(response: Response) -> Response:
        if request.path.startswith(FRAMED_PREFIX):
            response.headers.update(FRAMED_HEADERS)
        return response

    server.after_request(with_headers)


def framed_page(page: Framed) -> str:
    """The whole of a page that is made to be framed."""
    canonical = f'<link rel="canonical" href="{escape(page.canonical)}">' if page.canonical else ""
    theme = f' data-theme="{escape(page.theme)}"' if page.theme else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.lang)}"{theme}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(page.title)}</title>{canonical}<style>{_style()}</style></head>"
        f"<body>{to_html(page.content)}</body></html>"
    )


@cache
def _style() -> str:
    """The style of such a page, for the reader's device or the theme that the address asks for."""
    dark = f":root:not([data-theme=light]){{color-scheme:dark;{_variables(DARK)}}}"
    kinds = "".join(f".kind-{kind}{{color:var(--{kind})}}" for kind in KIND_COLOURS)
    return (
        f":root{{color-scheme:light;{_variables(LIGHT)}}}@media(prefers-color-scheme:dark){{{dark}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{_variables(DARK)}}}{kinds}{_RULES}"
    )


def _variables(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())
