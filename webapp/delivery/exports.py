"""Tables as CSV and Excel files that open right in the office's own programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from .. import formats
from ..domain.errors import N_, Refused

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
PHONE = re.compile(r"\+[0-9 ()/.-]*")
NOT_IN_EXCEL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BOM = "\ufeff"
LONGEST_IN_EXCEL = 32_767
ROWS_AT_ONCE = 500


def csv_rows(captions: list[str], rows: Iterable[list[Any]], locale: str) -> Iterator[str]:
    """Semicolons where a comma is the decimal sign; marked as UTF-8, so that Excel reads every letter."""
    separator = "," if locale.startswith("en") else ";"
    yield BOM
    batch: list[list[str]] = [captions]
    for row in rows:
        batch.append([_csv_text(value, locale) for value in row])
        if len(batch) == ROWS_AT_ONCE:
            yield _written(batch, separator)
            batch = []
    yield _written(batch, separator)


def _written(rows: list[list[str]], separator: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def _csv_text(value: Any, locale: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal | int):
        return formats.edit_number(value, locale)
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return formats.show_date(value, locale)
    return _harmless(str(value))


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula is marked as text; a phone number is none."""
    if text.lstrip("'").startswith(FORMULA_SIGNS) and not PHONE.fullmatch(text):
        return f"'{text}"
    return text


class Table(NamedTuple):
    title: str
    captions: list[str]
    rows: Iterable[list[Any]]


def excel_file(title: str, captions: list[str], rows: Iterable[list[Any]], others: Iterable[Table] = ()) -> bytes:
    """Numbers and dates are real ones; every text is a text, whatever it begins with. What other sheets there are is only
    asked for after the first one is written."""
    book = Workbook(write_only=True)
    try:
        _add_sheet(book, Table(title, captions, rows))
        for table in others:
            _add_sheet(book, table)
    finally:
        for sheet in book.worksheets:
            sheet.close()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(re.sub(r"[\[\]*?:/\\]", " ", table.title)[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, caption) for caption in table.captions])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _heading(sheet: Any, caption: str) -> Any:
    cell = WriteOnlyCell(sheet, caption)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_IN_EXCEL:
        raise Refused(
            N_("“%(text)s…” is longer than a cell of Excel can be. Take a CSV file: it holds all of it."),
            text=value[:40],
        )
    cell = WriteOnlyCell(sheet, NOT_IN_EXCEL.sub("", value))
    cell.data_type = "s"
    return cell
