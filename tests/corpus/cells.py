"""Cells that could be guessed, and are not: numbers, days, ids, addresses, and texts with more in them than is seen."""

from __future__ import annotations

from corpus.broken import Broken, cell
from loaders.kinds import Kind

FIGURES, BODIES = "observations/cases.csv", "bodies.csv"
NOT_WRITTEN, NO_DAY, NOT_KEPT = (
    "the cell is not written as it must be",
    "there is no such day",
    "cannot be kept as it is written",
)
UNSEEN = "a character that cannot be seen"


def _figure(name: str, kind: Kind, column: str, text: str, words: str = NOT_WRITTEN) -> Broken:
    return Broken(name, kind, cell(FIGURES, "crimes_2004", column, text), words)


def _body(name: str, kind: Kind, column: str, text: str, words: str = NOT_WRITTEN) -> Broken:
    return Broken(name, kind, cell(BODIES, "league", column, text), words)


NUMBERS = [
    *(
        _figure(f"a number with {name}", kind, "obs_value", text)
        for name, kind, text in (
            ("an underscore", Kind.NUMBER, "1_130"),
            ("Arabic digits", Kind.NUMBER, "١١٣٠"),
            ("full-width digits", Kind.NUMBER, "１１３０"),
            ("digits of bold mathematics", Kind.NUMBER, "𝟏𝟏𝟑𝟎"),
            ("a raised digit", Kind.NUMBER, "113⁰"),
            ("the letter O for a zero", Kind.NUMBER, "113O"),
            ("the Roman numeral of one character", Kind.NUMBER, "Ⅿ"),
            ("an exponent", Kind.NUMBER, "1.13e3"),
            ("a plus before it", Kind.NUMBER, "+1130"),
            ("two minus signs", Kind.NUMBER, "--1130"),
            ("the minus sign of typography", Kind.NUMBER, "−1130"),
            ("brackets for a minus", Kind.NUMBER, "(1130)"),
            ("sixteen fingers", Kind.NUMBER, "0x46A"),
            ("a zero before it", Kind.NUMBER, "01130"),
            ("a comma between thousands", Kind.NUMBER, "1,130"),
            ("a decimal comma", Kind.NUMBER, "1130,0"),
            ("an apostrophe between thousands", Kind.NUMBER, "1'130"),
            ("a point and nothing behind it", Kind.NUMBER, "1130."),
            ("a point and nothing before it", Kind.NUMBER, ".5"),
            ("two points", Kind.NUMBER, "1.130.0"),
            ("a percent sign", Kind.NUMBER, "1130%"),
            ("a fraction", Kind.NUMBER, "1130½"),
            ("a question mark", Kind.NUMBER, "1130?"),
            ("its unit", Kind.NUMBER, "1130 crimes"),
            ("a limit before it", Kind.NUMBER, ">1130"),
            ("a space before it", Kind.SPACE, " 1130"),
            ("a space inside", Kind.NUMBER, "1 130"),
            ("a no-break space inside", Kind.UNSEEN, "1\u00a0130"),
            ("a thin space inside", Kind.UNSEEN, "1\u2009130"),
            ("a tab behind it", Kind.CONTROL, "1130\t"),
        )
    ),
    *(
        _figure(f"{name} for a number", Kind.NUMBER, "obs_value", text)
        for name, text in (
            ("NaN", "NaN"),
            ("Infinity", "Infinity"),
            ("a truth value", "TRUE"),
            ("a word for nothing", "null"),
            ("the error of a spreadsheet", "#DIV/0!"),
            ("a formula", "=565*2"),
            ("a dash", "–"),
            ("two numbers", "1130|1131"),
            ("a range", "1130-1140"),
        )
    ),
    _figure("a number of four hundred digits", Kind.NOT_EXACT, "obs_value", "9" * 400, NOT_KEPT),
    _figure("a number of more digits than are kept", Kind.NOT_EXACT, "obs_value", "1130.00000000000000001", NOT_KEPT),
    _figure("a zero less than nothing", Kind.NOT_EXACT, "obs_value", "-0", NOT_KEPT),
    Broken("an order of five thousand digits", Kind.NUMBER, cell("lesson_steps.csv", "step-1", "order", "1" * 5_000), NOT_WRITTEN),
    Broken("a step before the first", Kind.NUMBER, cell("lesson_steps.csv", "step-1", "order", "0"), NOT_WRITTEN),
    Broken("a year with Arabic digits", Kind.NUMBER, cell("lesson_steps.csv", "step-2", "year_from", "٢٠٠٤"), NOT_WRITTEN),
    Broken("a year of antiquity", Kind.NUMBER, cell("imports.csv", "example_rate", "year_from", "0044"), NOT_WRITTEN),
    Broken("a suppressed figure below infinity", Kind.NUMBER,
           cell("observations/convictions.csv", "convicted_2004_kgz", "threshold", "inf"), NOT_WRITTEN),
]  # fmt: skip
DAYS = [
    *(
        _figure(f"a day {name}", kind, "period_start", text, words)
        for name, kind, text, words in (
            ("that February never has", Kind.NO_SUCH_DAY, "2004-02-30", NO_DAY),
            ("that only leap years have", Kind.NO_SUCH_DAY, "2003-02-29", NO_DAY),
            ("in a thirteenth month", Kind.NO_SUCH_DAY, "2004-13-01", NO_DAY),
            ("in the month zero", Kind.NO_SUCH_DAY, "2004-00-01", NO_DAY),
            ("in the year zero", Kind.NO_SUCH_DAY, "0000-01-01", NO_DAY),
            ("after the last that can be kept", Kind.NO_SUCH_DAY, "2262-04-12", NO_DAY),
            ("in the year ten thousand", Kind.DATE, "10000-01-01", NOT_WRITTEN),
            ("before the common era", Kind.DATE, "-2004-01-01", NOT_WRITTEN),
            ("without zeros", Kind.DATE, "2004-1-1", NOT_WRITTEN),
            ("without dashes", Kind.DATE, "20040101", NOT_WRITTEN),
            ("with points", Kind.DATE, "01.01.2004", NOT_WRITTEN),
            ("with slashes", Kind.DATE, "01/01/2004", NOT_WRITTEN),
            ("with dashes of typography", Kind.DATE, "2004–01–01", NOT_WRITTEN),
            ("with Arabic digits", Kind.DATE, "٢٠٠٤-٠١-٠١", NOT_WRITTEN),
            ("with the name of its month", Kind.DATE, "1 January 2004", NOT_WRITTEN),
            ("with a time", Kind.DATE, "2004-01-01T00:00", NOT_WRITTEN),
            ("with a time zone", Kind.DATE, "2004-01-01Z", NOT_WRITTEN),
            ("as the number of a spreadsheet", Kind.DATE, "37987", NOT_WRITTEN),
            ("by its week", Kind.DATE, "2004-W01-4", NOT_WRITTEN),
            ("by its number in the year", Kind.DATE, "2004-001", NOT_WRITTEN),
            ("of a year of two digits", Kind.DATE, "04-01-01", NOT_WRITTEN),
            ("that is only a year", Kind.DATE, "2004", NOT_WRITTEN),
            ("as a formula", Kind.DATE, "=TODAY()", NOT_WRITTEN),
        )
    ),
    _figure("a period outside of what is told", Kind.ROW, "period_start", "1907-01-01", "outside 1980 to 2030"),
    Broken("a source that was read on a day that never was", Kind.NO_SUCH_DAY,
           cell("sources.csv", "report_gov", "accessed", "2011-02-30"), NO_DAY),
    Broken("a source that was published in an age to come", Kind.NO_SUCH_DAY,
           cell("sources.csv", "report_gov", "published", "9999-12-31"), NO_DAY),
    Broken("a stock of a day that no year has", Kind.WORD, cell("imports.csv", "example_rate", "stock_day", "02-30"), NOT_WRITTEN),
    Broken("a change that was made on no day", Kind.NO_SUCH_DAY, cell("changes.csv", "change-1", "changed", "2026-02-30"), NO_DAY),
]  # fmt: skip
IDS = [
    _body("an id with a Cyrillic letter that looks Latin", Kind.MIXED_LETTERS, "body_id", "le\u0430gue", "Latin and Cyrillic"),
    _body("an id of Cyrillic letters alone", Kind.ID, "body_id", "\u0430\u0441\u0435"),
    _body("an id with a capital letter", Kind.ID, "body_id", "League"),
    _body("an id with a full-width letter", Kind.ID, "body_id", "ｌeague"),
    _body("an id that leads to another folder", Kind.ID, "body_id", "../league"),
    _body("an id that begins like an option", Kind.ID, "body_id", "-league"),
    _body("an id that a spreadsheet would call", Kind.ID, "body_id", "@league"),
    _body("an id with marks of an address", Kind.ID, "body_id", "league%2f"),
    _body("an id that is a piece of a page", Kind.ID, "body_id", "<b>league</b>"),
    _body("an id of nothing", Kind.EMPTY_CELL, "body_id", "", "the cell is empty"),
    _body("a part of a body that is not there", Kind.BETWEEN, "parent", "leage", "unknown id or code"),
    _figure("a list with nothing between two ids", Kind.LIST, "via", "league||ministry"),
    _figure("a list that ends in its mark", Kind.LIST, "via", "league|"),
    _figure("a list with commas", Kind.LIST, "via", "league,ministry"),
    _figure("a list with spaces", Kind.LIST, "via", "league | ministry"),
    _figure("a code in small letters", Kind.WORD, "sex", "f"),
    _figure("a place that is not on the list", Kind.BETWEEN, "ref_area", "KZ-99", "unknown id or code"),
    Broken("a language of three letters", Kind.WORD, cell("sources.csv", "report_gov", "language", "eng"), NOT_WRITTEN),
    Broken("a reading copy in the folder above", Kind.WORD, cell("sources.csv", "report_gov", "file", ".."), NOT_WRITTEN),
]  # fmt: skip
ADDRESSES = [
    Broken(f"an address {name}", kind, cell("sources.csv", "report_gov", "url", text), words)
    for name, kind, text, words in (
        ("that is a script", Kind.ADDRESS, "javascript:alert(1)", NOT_WRITTEN),
        ("that is data", Kind.ADDRESS, "data:text/html,x", NOT_WRITTEN),
        ("without its scheme", Kind.ADDRESS, "//example.org/report", NOT_WRITTEN),
        ("of a machine", Kind.ADDRESS, "file:" + "///report", NOT_WRITTEN),
        ("with a space", Kind.ADDRESS, "https://example.org/a report", NOT_WRITTEN),
        ("that a spreadsheet makes", Kind.ADDRESS, '=HYPERLINK("https://example.org")', NOT_WRITTEN),
        (
            "with a Cyrillic letter that looks Latin",
            Kind.MIXED_LETTERS,
            "https://ex\u0430mple.org",
            "Latin and Cyrillic",
        ),
        ("that turns its own direction", Kind.UNSEEN, "https://example.org/\u202egpj.exe", UNSEEN),
    )
]
TEXTS = [
    *(
        _body(f"a text with {name}", kind, "label_en", text, words)
        for name, kind, text, words in (
            ("a space before it", Kind.SPACE, " Example league", "a space stands before or behind"),
            ("a wide space behind it", Kind.SPACE, "Example league\u3000", "a space stands before or behind"),
            ("a tab", Kind.CONTROL, "Example\tleague", "a tab or another character"),
            ("a bell", Kind.CONTROL, "Example\x07league", "a tab or another character"),
            ("orders for a terminal", Kind.CONTROL, "\x1b[31mExample league", "a tab or another character"),
            ("a control character of Latin-1", Kind.CONTROL, "Example\x9bleague", "a tab or another character"),
            ("two lines", Kind.LINE_BREAK, "Example\r\nleague", "a line break"),
            ("a space without width", Kind.UNSEEN, "Example\u200bleague", f"{UNSEEN} (U+200B)"),
            ("a joiner without width", Kind.UNSEEN, "Example\u200dleague", f"{UNSEEN} (U+200D)"),
            ("a mark that turns its direction", Kind.UNSEEN, "Example \u202eleague", f"{UNSEEN} (U+202E)"),
            ("a direction that is shut in", Kind.UNSEEN, "Example \u2067league\u2069", f"{UNSEEN} (U+2067)"),
            ("a soft hyphen", Kind.UNSEEN, "Exam\u00adple league", f"{UNSEEN} (U+00AD)"),
            ("a filler of Hangul", Kind.UNSEEN, "Example \u3164 league", f"{UNSEEN} (U+3164)"),
            ("an empty pattern of Braille", Kind.UNSEEN, "Example \u2800 league", f"{UNSEEN} (U+2800)"),
            ("a selector of variants", Kind.UNSEEN, "Example league\ufe0f", f"{UNSEEN} (U+FE0F)"),
            ("hidden tags", Kind.UNSEEN, "Example league\U000e0041", f"{UNSEEN} (U+E0041)"),
            ("a private character", Kind.UNSEEN, "Example \ue000 league", f"{UNSEEN} (U+E000)"),
            ("a code point that is no character", Kind.UNSEEN, "Example \uffff league", f"{UNSEEN} (U+FFFF)"),
            ("a Cyrillic letter in a Latin word", Kind.MIXED_LETTERS, "Ex\u0430mple league", "Latin and Cyrillic"),
            ("letters in two pieces", Kind.NOT_COMPOSED, "И\u0306 league", "two characters"),
        )
    ),
    _body("a required text of nothing", Kind.EMPTY_CELL, "label_en", "", "the cell is empty"),
    _figure("a no-break space in a place of the source", Kind.UNSEEN, "locator", "para.\u00a0crimes_2004", f"{UNSEEN} (U+00A0)"),
    _figure("a figure that another script prints", Kind.ROW, "value_as_printed", "١١٣٠", "do not say the same"),
    _figure("a figure that is printed in another way than its number", Kind.ROW, "value_as_printed", "1_130", "do not say the same"),
    Broken("a text of the pages with a brace that is never closed", Kind.BETWEEN,
           cell("texts/interface.csv", "skip", "text_en", "Skip {to"), "placeholders"),
]  # fmt: skip
CASES = [*NUMBERS, *DAYS, *IDS, *ADDRESSES, *TEXTS]
