"""The rules of the house: who may know whom, what stands once, how long things are, and what is never stored."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from components import ids, palette
from sources_of_code import ROOT, calls, modules, of, written

#: What each part must not know; the list goes from the inside out.
FORBIDDEN = {
    "loaders": {"dash", "plotly", "flask", "werkzeug", "components", "server", "app", "gunicorn", "waitress"},
    "components": {"flask", "werkzeug", "pandera", "openpyxl", "server", "app", "gunicorn", "waitress"},
    "server": {"app", "pandera", "openpyxl"},
}
#: Lists of declarations, which nobody reads from top to bottom.
DECLARATIONS = {"loaders/fields.py", "loaders/tables.py", "loaders/text_keys.py"}
LONGEST_FUNCTION, LONGEST_MODULE = 60, 250
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def imported(tree: ast.AST) -> set[str]:
    """The top-level names of everything that a module imports, wherever in it."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_part_knows_only_what_stands_before_it(package: str) -> None:
    found = {name: imported(tree) & FORBIDDEN[package] for name, tree in of(package).items()}
    assert {name: known for name, known in found.items() if known} == {}


def test_the_reader_of_the_data_loads_without_any_web_framework() -> None:
    code = "import sys, loaders; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not FORBIDDEN["loaders"] & set(done.stdout.split())


OPENS = """
import sys
opened = []
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and any(part in args[0] for part in ("/data/", "/assets/")):
        opened.append(args[0])
sys.path.insert(0, ROOT)
sys.addaudithook(watch)
import app, loaders.__main__
print(*[name for name in opened if name.startswith(ROOT) and "/.venv/" not in name])
"""


def test_nothing_is_read_when_the_code_is_imported() -> None:
    code = f"ROOT = {str(ROOT)!r}\n{OPENS}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


READERS = ("open", "read_text", "read_bytes", "read_csv", "load_dataset", "read_frames", "glob", "rglob", "iterdir")


def test_no_module_calls_a_reader_outside_of_its_functions() -> None:
    for name, tree in modules().items():
        for node in tree.body:
            if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.If)):
                assert not list(calls(node, *READERS)), name


def test_no_module_changes_a_global() -> None:
    assert [name for name, tree in modules().items() for node in ast.walk(tree) if isinstance(node, ast.Global)] == []


# what stands once


def test_every_id_and_every_key_of_an_address_is_declared_once() -> None:
    declared = [value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)]
    assert [value for value, times in Counter(declared).items() if times > 1] == []
    assert set(ids.TOPIC_KEYS) <= set(declared)


#: Properties that hold an id of this page.
HOLD_IDS = ("id", "htmlFor", "aria_labelledby", "aria_describedby", "aria_controls")


def test_no_component_writes_an_id_or_an_anchor_itself() -> None:
    faults = []
    for name, tree in of("components", "app.py").items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for word in call.keywords:
                texts = list(written(word.value))
                held = texts if word.arg in HOLD_IDS else []
                linked = [node for node in texts if word.arg == "href" and re.search(r"[#?].*\w", str(node.value))]
                faults += [(name, node.lineno, node.value) for node in [*held, *linked]]
    assert faults == []


def test_the_words_of_addresses_stand_in_one_file() -> None:
    """A column of the data may bear the same name, and is asked for in brackets; a key of an address is not."""
    faults = []
    for name, tree in of("components", "app.py").items():
        if name == "components/ids.py":
            continue
        for call in calls(tree, "get", "append"):
            faults += [
                (name, node.lineno)
                for node in call.args[:1]
                if isinstance(node, ast.Constant) and node.value in ids.TOPIC_KEYS
            ]
    assert faults == []


def test_the_script_uses_the_ids_and_keys_of_the_components() -> None:
    script = (ROOT / "assets" / "follow.js").read_text(encoding="utf-8")
    for name in (ids.PAGE, ids.LIVE):
        assert f'getElementById("{name}")' in script
    assert f'"#{ids.PANEL}"' in script
    assert f'"#{ids.REST}"' in script
    assert f'<div id="{ids.REST}"' in script
    for key in (ids.INDICATOR, ids.BREAKDOWN, ids.YEAR_FROM, ids.YEAR_TO):
        assert f'"{key}"' in script
    for name in ("charts.js", "copy.js"):
        assert f'LIVE = "{ids.LIVE}"' in (ROOT / "assets" / name).read_text(encoding="utf-8")


# colours


def style() -> str:
    return (ROOT / "assets" / "style.css").read_text(encoding="utf-8")


#: Where the style sheet holds the colours of a theme: the choice of the reader, and that of the device.
THEMES = {
    "light": (palette.LIGHT, [":root"]),
    "dark": (palette.DARK, [':root[data-theme="dark"]', ':root:not([data-theme="light"])']),
}


def variables(selector: str) -> dict[str, str]:
    """The colours that the rules of a selector give to variables."""
    rules = re.findall(rf"^\s*{re.escape(selector)} {{(.*?)}}", style(), re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", "".join(rules)))


@pytest.mark.parametrize("theme", THEMES)
def test_a_colour_is_the_same_in_charts_and_in_the_style_sheet(theme: str) -> None:
    colours, selectors = THEMES[theme]
    for selector in selectors:
        found = variables(selector)
        assert {name: found.get(name) for name in colours} == colours


def test_every_colour_of_the_style_sheet_has_a_value_in_both_themes() -> None:
    names = [set(variables(selector)) for _, selectors in THEMES.values() for selector in selectors]
    assert names[0] == names[1] == names[2]
    assert set(palette.LIGHT) == set(palette.DARK)


def test_the_rules_of_the_style_sheets_use_variables_and_no_colours() -> None:
    """Colours stand in the first rules of style.css; charts.css names those that plotly writes, to replace them."""
    rules = style()[style().index("* { box-sizing") :]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[ ;,)])|rgb\(", re.sub(r"content: \"[^\"]*\"", "", rules)) == []


def rgb(colour: str) -> str:
    """A colour as browsers write it into a style."""
    return "rgb(" + ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ")"


@pytest.mark.parametrize("name", [name for name in palette.LIGHT if name not in ("panel", "field")])
def test_every_colour_that_plotly_writes_becomes_that_of_the_theme(name: str) -> None:
    sheet = (ROOT / "assets" / "charts.css").read_text(encoding="utf-8")
    written, theme = rgb(palette.LIGHT[name]), f"var(--{name}) !important"
    for what in ("fill", "stroke"):
        selectors = f'.js-plotly-plot [style*="{what}: {written}"], .js-plotly-plot [{what}="{written}"]'
        assert f"{selectors} {{ {what}: {theme}; }}" in sheet
    if name == "paper":
        assert f'.js-plotly-plot [style*="background: {written}"] {{ background: {theme}; }}' in sheet


def test_no_two_names_share_a_colour_so_that_charts_can_be_drawn_in_variables() -> None:
    assert len(set(palette.LIGHT.values())) == len(palette.LIGHT)
    assert {palette.variable(colour) for colour in palette.LIGHT.values()} == {
        f"var(--{name})" for name in palette.LIGHT
    }
    with pytest.raises(ValueError, match="palette"):
        palette.variable("#123456")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["ink", "muted", *palette.KIND_COLOURS])
def test_words_and_marks_stand_out_from_the_page(name: str, theme: str) -> None:
    colours, _ = THEMES[theme]
    assert contrast(colours[name], colours["paper"]) >= 4.5
    assert contrast(colours[name], colours["panel"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["hatch", "line"])
def test_hatching_and_borders_can_be_seen(name: str, theme: str) -> None:
    colours, _ = THEMES[theme]
    assert contrast(colours[name], colours["paper"]) >= 3
    assert contrast(colours[name], colours["panel"]) >= 3


def grey(colour: str) -> str:
    """A colour as a black and white print shows it (luma of Rec. 601)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}" * 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", palette.KIND_COLOURS)
def test_marks_stand_out_without_any_colour(name: str, theme: str) -> None:
    colours, _ = THEMES[theme]
    assert contrast(grey(colours[name]), grey(colours["paper"])) >= 3
    assert contrast(grey(colours[name]), grey(colours["panel"])) >= 3


def test_kinds_of_source_are_told_apart_by_more_than_colour() -> None:
    shapes = {palette.symbol(kind, "own").split("-")[0] for kind in palette.KIND_COLOURS}
    assert len(shapes) == len(palette.KIND_COLOURS) == 4


def test_the_style_sheet_and_the_script_ask_nobody_else() -> None:
    for name in (
        "style.css",
        "charts.css",
        "compare.css",
        "take.css",
        "print.css",
        "brief.css",
        "print.js",
        "present.css",
        "present.js",
        "follow.js",
        "charts.js",
        "copy.js",
        "picture.js",
    ):
        content = (ROOT / "assets" / name).read_text(encoding="utf-8")
        assert not re.findall(r"https?://|@import|url\((?!['\"]?(?:data:|/assets/|[a-z.-]+\.))", content)


#: A rule on a whole page, or on what a chart stands in, that depends on what is inside of it. Browsers then style every
#: element anew whenever plotly draws a label: with three such rules a live chart took half a second longer.
LOOKS_INSIDE = re.compile(
    r"(?:^|[\s,{}>~+(])(?:body|html|:root|main|figure|#page|\.plot|\.topic|\.site)(?:[.:\[][^\s,{]*)?:(?:not\(:)?has\(",
    re.M,
)


def on_screen(sheet: str) -> str:
    """The rules of a style sheet without those for paper."""
    return re.sub(r"@media print \{.*?^\}", "", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S), flags=re.S | re.M)


def test_no_rule_on_a_whole_page_looks_for_what_is_inside_of_it() -> None:
    for path in (ROOT / "assets").glob("*.css"):
        assert not LOOKS_INSIDE.findall(on_screen(path.read_text(encoding="utf-8"))), path.name
    for rule in ("body:has(.a) b {", "body:not(:has(.a)) b {", "  figure:has(> .a) {", "a, :root:has(.a) {"):
        assert LOOKS_INSIDE.findall(rule), rule
    assert not LOOKS_INSIDE.findall(".pair:has(details) {")


# how long things are


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]


def test_a_function_fits_a_screen() -> None:
    lengths = {
        f"{name}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, tree in modules().items()
        for node in functions(tree)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= 20


def test_a_module_answers_one_question() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in modules()}
    assert {name for name, length in lengths.items() if length > LONGEST_MODULE} - DECLARATIONS == set()


def test_what_is_public_says_what_it_is() -> None:
    faults = []
    for name, tree in modules().items():
        public = [
            tree,
            *(node for node in tree.body if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and node.name[0] != "_"),
        ]
        public += [
            node
            for owner in tree.body
            if isinstance(owner, ast.ClassDef)
            for node in owner.body
            if isinstance(node, FUNCTIONS) and node.name[0] != "_"
        ]
        faults += [(name, getattr(node, "name", "")) for node in public if not ast.get_docstring(node)]
    assert faults == []


# what is never stored

PRIVATE = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.I),
    "a telephone number": re.compile(
        r"(?<![\w/.-])\+[1-9][0-9]{0,2}[ (.-]{1,2}[0-9]{2,4}[ ).-]{1,2}[0-9]{2,4}|(?i:\b(?:tel|phone|fax|тел)\b\.?:? ?\+?[0-9(])"
    ),
    "an individual identification number": re.compile(r"(?<![0-9.])[0-9]{12}(?![0-9.])"),
}
MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|home|root|Users)/|[\\]Users[\\]|file:/{2}")
DATA = sorted((ROOT / "data").rglob("*.csv"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(ROOT / "data").as_posix())
def test_no_address_or_number_of_a_person_stands_in_the_data(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    without_addresses = re.sub(r"https?://[^\s,\"]+", "", content)
    assert [rule.findall(without_addresses) for rule in PRIVATE.values()] == [[], [], []]
    assert not MACHINE.search(without_addresses)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("write to someone@example.org", "an e-mail address"),
        ("call +7 (727) 250-00-00", "a telephone number"),
        ("tel. 250-00-00", "a telephone number"),
        ("born as 900101300123,", "an individual identification number"),
    ],
)
def test_these_rules_find_what_they_are_for(words: str, what: str) -> None:
    assert PRIVATE[what].search(words)


def test_no_path_of_a_machine_stands_in_the_code() -> None:
    folders = ("assets", "docs", "tests", "loaders", "components", "server")
    paths = [*ROOT.glob("*.*"), *(path for folder in folders for path in (ROOT / folder).rglob("*"))]
    own = [path for path in paths if "node_modules" not in path.parts]
    texts = [path for path in own if path.suffix in (".py", ".md", ".css", ".txt", ".toml", ".cff")]
    assert [path.name for path in texts if MACHINE.search(path.read_text(encoding="utf-8"))] == []
