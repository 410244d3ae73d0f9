"""How several things are written as one text, so that they fit a cell and can be read again without losing anything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from ..errors import N_, Refused
from .files.cardlines import escaped, plain

_ITEM = re.compile(r"(?:\\.|[^\\;]|\\$)+", re.DOTALL)
_PAIR = re.compile(r"((?:\\.|[^\\=]|\\$)*)=?(.*)", re.DOTALL)
_HEAD = re.compile(r"^(?=\\*\d{4}-\d\d-\d\d: )", re.MULTILINE)
_DATED = re.compile(r"^(\d{4}-\d\d-\d\d): ", re.MULTILINE)
_MARKED = re.compile(r"^\\(?=\\*\d{4}-\d\d-\d\d: )", re.MULTILINE)

Assignment = tuple[str, str]
"""A code, and what belongs to it: what is looked for there, or whom it links with."""
Remark = tuple[dt.date | None, str]


def written_assignments(assignments: Iterable[Assignment]) -> str:
    return ";".join("=".join(map(_marked, filter(None, pair))) for pair in assignments)


def _marked(text: str) -> str:
    return escaped(text).replace("=", "\\=")


def read_assignments(text: str) -> list[Assignment]:
    return list(dict.fromkeys(_assignments(text)))


def _assignments(text: str) -> Iterator[Assignment]:
    for item in _ITEM.findall(text.replace("\n", ";")):
        pair = _PAIR.fullmatch(item)
        if pair and pair[1].strip():
            yield plain(pair[1]).strip(), plain(pair[2]).strip()


def written_remarks(remarks: Iterable[tuple[dt.date, str]]) -> str:
    """Each begins with its date; a line of a text that looks like such a beginning gets a mark."""
    return "\n".join(f"{date.isoformat()}: {_HEAD.sub(lambda _at: chr(92), text)}" for date, text in remarks)


def read_remarks(text: str) -> list[Remark]:
    """Without any date it is one remark, of today."""
    first, *dated = _DATED.split(text)
    remarks: list[Remark] = [(_day(day), each) for day, each in zip(dated[::2], dated[1::2], strict=True)]
    told = [(None, first), *remarks]
    return [(date, _MARKED.sub("", each).strip()) for date, each in told if each.strip()]


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(N_("There is no day %(day)s. Mend the date of the comment."), day=text) from None


def written_lines(lines: Iterable[Mapping[str, str]]) -> str:
    """The lines of a table, each with the names of its columns."""
    return "\n".join(";".join(f"{name}={_marked(text)}" for name, text in line.items()) for line in lines)


def read_lines(text: str) -> list[dict[str, str]]:
    return [dict(_pairs(line)) for line in text.split("\n") if line.strip()]


def _pairs(text: str) -> Iterator[Assignment]:
    for item in _ITEM.findall(text):
        pair = _PAIR.fullmatch(item)
        if pair:
            yield plain(pair[1]).strip(), plain(pair[2]).strip()
