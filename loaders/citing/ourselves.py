"""References to the dashboard and to its pages."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from loaders.citing.reference import DATASET, WEB_PAGE, Reference, date_of
from loaders.dataset import Dataset
from loaders.publication import LICENCE, data_date, data_version
from loaders.texts import LANGUAGES, text

#: The beginning of our keys in lists of literature, and of the names of files.
PRODUCT_KEY = "children-protection-kazakhstan"
_DIGITS = 8
_LANG = "lang"


def in_language(address: str, lang: str) -> str:
    """An address (a path, and a query) at which a page speaks a language; one that it names already is left."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if lang == LANGUAGES[0] or any(name == _LANG for name, _ in query):
        return address
    return urlunsplit(parts._replace(query=urlencode([*query, (_LANG, lang)])))


def dashboard_reference(dataset: Dataset, lang: str = "en", *, site: str = "") -> Reference:
    """The dashboard as a whole, with the version and the date of its data; no date of reading, since files know none.

    ``site`` is its address without a slash at the end, or empty where it is not known: then the address is a path.
    """
    name = text(dataset, "product.name", lang=lang)
    return Reference(
        key=PRODUCT_KEY,
        kind=DATASET,
        title=name,
        language=lang,
        authors=(contributors(dataset, lang),),
        published=date_of(data_date(dataset), "day"),
        version=data_version(dataset),
        url=f"{site}{in_language('/', lang)}",
        notes=(text(dataset, "citation.licence", lang=lang, licence=LICENCE),),
    )


def view_reference(dataset: Dataset, address: str, title: str, *, lang: str = "en", site: str = "") -> Reference:
    """A page of the dashboard at an address (a path, and a query), by the title of its document.

    The title may end with the name of the product, as titles of documents do. The first page bears no other name, and
    is cited as a part of nothing.
    """
    whole = dashboard_reference(dataset, lang, site=site)
    own = " ".join(title.split()).removesuffix(f" – {whole.title}")
    digest = sha256(address.encode()).hexdigest()[:_DIGITS]
    return Reference(
        key=f"{PRODUCT_KEY}-{digest}",
        kind=WEB_PAGE,
        title=own,
        language=lang,
        authors=whole.authors,
        container=whole.title if own != whole.title else "",
        published=whole.published,
        version=whole.version,
        url=f"{site}{in_language(address, lang)}",
        notes=whole.notes,
    )


def compiled_in(dataset: Dataset, address: str, lang: str = "en", *, site: str = "") -> Reference:
    """The page on which something of somebody else stands: the product, its version, and the address."""
    whole = dashboard_reference(dataset, lang, site=site)
    return Reference(
        key=PRODUCT_KEY,
        kind=WEB_PAGE,
        title=whole.title,
        language=lang,
        published=whole.published,
        version=whole.version,
        url=f"{site}{in_language(address, lang)}",
    )


def contributors(dataset: Dataset, lang: str = "en") -> str:
    """Those who made the compilation, as one author."""
    return text(dataset, "citation.contributors", lang=lang, product=text(dataset, "product.name", lang=lang))
