"""Excel workbooks: the first sheet that holds anything, as the person sees it there."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from openpyxl.reader.excel import ExcelReader  # type: ignore[import-untyped]
from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # type: ignore[import-untyped]

from ...errors import N_, Message, Refused, say
from .sheet import MOST_COLUMNS, NOTHING, Record, Sheet, sheet_of

MOST_UNPACKED = 200_000_000
BOMB_FROM = 5_000_000
BOMB_RATIO = 100
"""Sheets shrink to a tenth or a twentieth; what shrinks to less than a hundredth was made to do harm."""
DIGITS_IN_EXCEL = 10**15

BROKEN = N_("This workbook cannot be opened. Save it again in Excel, without a password, and import the new file.")
OTHER_ARCHIVE = N_("This is not an Excel workbook. Save it as Excel workbook (.xlsx) or CSV and import the new file.")
TOO_BIG = N_("This workbook unpacks to more than is allowed. Split it and import the parts one by one.")

_ZEROS = re.compile(r'(?:\\?\+|"\+")?(0{2,})')


def read_workbook(data: bytes) -> Sheet:
    """Whatever is wrong inside a workbook, and there is no end to it, the person can only save it again."""
    try:
        _refuse_a_bomb(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            reader.read()
            return _first_sheet(reader.wb)
    except Refused:
        raise
    except Exception as broken:
        raise Refused(BROKEN) from broken


class UnmeasuredSheet(ReadOnlyWorksheet):  # type: ignore[misc]
    """Takes no measure beforehand: it can be wrong, and where the file holds none, the whole sheet is read for it."""

    def _get_size(self) -> None:
        self.reset_dimensions()


class Reader(ExcelReader):  # type: ignore[misc]
    """Passes by charts and all else that is no table."""

    def read_worksheets(self) -> None:
        for sheet, part in self.parser.find_sheets():
            if part.target in self.valid_files and part.Type.endswith("/worksheet"):
                self.wb._sheets.append(UnmeasuredSheet(self.wb, sheet.name, part.target, self.shared_strings))


def _refuse_a_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise Refused(OTHER_ARCHIVE)
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(map(_is_a_bomb, parts)):
        raise Refused(TOO_BIG)


def _is_a_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > BOMB_FROM and part.file_size > BOMB_RATIO * part.compress_size


def _first_sheet(book: Any) -> Sheet:
    for sheet in book.worksheets:
        rounded: list[int] = []
        records = list(_records(sheet, rounded))
        if any(any(map(str.strip, cells)) for _line, cells in records):
            table = sheet_of(records, _which(sheet.title, len(book.worksheets)), plain=True)
            return table._replace(notes=[*table.notes, *_doubtful(rounded)])
    raise Refused(NOTHING)


def _which(title: str, sheets: int) -> list[Message]:
    if sheets == 1:
        return []
    return [say(N_("The sheet “%(sheet)s” was read. The other sheets were passed by."), sheet=title)]


def _doubtful(rounded: list[int]) -> Iterator[Message]:
    if rounded:
        text = N_(
            "Excel keeps 15 digits of a number and makes zeros of the rest. Look at the numbers in line %(line)s."
        )
        yield say(text, line=rounded[0])


def _records(sheet: Any, rounded: list[int]) -> Iterator[Record]:
    for line, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        cells = [cell for cell in row if cell.value is not None]
        if cells:
            texts = [""] * cells[-1].column
            for cell in cells:
                texts[cell.column - 1] = TEXTS.get(type(cell.value), _other)(cell)
                if type(cell.value) is float and abs(cell.value) >= DIGITS_IN_EXCEL:
                    rounded.append(line)
            yield line, texts


def _other(cell: Any) -> str:
    return str(cell.value)


def _text(cell: Any) -> str:
    return str(cell.value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _whole(cell: Any) -> str:
    """A post code 150 that the sheet shows as 0150 is 0150."""
    shown_as = cell.number_format
    if shown_as == "General":
        return str(cell.value)
    if zeros := _ZEROS.fullmatch(shown_as):
        return ("+" if "+" in shown_as else "") + str(cell.value).zfill(len(zeros[1]))
    return _number(cell)


def _number(cell: Any) -> str:
    """A whole number without decimals, any other with the digits that Excel shows; 25% is 25, not 0.25."""
    value = cell.value * 100 if cell.number_format.endswith("%") else cell.value
    if value == int(value) and abs(value) < 2**53:
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


def _moment(cell: Any) -> str:
    moment: dt.datetime = cell.value
    return (moment if moment.time() != dt.time() else moment.date()).isoformat()


def _plain(cell: Any) -> str:
    return str(cell.value.isoformat())


def _truth(cell: Any) -> str:
    return "TRUE" if cell.value else "FALSE"


TEXTS: dict[type, Callable[[Any], str]] = {
    str: _text, int: _whole, float: _number, bool: _truth, dt.datetime: _moment, dt.date: _plain, dt.time: _plain,
}  # fmt: skip
