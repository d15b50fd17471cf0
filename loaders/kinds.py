"""The kinds of fault that something read from a file can have. A kind is a name for programs and tests; the words of a
problem are for people, and say more."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One kind of fault, from the folder down to the cell."""

    # the folder and its files
    NO_FOLDER = "no_folder"
    MISSING_FILE = "missing_file"
    UNKNOWN_FILE = "unknown_file"
    NOT_A_FILE = "not_a_file"
    LINK = "link"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    AUDIT_RECORD = "audit_record"
    # the bytes and lines of a file
    ENCODING = "encoding"
    BYTE_ORDER_MARK = "byte_order_mark"
    NULL = "null"
    LINE_END = "line_end"
    EMPTY_FILE = "empty_file"
    QUOTES = "quotes"
    ROW_LENGTH = "row_length"
    MANY_FAULTS = "many_faults"
    # columns
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    DOUBLED_COLUMN = "doubled_column"
    COLUMN_ORDER = "column_order"
    # the text of a cell
    EMPTY_CELL = "empty_cell"
    LONG_CELL = "long_cell"
    LINE_BREAK = "line_break"
    CONTROL = "control"
    SPACE = "space"
    UNSEEN = "unseen"
    LOST_LETTER = "lost_letter"
    NOT_COMPOSED = "not_composed"
    MIXED_LETTERS = "mixed_letters"
    NUMBER = "number"
    NOT_EXACT = "not_exact"
    DATE = "date"
    NO_SUCH_DAY = "no_such_day"
    ID = "id"
    LIST = "list"
    ADDRESS = "address"
    WORD = "word"
    # rows
    ROW = "row"
    BETWEEN = "between"
    # a workbook as a file
    NO_WORKBOOK = "no_workbook"
    OTHER_FORMAT = "other_format"
    PASSWORD = "password"
    MACROS = "macros"
    PACKING = "packing"
    DAMAGED = "damaged"
    XML = "xml"
    ENTITIES = "entities"
    NESTING = "nesting"
    # its sheets and cells
    SHEET_NAME = "sheet_name"
    EMPTY_SHEET = "empty_sheet"
    LAYOUT = "layout"
    MERGED = "merged"
    CELL_PLACE = "cell_place"
    CELL_VALUE = "cell_value"
    FORMULA = "formula"
    ERROR = "error"
    CHANGED_TEXT = "changed_text"
    DOUBLED_KEY = "doubled_key"
    REMOVED_ROW = "removed_row"
    # a file of a source, and a rule that reads it
    SOURCE = "source"
