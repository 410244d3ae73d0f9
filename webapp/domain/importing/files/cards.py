"""What the lines of a vCard mean to us."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from ...errors import N_, Message, Refused, say
from .cardlines import PHOTO, Card, Line, cards_of, parts, plain
from .lettering import notes_on
from .sheet import MOST_COLUMNS, MOST_ROWS, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Sheet

FIELDS = (
    "no", "type", "name", "company_name", "first_name", "middle_name", "surname", "job_title", "phone_no",
    "mobile_phone_no", "fax_no", "pager", "email", "email_2", "address", "address_2", "post_code", "city", "county",
    "country_code", "home_page", "language_code", "mailing_groups", "external_id", "comment",
)  # fmt: skip
OWN = "X-CONCORD-"
"""Begins the names of the lines that say what vCard has no word for."""
OURS = "X-CONCORD"
"""Marks addresses that are there for other programs; one of our own lines says them in full."""
PICTURE = "picture"
ROOM_FOR = {
    "ADR": 1,
    "EMAIL": 2,
    "LANG": 1,
    "N": 1,
    "FN": 1,
    "ORG": 1,
    PHOTO: 1,
    "TEL": 1,
    "TITLE": 1,
    "UID": 1,
    "URL": 1,
}
"""How many there can be of each, of TEL for each kind of number."""
PARTS_FOR = {"N": 3, "ORG": 1}
UNDERSTOOD = {*ROOM_FOR, "CATEGORIES", "KIND", "NOTE", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"}
ABOUT_THE_CARD = {"VERSION", "PRODID", "REV", "PROFILE", "SOURCE", "MAILER", "CLASS", "X-ABLABEL", "X-ABADR"}
NUMBERS = (
    ("fax_no", {"FAX"}), ("pager", {"PAGER"}), ("mobile_phone_no", {"CELL", "MOBILE", "IPHONE"}),
)  # fmt: skip

NO_CARDS = N_("There is no whole vCard in this file. Export the contacts again and import the new file.")

_SCHEME = re.compile(r"(?:tel|mailto|sms|fax):", re.IGNORECASE)
_DATA = re.compile(r"data:[^,]*;base64\\?,", re.IGNORECASE)

Lines = dict[str, list[Line]]


def read_cards(data: bytes) -> Sheet:
    cards, encoding = cards_of(data)
    whole = [card for card in cards if not card.broken and not _is_group(card.lines)]
    if not whole:
        raise Refused(NO_CARDS)
    if len(whole) > MOST_ROWS:
        raise Refused(TOO_MANY_ROWS, most=MOST_ROWS)
    found = [row_of(card.lines) for card in whole]
    files = dict(_photos(whole, found))
    headings = list(dict.fromkeys([*FIELDS, *(field for row in found for field in row)]))
    if len(headings) > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS, most=MOST_COLUMNS)
    rows = [[row.get(field, "") for field in headings] for row in found]
    notes = [
        *notes_on(encoding, "".join(value for row in rows for value in row)),
        *_broken([card.broken for card in cards if card.broken]),
        *_groups(sum(_is_group(card.lines) for card in cards)),
        *_left_out([card.lines for card in whole]),
    ]
    return Sheet(headings, rows, notes, [card.number for card in whole], plain=True, files=files)


def _photos(cards: Sequence[Card], rows: Sequence[dict[str, str]]) -> Iterator[tuple[str, bytes]]:
    """They go beside the table, where they are called by the lines of their cards."""
    for card, row in zip(cards, rows, strict=True):
        if address := row.get(PICTURE):
            row[PICTURE] = f"{card.number}.{PICTURE}"
            yield row[PICTURE], _photo(address)


def _photo(address: str) -> bytes:
    """What is no picture is refused where pictures are looked at."""
    try:
        return base64.b64decode(unquote(address.partition(",")[2]))
    except ValueError:
        return b""


def row_of(lines: Iterable[Line]) -> dict[str, str]:
    """Field → text. Our own lines have the last word."""
    by_name: Lines = {}
    own = {}
    for line in lines:
        if line.name.startswith(OWN):
            own[line.name.removeprefix(OWN).replace("-", "_").casefold()] = plain(line.value)
        elif OURS not in line.types:
            by_name.setdefault(line.name, []).append(line)
    return {
        **_picture(by_name),
        **_names(by_name),
        **_ways_to_reach(by_name),
        **_address(by_name),
        **_rest(by_name),
        **own,
    }


def _picture(lines: Lines) -> dict[str, str]:
    """What lies elsewhere is not fetched."""
    inside = [plain(line.value) for line in lines.get(PHOTO, ()) if _is_inside(line)]
    return {PICTURE: inside[0]} if inside else {}


def _is_inside(line: Line) -> bool:
    return bool(_DATA.match(line.value))


def _names(lines: Lines) -> dict[str, str]:
    surname, first, middle = _at_least(3, parts(_first(lines, "N")))[:3]
    company = parts(_first(lines, "ORG"))[0]
    whole = plain(_first(lines, "FN"))
    return {
        "type": _type(lines, whole, company, bool(surname or first or middle)),
        "name": whole or " ".join(filter(None, (first, middle, surname))) or company,
        "company_name": company,
        "first_name": first,
        "middle_name": middle,
        "surname": surname,
    }


def _type(lines: Lines, whole: str, company: str, has_names: bool) -> str:
    """What the card says of itself; otherwise a card with nothing but the name of a company is the company's."""
    if _first(lines, "KIND"):
        return "company" if _first(lines, "KIND").casefold() == "org" else "person"
    if _first(lines, "X-ABSHOWAS").upper() == "COMPANY":
        return "company"
    return "company" if company and not has_names and whole in ("", company) else "person"


def _ways_to_reach(lines: Lines) -> dict[str, str]:
    row: dict[str, str] = {}
    for line in _best_first(lines, "TEL", "WORK"):
        row.setdefault(_number_field(line.types), _without_scheme(line))
    emails = [_without_scheme(line) for line in _best_first(lines, "EMAIL")]
    row["email"], row["email_2"] = _at_least(2, emails)[:2]
    return row


def _number_field(types: frozenset[str]) -> str:
    return next((field for field, words in NUMBERS if words & types), "phone_no")


def _without_scheme(line: Line) -> str:
    """tel:+47-22-00-00-00;ext=5 is a number with an extension."""
    value = plain(line.value)
    if not _SCHEME.match(value):
        return value
    address, _sign, more = unquote(value.partition(":")[2]).replace("?", ";").partition(";")
    extension = re.search(r"ext=(\d+)", more)
    return f"{address} #{extension[1]}" if extension else address


def _address(lines: Lines) -> dict[str, str]:
    best = next(_best_first(lines, "ADR", "WORK"), None)
    box, extra, street, city, county, post_code, country = _at_least(7, parts(best.value) if best else [])[:7]
    inside = [line.strip() for line in (*street.split("\n"), extra, box)] if "\n" in street else [street, extra, box]
    first, *others = [*filter(None, inside), ""]
    return {
        "address": first,
        "address_2": ", ".join(filter(None, others)),
        "post_code": post_code,
        "city": city,
        "county": county,
        "country_code": country,
    }


def _rest(lines: Lines) -> dict[str, str]:
    groups = [group for line in lines.get("CATEGORIES", ()) for group in parts(line.value, ",")]
    return {
        "job_title": plain(_first(lines, "TITLE")),
        "home_page": plain(_first(lines, "URL")),
        "language_code": plain(_first(lines, "LANG")),
        "mailing_groups": ";".join(group.strip() for group in groups),
        "external_id": plain(_first(lines, "UID")),
        "comment": "\n".join(plain(line.value) for line in lines.get("NOTE", ())),
    }


def _first(lines: Lines, name: str) -> str:
    return lines[name][0].value if name in lines else ""


def _at_least(count: int, values: list[str]) -> list[str]:
    return values + [""] * (count - len(values))


def _best_first(lines: Lines, name: str, kind: str = "PREF") -> Iterator[Line]:
    """Those of the right kind first, and among equals the preferred one."""
    filled = (line for line in lines.get(name, ()) if line.value.strip("; "))
    return iter(sorted(filled, key=lambda line: (kind not in line.types, "PREF" not in line.types)))


def _is_group(lines: list[Line]) -> bool:
    return any(line.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") and line.value.casefold() == "group" for line in lines)


def _broken(lines: list[int]) -> Iterator[Message]:
    if lines:
        numbers = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
        text = N_("Broken cards were passed by: %(count)s. They cannot be understood from these lines on: %(lines)s.")
        yield say(text, count=len(lines), lines=numbers)


def _groups(count: int) -> Iterator[Message]:
    if count:
        yield say(N_("Cards that are groups of other cards were passed by: %(count)s."), count=count)


def _left_out(cards: list[list[Line]]) -> Iterator[Message]:
    unknown = {line.name for lines in cards for line in lines if not line.name.startswith(OWN)}
    unknown -= UNDERSTOOD | ABOUT_THE_CARD
    unknown |= {PHOTO for lines in cards for line in lines if line.name == PHOTO and not _is_inside(line)}
    if unknown:
        yield say(N_("These have no place here and were passed by: %(names)s."), names=", ".join(sorted(unknown)[:20]))
    surplus = {name for lines in cards for name in _surplus(lines)}
    if surplus:
        text = N_("Some cards have more of these than there is room for, so the first were taken: %(names)s.")
        yield say(text, names=", ".join(sorted(surplus)))


def _surplus(lines: list[Line]) -> Iterator[str]:
    filled = [line for line in lines if line.name in ROOM_FOR and OURS not in line.types and line.value.strip("; ")]
    slots = Counter((line.name, line.name == "TEL" and _number_field(line.types)) for line in filled)
    yield from (name for (name, _field), count in slots.items() if count > ROOM_FOR[name])
    yield from (line.name for line in filled if any(parts(line.value)[PARTS_FOR.get(line.name, 99) :]))
