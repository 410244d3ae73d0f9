"""Text files with a sign between the values, as every program writes them a little differently."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from ...errors import N_, Message, Refused, say
from .lettering import encoding_of, notes_on
from .sheet import Record, Sheet, heading_at, sheet_of

SEPARATORS = {";": N_("semicolons"), ",": N_("commas"), "\t": N_("tabs"), "|": N_("vertical bars")}
LINES_TO_GUESS_BY = 40
END = "\x1a"
"""The old sign for the end of a file, set there to see whether the last quotation mark was closed."""

UNCLOSED = N_("In line %(line)s a quotation mark is opened and never closed. Close or delete it.")

_SAID = re.compile(r'"?sep=(\t|[^\w\s"])"?[ \t]*\n', re.IGNORECASE)
_MARKED = re.compile(r"'+[=+\-@\t\n]")
_AS_TEXT = re.compile(r'="([^"]*)"')


def read_separated(data: bytes) -> Sheet:
    encoding = encoding_of(data)
    text = data.decode(encoding, "replace")
    notes = notes_on(encoding, text)
    text = text.replace(END, "").replace("\r\n", "\n").replace("\r", "\n")
    if said := _SAID.match(text):
        return sheet_of(_values("\n" + text[said.end() :], said[1]), notes)
    separator = _guessed(text)
    return sheet_of(_values(text, separator), [*notes, _guess(separator)])


def _guess(separator: str) -> Message:
    return say(N_("The values were taken apart at %(separators)s."), separators=say(SEPARATORS[separator]))


def _values(text: str, separator: str) -> Iterator[Record]:
    if "'" not in text and '="' not in text:
        return _records(text, separator)
    return ((line, [_unmarked(cell) for cell in cells]) for line, cells in _records(text, separator))


def _unmarked(cell: str) -> str:
    """Takes away what kept a spreadsheet from making a formula of a text, or a number of digits: '=1+1, ="0047"."""
    if cell.startswith("'"):
        return cell[1:] if _MARKED.match(cell) else cell
    digits = _AS_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return digits[1] if digits else cell


def _records(text: str, separator: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(f"{text}\n{END}\n"), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if cells == [END]:
                return
            yield line, cells
            last, line = line, reader.line_num + 1
    except csv.Error:
        raise Refused(UNCLOSED, line=line) from None
    raise Refused(UNCLOSED, line=last)


def _guessed(text: str) -> str:
    return max(SEPARATORS, key=lambda separator: _fit(text, separator))


def _fit(text: str, separator: str) -> tuple[float, int]:
    """How well the lines follow their headings, and how many those are."""
    try:
        lines = [cells for _line, cells in islice(_records(text, separator), LINES_TO_GUESS_BY) if any(cells)]
    except Refused:
        return -2, 0
    at = heading_at(lines) if any(any(map(str.strip, cells)) for cells in lines) else 0
    width = len(lines[at]) if lines else 0
    if width < 2:
        return -1, 0
    marks = [_follows(cells, width) for cells in lines[at + 1 :]] or [1.0]
    return sum(marks) / len(marks) - _doubts(lines[at], at, separator), width


def _follows(cells: list[str], width: int) -> float:
    if len(cells) == 1 or any(cells[width:]):
        return -1
    return 1 if len(cells) >= width else 0.5


def _doubts(headings: list[str], above: int, separator: str) -> float:
    """Headings hold words, not numbers and not the signs that separate; and most files begin with them."""
    others = "".join(SEPARATORS).replace(separator, "")
    odd = any(set(others) & set(heading) or heading.strip().isdecimal() for heading in headings)
    return (0.5 if odd else 0) + (0.25 if above else 0)
