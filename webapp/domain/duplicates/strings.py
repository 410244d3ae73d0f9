"""Search strings: what companies are compared by, made on write. They follow from the contacts, and nobody remembers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from ..base import Base, has_changed
from ..errors import N_, P_
from ..inserting import insert_plain
from .pairs import LONGEST, DuplicatePair, SearchString, find_all_pairs, portions, refresh_pairs

if TYPE_CHECKING:
    from ..contacts.contact import Contact

FIRST, LAST = "first", "last"
PARTS = ((FIRST, P_("part of a text", "First")), (LAST, P_("part of a text", "Last")))
SHORTEST, USUAL = 2, 5
SEARCHED = (
    ("name", N_("Name")),
    ("name_2", N_("Name 2")),
    ("search_name", N_("Search Name")),
    ("address", N_("Address")),
    ("address_2", N_("Address 2")),
    ("post_code", N_("Post Code")),
    ("city", N_("City")),
    ("county", N_("County")),
    ("phone_no", N_("Phone No.")),
    ("mobile_phone_no", N_("Mobile Phone No.")),
    ("fax_no", N_("Fax No.")),
    ("email", N_("Email")),
    ("email_2", N_("Email 2")),
    ("home_page", N_("Home Page")),
    ("registration_no", N_("Registration No.")),
    ("vat_registration_no", N_("VAT Registration No.")),
    ("external_id", N_("External ID")),
)
"""Fields of a contact that can be compared."""
ALL = tuple(field for field, _caption in SEARCHED)
COMPANY = "company"
IGNORED = str.maketrans("", "", ' +"&/,.;:-_(){}#!£$\\')
AT_ONCE = 500


class Line(NamedTuple):
    """A line of the setup, as it is needed here."""

    id: int
    field: str
    part: str
    length: int

    def string_of(self, values: Mapping[str, Any]) -> str:
        bare = str(values[self.field] or "").translate(IGNORED)
        part = bare[: self.length] if self.part == FIRST else bare[-self.length :]
        return part.upper()[:LONGEST]


class Searching(NamedTuple):
    """What is compared, and how much of it has to be equal."""

    lines: tuple[Line, ...]
    needed: int

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.field for line in self.lines))

    def strings_of(self, values: Mapping[str, Any]) -> dict[int, str]:
        """By line; what is empty is not compared."""
        strings = {line.id: line.string_of(values) for line in self.lines}
        return {line: text for line, text in strings.items() if text}


def searching(session: Session) -> Searching | None:
    """How companies are compared; they are not where the strings are not maintained, or nothing is set up."""
    line, setup = (Base.metadata.tables[name] for name in ("duplicate_search_line", "marketing_setup"))
    columns = (line.c.id, line.c.field, line.c.part, line.c.length, setup.c.search_hit_percent)
    query = select(*columns).join_from(line, setup, setup.c.maintain_search_strings).order_by(line.c.id)
    rows = session.execute(query).all()
    if not rows:
        return None
    percent = rows[0].search_hit_percent
    return Searching(tuple(Line(*row[:4]) for row in rows), max(1, -(-len(rows) * percent // 100)))


def keep_strings(session: Session, touched: Iterable[Contact]) -> None:
    """Keep strings and pairs in step with the companies of a flush. Who leaves takes them along."""
    gone = session.deleted
    moved = [contact for contact in touched if _has_other_strings(contact, ALL) and contact not in gone]
    how = searching(session) if moved else None
    if how is not None:
        for some in portions((each for each in moved if _has_other_strings(each, how.fields)), AT_ONCE):
            _refresh(session, how, some)


def rebuild(session: Session) -> int:
    """All strings and pairs from the beginning; gives the number of companies compared now."""
    session.execute(delete(DuplicatePair))
    session.execute(delete(SearchString))
    how = searching(session)
    if how is None:
        return 0
    contact = Base.metadata.tables["contact"]
    columns = [contact.c.id, *(contact.c[field] for field in how.fields)]
    companies = session.execute(select(*columns).where(contact.c.type == COMPANY)).all()
    for some in portions(companies, AT_ONCE * 4):
        _store(session, {id_: how.strings_of(dict(zip(how.fields, values, strict=True))) for id_, *values in some})
    find_all_pairs(session, how.needed)
    return len(companies)


def _has_other_strings(contact: Contact, fields: Iterable[str]) -> bool:
    if not contact.is_company:
        return COMPANY in (get_history(contact, "type", PASSIVE_NO_INITIALIZE).deleted or ())
    return has_changed(contact, "type", *fields)


def _refresh(session: Session, how: Searching, contacts: Sequence[Contact]) -> None:
    """Only what is another string than before is written. Who is new has none yet."""
    known = [contact.id for contact in contacts if contact in session and contact not in session.new]
    old = {each.id: _former_strings(each, how) if each.id in known else {} for each in contacts}
    new = {each.id: how.strings_of(_values(each, how)) if each.is_company else {} for each in contacts}
    changed = [_string(id_, line, new[id_][line]) for id_ in new for line in new[id_].keys() & old[id_].keys()]
    _update(session, [row for row in changed if row["text"] != old[row["contact_id"]][row["line_id"]]])
    _delete(session, [_string(id_, line, "") for id_ in new for line in old[id_].keys() - new[id_].keys()])
    _store(session, {id_: {line: new[id_][line] for line in new[id_].keys() - old[id_].keys()} for id_ in new})
    refresh_pairs(session, list(new), known, how.needed)


def _former_strings(contact: Contact, how: Searching) -> dict[int, str]:
    """As they were before this flush; a person had none."""
    former: dict[str, Any] = {
        field: get_history(contact, field, PASSIVE_NO_INITIALIZE).deleted for field in ("type", *how.fields)
    }
    values = {field: former[field][0] if former[field] else getattr(contact, field) for field in former}
    return how.strings_of(values) if values["type"] == COMPANY else {}


def _values(contact: Contact, how: Searching) -> dict[str, Any]:
    return {field: getattr(contact, field) for field in how.fields}


def _string(contact_id: int, line_id: int, text: str) -> dict[str, Any]:
    return {"contact_id": contact_id, "line_id": line_id, "text": text}


def _store(session: Session, strings: Mapping[int, Mapping[int, str]]) -> None:
    rows = [(id_, line, text) for id_, texts in strings.items() for line, text in texts.items()]
    insert_plain(session, SearchString.type_name, ("contact_id", "line_id", "text"), rows)


def _update(session: Session, rows: list[dict[str, Any]]) -> None:
    if rows:
        table, its = _table_and_row()
        session.connection().execute(update(table).where(its).values(text=bindparam("its_text")), _meant(rows))


def _delete(session: Session, rows: list[dict[str, Any]]) -> None:
    if rows:
        table, its = _table_and_row()
        session.connection().execute(delete(table).where(its), _meant(rows))


def _table_and_row() -> tuple[Any, Any]:
    table: Any = SearchString.__table__
    return table, (table.c.contact_id == bindparam("its_contact_id")) & (table.c.line_id == bindparam("its_line_id"))


def _meant(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{f"its_{name}": value for name, value in row.items()} for row in rows]
