"""Excel workbooks: the first sheet that holds anything, as the person sees it there."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from openpyxl.reader.excel import ExcelReader  # type: ignore[import-untyped]
from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # type: ignore[import-untyped]

from ...errors import N_, Message, Refused, say
from .sheet import MOST_COLUMNS, NONE, NOTHING, PICTURES, Record, Sheet, Titles, sheet_of, word_of

DIGITS_IN_EXCEL = 10**15

BROKEN = N_("This workbook cannot be opened. Save it again in Excel, without a password, and import the new file.")

_ZEROS = re.compile(r'(?:\\?\+|"\+")?(0{2,})')


def read_workbook(data: bytes, titles: Titles = NONE) -> Sheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        return _first_sheet(reader.wb, titles)


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


def _first_sheet(book: Any, titles: Titles) -> Sheet:
    for at, sheet in enumerate(book.worksheets):
        rounded: list[int] = []
        records = list(_records(sheet, rounded))
        if any(any(map(str.strip, cells)) for _line, cells in records):
            known = {word: each for each in book.worksheets[at + 1 :] if (word := word_of(each.title, titles))}
            table = sheet_of(records, _which(sheet.title, len(book.worksheets) - len(known)), plain=True)
            return table._replace(notes=[*table.notes, *_doubtful(rounded)])._replace(**_beside(known))
    raise Refused(NOTHING)


def _which(title: str, sheets: int) -> list[Message]:
    if sheets == 1:
        return []
    return [say(N_("The sheet “%(sheet)s” was read. The other sheets were passed by."), sheet=title)]


def _beside(known: Mapping[str, Any]) -> dict[str, Any]:
    records = {word: list(_records(sheet, [])) for word, sheet in known.items()}
    files = _pictures(cells for _line, cells in records.pop(PICTURES, ())[1:])
    return {"others": {word: sheet_of(some, [], plain=True) for word, some in records.items() if some}, "files": files}


def _pictures(rows: Iterable[list[str]]) -> dict[str, bytes]:
    """Each in as many parts as its cells can hold: its name, which part it is, and the part."""
    parts: dict[str, dict[int, str]] = defaultdict(dict)
    for name, number, text in (row for row in rows if len(row) == 3 and row[1].isdecimal()):
        parts[name][int(number)] = text
    return {name: _bytes("".join(some[at] for at in sorted(some))) for name, some in parts.items()}


def _bytes(text: str) -> bytes:
    """What is no picture any more is refused where pictures are looked at."""
    try:
        return base64.b64decode(text)
    except ValueError:
        return b""


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
