"""Contacts as vCards that other programs understand, and that we read again without losing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..domain.importing.files.cardlines import PHOTO, Line, escaped
from ..domain.importing.files.cards import OURS, OWN, row_of
from ..domain.importing.notation import read_lines

LONGEST_LINE = 75
NAME = ("surname", "first_name", "middle_name")
ADDRESS = ("", "address_2", "address", "city", "county", "post_code", "country_code")
SINGLE = (
    ("ORG", "", "company_name"),
    ("TITLE", "", "job_title"),
    ("TEL", "WORK,VOICE", "phone_no"),
    ("TEL", "CELL", "mobile_phone_no"),
    ("TEL", "WORK,FAX", "fax_no"),
    ("TEL", "PAGER", "pager"),
    ("EMAIL", "INTERNET", "email"),
    ("EMAIL", "INTERNET", "email_2"),
    ("UID", "", "external_id"),
    ("NOTE", "", "comment"),
)

Row = Mapping[str, str]


def vcards(rows: Iterable[Row]) -> Iterator[str]:
    """Version 3.0, which every program reads; a card at a time."""
    return ("".join(map(folded, _card(row, place == 0))) for place, row in enumerate(rows))


def _card(row: Row, names_all: bool) -> Iterator[str]:
    """The first one names all fields, so that whoever reads them again knows that none is missing."""
    lines = list(_known(row))
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield from map(_written, lines)
    yield from map(_written, _own(row, lines, names_all))
    yield "END:VCARD"


def _known(row: Row) -> Iterator[Line]:
    """What vCard has words for."""
    yield _line("N", "", ";".join([*(escaped(row.get(field, "")) for field in NAME), "", ""]))
    yield _line("FN", "", escaped(row.get("name", "")))
    for name, types, field in SINGLE:
        if value := row.get(field):
            yield _line(name, types, escaped(value))
    yield from _addresses(row)
    if page := row.get("home_page"):
        yield _line("URL", "", page.replace("\\", "\\\\").replace("\n", "\\n"))
    if groups := row.get("mailing_groups"):
        yield _line("CATEGORIES", "", ",".join(map(escaped, groups.split(";"))))
    if row.get("type") == "company":
        yield _line("X-ABSHOWAS", "", "COMPANY")
    if picture := row.get("picture"):
        yield _line(PHOTO, "", picture)


def _addresses(row: Row) -> Iterator[Line]:
    """The further ones for other programs: ours has a line of its own for all that is to say of them."""
    for types, each in (("WORK", row), *((f"OTHER,{OURS}", line) for line in read_lines(row.get("addresses", "")))):
        address = [escaped(each.get(field, "")) for field in ADDRESS]
        if any(address):
            yield _line("ADR", types, ";".join(address))


def _own(row: Row, lines: list[Line], names_all: bool) -> Iterator[Line]:
    """What reading the others again would get wrong. That somebody is a company or a person can be left to it."""
    given = row_of(lines)
    for field, value in {**dict.fromkeys(given, ""), "type": given["type"], **row}.items():
        if given.get(field, "") != value or (names_all and field not in given):
            yield _line(OWN + field.upper().replace("_", "-"), "", escaped(value))


def _line(name: str, types: str, value: str) -> Line:
    return Line(name, frozenset(types.split(",")) - {""}, value)


def _written(line: Line) -> str:
    if line.name == PHOTO:
        head, _comma, data = line.value.partition(",")
        return f"{PHOTO};ENCODING=b;TYPE={head.removeprefix('data:image/').partition(';')[0].upper()}:{data}"
    types = f";TYPE={','.join(sorted(line.types))}" if line.types else ""
    return f"{line.name}{types}:{line.value}"


def folded(line: str) -> str:
    """No line is longer than 75 bytes, and no letter is torn apart."""
    if len(line) <= LONGEST_LINE and line.isascii():
        return f"{line}\r\n"
    data, pieces, start, room = line.encode(), [], 0, LONGEST_LINE
    while start < len(data):
        end = start + room
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end].decode())
        start, room = end, LONGEST_LINE - 1
    return "\r\n ".join(pieces) + "\r\n"
