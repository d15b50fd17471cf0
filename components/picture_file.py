"""Pictures by their address: that of a page, with the size and the ink besides the page's own choices."""

from __future__ import annotations

from typing import cast

from components import ids
from components.asked_view import check_asked, one_of
from components.carry import with_query
from components.picture import INKS, SIZES, Ink, Size, picture
from components.picture_content import PictureContent
from components.picture_of_pages import compared_content, pair_content, sum_content, sum_of, timeline_content
from components.picture_of_topic import topic_content
from components.places import Args, Place, place_of
from components.state import compare_choice_of, view_of
from loaders.dataset import Dataset
from loaders.exports.download import BadQuery, Download
from loaders.texts import LANGUAGES, language_asked, text

_ENDING = ".svg"
_MEDIA_TYPE = "image/svg+xml"


def picture_file(dataset: Dataset, name: str, args: Args, *, site: str = "") -> Download | None:
    """The picture at ``/picture/<name>``: a page's path with the ending of an SVG, and its parameters.

    ``size`` and ``ink`` say how it looks (see ``components.picture.picture``). ``site`` is the published address, or
    nothing. None where there is no such page, or none with a chart; BadQuery for anything that the page would refuse.
    """
    if not name.endswith(_ENDING):
        return None
    size = cast(Size, one_of(dataset, args, ids.SIZE, allowed=SIZES))
    ink = cast(Ink, one_of(dataset, args, ids.INK, allowed=INKS))
    own = {key: values for key, values in args.items() if key not in (ids.SIZE, ids.INK)}
    content = _content(dataset, f"/{name.removesuffix(_ENDING)}", own)
    if content is None:
        return None
    lang = language_asked(own)
    drawn = picture(dataset, content, size=size, ink=ink, lang=lang, site=site)
    of = [content.name, size, *([ink] if ink != INKS[0] else []), *([lang] if lang != LANGUAGES[0] else [])]
    return Download(drawn.encode(), _MEDIA_TYPE, f"{'-'.join(of)}{_ENDING}")


def _content(dataset: Dataset, path: str, args: Args) -> PictureContent | None:
    """What the picture of a page holds, its address in the language asked for."""
    one = sum_of(dataset, path.removeprefix("/compare/")) if path.startswith("/compare/") else None
    place = Place("sum") if one else place_of(dataset, path)
    if place is None or place.kind not in ("topic", "pair", "compare", "follow-up", "sum"):
        return None
    check_asked(dataset, place, args)
    lang = language_asked(args)
    if one:
        content = sum_content(dataset, one, lang)
    elif place.kind == "topic":
        content = topic_content(dataset, view_of(dataset, path, args).changed(figure=""), lang)
    elif place.kind == "pair":
        content = pair_content(dataset, place.key, lang)
    elif place.kind == "follow-up":
        content = timeline_content(dataset, lang)
    else:
        content = compared_content(dataset, _indicator(dataset, args), lang)
    if lang == LANGUAGES[0]:
        return content
    return content.at(with_query(content.path, [(ids.LANG, lang)]))


def _indicator(dataset: Dataset, args: Args) -> str:
    """The indicator that is compared; without one the page has no chart. BadQuery where none is named."""
    chosen = compare_choice_of(args).indicator_id
    if not chosen:
        known = sorted(set(dataset.observations["indicator_id"]))
        message = text(dataset, "error.picture_indicator", lang=language_asked(args), name=ids.INDICATOR)
        raise BadQuery(message, parameter=ids.INDICATOR, allowed=known)
    return chosen
