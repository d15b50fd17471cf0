"""The dashboard as a folder of static pages: whole, closed in itself, and with the same figures as the dashboard."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from dash import dcc, html

import app
from components import ids, pages
from components.state import address, view_of
from loaders import DEFAULT_FOLDER, Dataset
from loaders.related import figure_row
from loaders.texts import LANGUAGES, text
from server.prerender import to_html
from server.publishing import PublishError, contents_of, publish
from server.publishing.plan import FIGURES, Sheet, plain_address, sheets, spot_of, spots
from server.publishing.rendering import content_of, in_language, page_of
from server.publishing.rewriting import Said, rewritten
from server.publishing.writing import KIND, MANIFEST
from server.publishing.zipping import FOLDER, manifest_in, pack_of, zip_pack
from sources_of_code import ROOT
from static_pages import StaticPage, dead_links

ASSETS = ROOT / "assets"


def published(dataset: Dataset, folder: Path, **chosen: object) -> Path:
    """A pack of some pages in a folder."""
    publish(dataset, folder, assets=ASSETS, contents=contents_of(dataset, ASSETS, **chosen))  # type: ignore[arg-type]
    return folder


@pytest.fixture(scope="module")
def pack(spoken: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented data, published whole."""
    return published(spoken, tmp_path_factory.mktemp("pack") / "out")


@pytest.fixture(scope="module")
def read(pack: Path) -> dict[str, StaticPage]:
    """Every page of the pack, by its file."""
    return {
        path.relative_to(pack).as_posix(): StaticPage(path.read_text(encoding="utf-8")) for path in pack.rglob("*.html")
    }


# whole and closed in itself


def test_every_link_leads_to_a_file_and_an_anchor_of_the_pack(pack: Path) -> None:
    # the invented recommendations cite two sources that the invented data do not have
    unknown = ("#source-ecpat2013", "#source-crc2015")
    assert [link for link in dead_links(pack) if not link.endswith(unknown)] == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<p id="x"><a href="b.html">b</a><a href="#y">y</a><a href="/c">c</a></p><p id="x"></p>'
    )
    assert dead_links(tmp_path) == ["a.html: two #x", "a.html: b.html", "a.html: #y", "a.html: /c"]


def test_every_page_stands_in_every_language(spoken: Dataset, read: dict[str, StaticPage]) -> None:
    expected = {f"{lang}/{sheet.file}" for lang in LANGUAGES for sheet in sheets(spoken)}
    assert set(read) == expected | {"index.html"}
    names = [sheet.file.lower() for sheet in sheets(spoken)]
    assert len(set(names)) == len(names)  # some file systems do not tell capitals apart


def test_nothing_on_a_page_needs_a_server(pack: Path, read: dict[str, StaticPage]) -> None:
    for name, page in read.items():
        assert not {"form", "input", "select", "iframe"} & set(page.tags), name
        written = (pack / name).read_text(encoding="utf-8")
        for needs in ('type="module"', "data-address", "data-picture", "data-follow", "mailto:", "/api/v1/citation"):
            assert needs not in written, (name, needs)


def test_every_figure_can_be_found_again(spoken: Dataset, read: dict[str, StaticPage]) -> None:
    for lang in LANGUAGES:
        for obs_id in spoken.observations["obs_id"]:
            indicator = figure_row(spoken, obs_id)["indicator_id"]
            assert obs_id in read[f"{lang}/{FIGURES}/{indicator}.html"].anchors


def test_a_page_says_what_the_copy_cannot_do_and_shows_no_control_for_it(spoken: Dataset, pack: Path) -> None:
    for lang in LANGUAGES:
        written = (pack / lang / "adoptions.html").read_text(encoding="utf-8")
        for key in ("pack.choices", "pack.note", "pack.files"):
            assert text(spoken, key, lang=lang) in written
        assert 'class="themes' not in written


def test_each_language_leads_to_the_same_page_of_the_others(pack: Path) -> None:
    page = StaticPage((pack / "ru" / "data.html").read_text(encoding="utf-8"))
    assert {"../kk/data.html", "../en/data.html"} <= set(page.links)


# the same figures as on the dashboard


def told(dataset: Dataset, href: str, lang: str) -> list[tuple[str, str]]:
    """What the dashboard tells on a page, without what every chart of a topic repeats."""
    path, _, query = in_language(href, lang).partition("?")
    return StaticPage(to_html(pages.page(dataset, path, query, is_whole=False))).told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_indicator_is_told_as_on_the_dashboard(real: Dataset, lang: str) -> None:
    """Each in its own division; the tree is made once, read, rewritten, and read again."""
    contents = contents_of(real, ASSETS)
    compared = set()
    for sheet in contents.sheets:
        href = sheet.addresses[0]
        if pages.place_of(real, href.partition("?")[0]).kind != "topic":  # type: ignore[union-attr]
            continue
        if "--" in sheet.file or sheet.file.endswith("-present.html"):
            continue
        tree = page_of(real, contents, sheet, lang)
        # the line for a frame on another site is left out
        before = [one for one in StaticPage(to_html(tree)).told if not one[1].startswith("<iframe")]
        after = StaticPage(to_html(rewritten(tree, lambda _href: "x.html", Said()))).told
        assert before == after, sheet.file
        assert len(before) > 3, sheet.file
        path, _, query = href.partition("?")
        compared.add(view_of(real, path, pages.args_of(query)).selection.indicator_id)
    assert compared == set(real.observations["indicator_id"])


def test_a_number_that_is_lost_would_be_seen() -> None:
    tree = html.Table(html.Tbody(html.Tr([html.Td("1,023"), html.Td("7", className="themes")])))
    before = StaticPage(to_html(tree)).told
    assert StaticPage(to_html(rewritten(tree, lambda _href: None, Said()))).told != before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_is_not_whole_tells_what_the_whole_one_tells(real: Dataset, lang: str) -> None:
    for path in ("/adoptions", "/trafficking"):
        whole = StaticPage(to_html(pages.page(real, path, f"lang={lang}"))).told
        part = told(real, path, lang)
        assert [one for one in part if one not in whole] == []
        assert len(part) > 20


KINDS = ("index.html", "compare.html", "follow-up.html", "data.html", "quality.html", "compare/sums.html")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", KINDS)
def test_every_other_kind_of_page_is_told_as_on_the_dashboard(real: Dataset, file: str, lang: str) -> None:
    contents = contents_of(real, ASSETS)
    sheet = next(one for one in contents.sheets if one.file == file)
    page = content_of(real, contents, sheet, lang)
    ours, theirs = StaticPage(to_html(page)).told, told(real, sheet.addresses[0], lang)
    if file == "data.html":  # the table of files names those that are in the pack
        ours, theirs = ([one for one in told_ if one[0] != "td"] for told_ in (ours, theirs))
    assert ours == theirs


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_figure_is_told_as_on_its_own_page(real: Dataset, lang: str) -> None:
    contents = contents_of(real, ASSETS)
    sheet = next(one for one in contents.sheets if one.file == "figures/adoptions_intercountry.html")
    page = content_of(real, contents, sheet, lang)
    ours = [one for one in StaticPage(to_html(page)).told if one[0] == "to-copy"]
    # the citation of a single figure is left out; the sentence to quote stands first
    theirs = [next(one for one in told(real, href, lang) if one[0] == "to-copy") for href in sheet.addresses]
    assert ours == theirs


# where an address leads


def test_an_address_leads_to_its_page_in_its_language_whatever_its_spelling(real: Dataset) -> None:
    places = spots(real, sheets(real))
    expected = {
        "/": "en/index.html",
        "/?lang=kk&theme=dark": "kk/index.html",
        "/adoptions?lang=ru": "ru/adoptions.html",
        "/adoptions?breakdown=sex&indicator_id=adoptions_intercountry": "en/adoptions--sex",
        "/observation/opsc2004-p56-6?lang=ru": "ru/figures/adoptions_intercountry.html#opsc2004-p56-6",
        "/data?lang=kk#source-opsc2004": "kk/data.html#source-opsc2004",
        "/follow-up?topic=adoptions": "en/follow-up/adoptions.html",
        "/evidence/adoptions_intercountry?period=2005": "en/evidence/adoptions_intercountry.html",
        "/compare?show=sums&topic=": None,
        "/search?q=3,676": None,
        "/adoptions?source_type=ngo": None,
        "/typo": None,
    }
    for href, where in expected.items():
        found = spot_of(real, places, href)
        if href.startswith("/adoptions?breakdown"):
            assert found is None or found.startswith("en/adoptions")
        elif href != "/compare?show=sums&topic=":
            assert found == where, href


def test_a_chart_in_other_years_leads_to_all_years_of_its_indicator(real: Dataset) -> None:
    found = spot_of(real, spots(real, sheets(real)), "/adoptions?year_from=1998&year_to=2023&lang=ru")
    assert found == "ru/compare/indicator/adoptions_intercountry.html"


def test_every_division_of_every_indicator_has_a_page(real: Dataset) -> None:
    charts = [sheet for sheet in sheets(real) if re.match(r"/[a-z]+(\?|$)", sheet.addresses[0])]
    shown = set()
    for sheet in charts:
        path, _, query = sheet.addresses[0].partition("?")
        if pages.exists(real, path) and pages.place_of(real, path).kind == "topic":  # type: ignore[union-attr]
            chosen = view_of(real, path, pages.args_of(query)).selection
            shown.add((chosen.indicator_id, chosen.breakdown))
    divided = real.observations[["indicator_id", "division"]].drop_duplicates().itertuples(index=False)
    assert shown == {(row.indicator_id, part) for row in divided for part in row.division.split("|")}


def test_the_map_of_addresses_knows_the_years_of_a_page(real: Dataset) -> None:
    view = view_of(real, "/adoptions", {})
    assert plain_address(real, address(real, view) + "?lang=ru&theme=dark") == "/adoptions"


# what the rewriting does


def rewrite(tree: object, **found: str) -> str:
    places = {f"/{name}": target for name, target in found.items()}
    return to_html(rewritten(html.Div(tree), places.get, Said()))  # type: ignore[arg-type]


def test_a_link_that_the_pack_does_not_hold_becomes_its_words() -> None:
    links = [
        html.A("in", href="/a"),
        html.A("out", href="/b"),
        html.A("web", href="https://a.org"),
        html.A("x", href="#x"),
    ]
    assert rewrite(links, a="a.html") == (
        '<div><a href="a.html">in</a><span>out</span><a href="https://a.org">web</a><a href="#x">x</a></div>'
    )


def test_a_list_of_files_keeps_those_that_are_there() -> None:
    files = html.Div(
        [html.P("10 rows"), html.Ul([html.Li(html.A(n, href=f"/{n}", download="")) for n in "ab"])], className="files"
    )
    assert rewrite(files, a="a.csv").count("<li>") == 1


def test_a_list_of_files_of_which_none_is_there_is_gone() -> None:
    files = html.Div([html.P("10 rows"), html.Ul(html.Li(html.A("b", href="/b", download="")))], className="files")
    assert rewrite(files) == "<div></div>"


def test_the_links_of_a_drawing_are_rewritten_and_those_without_a_page_taken_out() -> None:
    drawn = html.Div(**{"data-drawn": '<svg><a class="point" href="/a?x=1&amp;lang=ru">1</a><a href="/b">2</a></svg>'})
    places = {"/a?x=1&lang=ru": "a.html"}
    written = to_html(rewritten(html.Div(drawn), places.get, Said()))
    assert '<a class="point" href="a.html">1</a><a>2</a>' in written


def test_a_live_chart_leaves_its_data_and_a_place_for_it() -> None:
    figure = {"data": [{"type": "bar", "y": [1]}], "layout": {"title": {"text": "</script>"}}}
    graph = dcc.Graph(id=ids.CHART, figure=figure, config={"responsive": True}, style={"height": "10px"})
    made = rewritten(html.Div(graph), lambda _href: None, Said())
    place = re.fullmatch(
        rf'<div><div class="live-chart" id="{ids.CHART}" style="height:10px"><script type="application/json">(.*)</script></div></div>',
        to_html(made),
    )
    assert place
    assert json.loads(place[1]) == figure | {"config": {"responsive": True}}


def test_no_chart_can_end_the_block_that_holds_it(pack: Path) -> None:
    blocks = 0
    for path in pack.rglob("*.html"):
        for block in re.findall(
            r'<script type="application/json"[^>]*>(.*?)</script>', path.read_text(encoding="utf-8")
        ):
            assert "<" not in block
            assert {"config", "data", "layout"} == set(json.loads(block))
            blocks += 1
    assert blocks


# the folder


def few(sheet: Sheet) -> bool:
    return sheet.file in ("index.html", "quality.html")


def tree_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_manifest_says_which_data_and_code_and_names_every_file(spoken: Dataset, pack: Path) -> None:
    told_ = json.loads((pack / MANIFEST).read_text(encoding="utf-8"))
    assert told_["kind"] == KIND
    assert told_["data"] == spoken.content_hash
    assert told_["pages"] == len(list(pack.rglob("*.html"))) - 1
    assert set(told_["files"]) | {MANIFEST} == set(tree_of(pack))


def test_the_same_data_give_the_same_bytes_as_a_folder_and_as_a_zip(spoken: Dataset, tmp_path: Path) -> None:
    one, other = (published(spoken, tmp_path / name, only=few, with_files=False) for name in ("one", "other"))
    assert tree_of(one) == tree_of(other)
    zip_pack(one, tmp_path / "one.zip")
    zip_pack(other, tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert set(packed.namelist()) == {f"{FOLDER}/{name}" for name in tree_of(one)}


def test_an_earlier_pack_is_replaced_and_nothing_else_ever(spoken: Dataset, tmp_path: Path) -> None:
    out = published(spoken, tmp_path / "out", only=few, with_files=False)
    published(spoken, out, with_files=False, only=lambda sheet: sheet.file == "index.html")
    assert not (out / "en" / "quality.html").exists()
    (out / "mine.txt").write_text("mine")
    with pytest.raises(PublishError, match=r"mine\.txt"):
        published(spoken, out, with_files=False, only=few)
    assert (out / "mine.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["file", "folder"])
def test_a_place_of_others_is_refused(spoken: Dataset, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file", tmp_path / "folder" / "thesis.doc"):
        path.write_text("mine")
    with pytest.raises(PublishError):
        published(spoken, tmp_path / name, only=few, with_files=False)
    assert (tmp_path / "folder" / "thesis.doc").read_text() == "mine"


def test_a_pack_that_fails_half_way_leaves_nothing(
    spoken: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise OSError("no space left")

    monkeypatch.setattr("server.publishing.writing.first_file", fail)
    with pytest.raises(OSError, match="no space"):
        published(spoken, tmp_path / "out", only=few, with_files=False)
    assert list(tmp_path.iterdir()) == []


# the command


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "app.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "said"), [(("publish",), "usage: app.py publish"), (("publsh",), "publish OUT")])
def test_a_command_that_is_not_understood_says_how_it_is_written(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_publishing_over_files_of_others_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    done = run("publish", str(tmp_path))
    assert done.returncode == 1
    assert "thesis.doc" in done.stderr
    assert "Traceback" not in done.stderr


# the file that the dashboard offers


@pytest.fixture
def packed(spoken: Dataset, tmp_path: Path) -> Path:
    """A small pack as a file."""
    target = tmp_path / "offline.zip"
    zip_pack(published(spoken, tmp_path / "out", only=few, with_files=False), target)
    return target


def test_the_dashboard_offers_the_pack_of_its_own_data(spoken: Dataset, packed: Path) -> None:
    client = app.create_app(spoken, pack=packed).server.test_client()
    with client.get("/offline.zip") as answer:
        assert answer.status_code == 200
        assert answer.data == packed.read_bytes()
        assert answer.headers["Content-Length"] == str(packed.stat().st_size)
        assert "attachment" in answer.headers["Content-Disposition"]
        tag = answer.headers["ETag"]
    with client.get("/offline.zip", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304
    with client.head("/offline.zip") as head:
        assert head.headers["Content-Length"] == str(packed.stat().st_size)
    assert 'href="/offline.zip"' in client.get("/data").text


def test_a_pack_of_other_data_and_no_pack_are_not_offered(spoken: Dataset, example: Dataset, packed: Path) -> None:
    assert example.content_hash != spoken.content_hash
    assert pack_of(packed, example.content_hash) is None
    for path in (packed.parent / "nothing.zip", ROOT / "README.md"):
        client = app.create_app(spoken, pack=path).server.test_client()
        assert client.get("/offline.zip").status_code == 404
        data = client.get("/data").text
        assert 'href="/offline.zip"' not in data
        assert "make pack" in data


def test_a_pack_that_is_put_there_later_is_found(spoken: Dataset, packed: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.zip"
    client = app.create_app(spoken, pack=later).server.test_client()
    assert client.get("/offline.zip").status_code == 404
    later.write_bytes(packed.read_bytes())
    with client.get("/offline.zip") as answer:
        assert answer.status_code == 200


def test_a_zip_that_is_no_pack_is_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(f"{FOLDER}/{MANIFEST}", "[]")
    assert manifest_in(tmp_path / "a.zip") is None


# everything


@pytest.mark.pages
def test_the_real_data_are_published_whole_within_their_size(tmp_path: Path) -> None:
    done = run("publish", str(tmp_path / "out"), "--zip", str(tmp_path / "out.zip"))
    assert done.returncode == 0, done.stderr
    assert dead_links(tmp_path / "out") == []
    assert sum(map(len, tree_of(tmp_path / "out").values())) <= 120e6
    assert (tmp_path / "out.zip").stat().st_size <= 25e6
    assert DEFAULT_FOLDER.is_dir()
