"""The table that every file becomes, and how its headings are found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from ...errors import N_, Message, Refused, say

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LINES_LOOKED_AT = 20
"""The headings are in one of the first lines that hold anything."""

NOTHING = N_("There is nothing in this file. Choose one with a line of headings and a line for each record.")
TOO_MANY_ROWS = N_("This file has more than %(most)s rows. Split it and import the parts one by one.")
TOO_MANY_COLUMNS = N_("This file has more than %(most)s columns. Delete those that are not needed.")
TOO_LONG = N_("Line %(line)s has more values than there are headings. Mend the line or add a heading.")

Record = tuple[int, list[str]]
"""A line of a file: where it begins, and its values."""
Titles = Mapping[str, Collection[str]]
"""What the tables beside the first one are known by, and what these may be called."""
NONE: Mapping[str, Any] = MappingProxyType({})
PICTURES = "pictures"
"""The one that is no table of records."""


class Sheet(NamedTuple):
    headings: list[str]
    rows: list[list[str]]
    notes: list[Message]
    """What was guessed or passed by on the way."""
    lines: list[int]
    """Where each row begins in the file."""
    plain: bool = False
    """Numbers and dates are written 1234.5 and 2026-05-17, not in the notation of some language."""
    others: Mapping[str, Sheet] = NONE
    """Tables that say more of the records of this one."""
    files: Mapping[str, bytes] = NONE
    """What came along with it, by name."""


def word_of(title: str, titles: Titles) -> str:
    """What a table is, by its title; blank if it is none of those that are known."""
    folded = title.strip().casefold()
    return next((word for word, known in titles.items() if folded in known), "")


def sheet_of(records: Iterable[Record], notes: list[Message], plain: bool = False) -> Sheet:
    """Blank lines are passed by, and so is whatever stands above the headings."""
    filled = list(islice(_filled(records), MOST_ROWS + LINES_LOOKED_AT + 1))
    if not filled:
        raise Refused(NOTHING)
    at = heading_at([cells for _line, cells in filled[:LINES_LOOKED_AT]])
    (line, headings), body = filled[at], filled[at + 1 :]
    width = _width(headings, body, plain)
    rows = [_fitted(cells, width, number) for number, cells in body]
    headings = [" ".join(heading.split()) for heading in _fitted(headings, width, line)]
    notes = [*notes, *_passed_by(line, at), *_repeated(headings)]
    return Sheet(_distinct(headings), rows, notes, [number for number, _cells in body], plain)


def _filled(records: Iterable[Record]) -> Iterator[Record]:
    return (record for record in records if any(map(str.strip, record[1])))


def heading_at(lines: list[list[str]]) -> int:
    """A title fills few of the columns; the first line that fills more than half of them holds the headings."""
    counts = [sum(map(bool, map(str.strip, cells))) for cells in lines]
    return next(at for at, count in enumerate(counts) if 2 * count > max(counts))


def _width(headings: list[str], body: list[Record], plain: bool) -> int:
    """As far as anything is written: a column may lack its heading, but in a text file a lone value is a slip."""
    if len(body) > MOST_ROWS:
        raise Refused(TOO_MANY_ROWS, most=MOST_ROWS)
    named = _used(headings)
    farthest = max((_used(cells) for _line, cells in body if len(cells) > named), default=0)
    width = max(named, farthest if plain else min(farthest, len(headings)))
    if width > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS, most=MOST_COLUMNS)
    return width


def _used(cells: list[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)


def _fitted(cells: list[str], width: int, line: int) -> list[str]:
    if len(cells) == width:
        return cells
    if _used(cells) > width:
        raise Refused(TOO_LONG, line=line)
    return [*cells[:width], *[""] * (width - len(cells))]


def _passed_by(line: int, above: int) -> Iterator[Message]:
    if above:
        yield say(N_("The headings were found in line %(line)s. What stands above was passed by."), line=line)


def _repeated(headings: list[str]) -> Iterator[Message]:
    folded = [heading.casefold() for heading in headings if heading]
    again = dict.fromkeys(heading for heading in headings if folded.count(heading.casefold()) > 1)
    if again:
        text = N_("These headings stand there more than once, so the further ones got a number: %(headings)s.")
        yield say(text, headings=", ".join(again))


def _distinct(headings: list[str]) -> list[str]:
    """A second “Email” becomes “Email 2”, which is what people mean by it."""
    taken = {heading.casefold() for heading in headings}
    seen = {""}
    return [_numbered(heading, seen, taken) for heading in headings]


def _numbered(heading: str, seen: set[str], taken: set[str]) -> str:
    name, number = heading, 1
    while heading and name.casefold() in (seen if number == 1 else taken):
        number += 1
        name = f"{heading} {number}"
    seen.add(name.casefold())
    taken.add(name.casefold())
    return name
