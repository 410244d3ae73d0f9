"""A file with all its tables, put together: what the others say of a record becomes one more column of the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..base import field_of
from ..columns import Field
from ..contacts.addresses import AlternativeAddress
from ..contacts.contact import Contact
from ..errors import N_, Message, say
from .addresses import FIELDS
from .columns import ADDRESSES, Captions, Subject, matching
from .files import Sheet, matched, read_file
from .files.sheet import PICTURES, Titles
from .notation import written_lines
from .synonyms import SYNONYMS

TITLES = {ADDRESSES: AlternativeAddress.many, PICTURES: N_("Pictures")}
LONGEST_TITLE = 31
"""In a workbook."""
MOST_NAMED = 5
ORPHANS = N_("%(table)s of numbers that no row has were passed by: %(numbers)s.")

Columns = dict[str, Field]


def address_columns() -> Columns:
    """The columns of their table; the first says whose they are."""
    return {"no": field_of(Contact, "no"), **FIELDS}


def titles_of(captions: Captions) -> Titles:
    return {
        word: frozenset(title[:LONGEST_TITLE].strip().casefold() for title in (word, *captions(caption)))
        for word, caption in TITLES.items()
    }


def read_all(subject: Subject, data: bytes, name: str, captions: Captions) -> Sheet:
    sheet = read_file(data, name, titles_of(captions))
    lines = sheet.others.get(ADDRESSES) if subject.kind is None else None
    return _with_addresses(subject, sheet, lines, captions) if lines else sheet


def _with_addresses(subject: Subject, sheet: Sheet, lines: Sheet, captions: Captions) -> Sheet:
    by_no = _by_no(lines, captions)
    at = next((column for column, name in matching(subject, sheet, captions).items() if name == "no"), None)
    numbers = [row[at].strip().upper() if at is not None else "" for row in sheet.rows]
    texts = [written_lines(by_no.pop(no, ()) if no else ()) for no in numbers]
    return sheet._replace(
        headings=[*sheet.headings, captions(AlternativeAddress.many)[0]],
        rows=[[*row, text] for row, text in zip(sheet.rows, texts, strict=True)],
        notes=[*sheet.notes, *_left_over(list(by_no))],
    )


def _by_no(lines: Sheet, captions: Captions) -> dict[str, list[dict[str, str]]]:
    names = {name: [*captions(field.caption), *SYNONYMS.get(name, ())] for name, field in address_columns().items()}
    columns = matched(lines.headings, names)
    found: dict[str, list[dict[str, str]]] = {}
    for row in lines.rows:
        line = {name: row[at] for at, name in columns.items()}
        found.setdefault(line.pop("no", "").strip().upper(), []).append(line)
    return found


def _left_over(numbers: Sequence[str]) -> Iterator[Message]:
    if numbers:
        some = ", ".join(no or "–" for no in numbers[:MOST_NAMED]) + " …" * (len(numbers) > MOST_NAMED)
        yield say(ORPHANS, table=say(AlternativeAddress.many), numbers=some)
