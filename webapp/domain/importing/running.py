"""Carries out what the rehearsal has shown, portion by portion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..contacts.contact import Contact
from ..errors import N_, Refused
from ..jobs import JobKind, Outcome
from ..users.rights import Area, Right
from .accounts import add_accounts, is_simple
from .adding import COMPANY_REFUSED, Refusals, add_contacts
from .applying import add_one, attempt, change_one
from .columns import SUBJECTS, Subject
from .keeping import Planned
from .records import ADD, CHANGE, ImportFile, ImportRow
from .settings import EMPTY, Settings

TITLES = {
    "contact": N_("Import contacts"),
    "customer": N_("Import customers"),
    "vendor": N_("Import vendors"),
    "bank_account": N_("Import bank accounts"),
}
DONE = {
    "contact": N_("Imported contacts: %(count)s"),
    "customer": N_("Imported customers: %(count)s"),
    "vendor": N_("Imported vendors: %(count)s"),
    "bank_account": N_("Imported bank accounts: %(count)s"),
}
MOVED = N_("It was changed since the rehearsal. Import the file again to see what differs now.")
GONE = N_("It was deleted since the rehearsal. Import the file again to add it.")


def items_of(session: Session, file: ImportFile) -> list[int]:
    """The rows that something is done for, companies before the persons that come under them."""
    rows = session.execute(
        select(ImportRow.id, ImportRow.place, ImportRow.company_place)
        .where(ImportRow.file_id == file.id, ImportRow.deed != "")
        .order_by(ImportRow.place)
    ).all()
    return [id_ for id_, _place, company in sorted(rows, key=lambda row: row.company_place is not None)]


def import_rows(session: Session, subject: Subject, ids: Sequence[int]) -> Outcome:
    rows = list(session.scalars(select(ImportRow).where(ImportRow.id.in_(ids))))
    if not rows:
        return Outcome(0, len(ids), [])
    in_order = {id_: place for place, id_ in enumerate(ids)}
    rows.sort(key=lambda row: in_order[row.id])
    planned = [Planned.of(row, subject) for row in rows]
    as_written = Settings.load(session.get_one(ImportFile, rows[0].file_id).settings).blanks == EMPTY
    refusals: Refusals = {}
    with because(session, Rule.IMPORTED):
        _add(session, subject, [each for each in planned if each.row.deed == ADD], as_written, refusals)
        for each in planned:
            if each.row.deed == CHANGE:
                _do(session, each, refusals, partial(_change, session, subject, each))
    _remember_who_came(session, planned, refusals)
    told = [(row.label, refusals[row.id].message) for row in rows if row.id in refusals]
    return Outcome(len(rows) - len(told), len(ids) - len(rows), told)


def _add(session: Session, subject: Subject, planned: Sequence[Planned], as_written: bool, refusals: Refusals) -> None:
    if not planned:
        return
    if subject.kind is None:
        add_contacts(session, subject, planned, as_written, refusals)
        return
    add_accounts(session, subject, [each for each in planned if is_simple(each.values, each.more)], refusals)
    for each in planned:
        if not is_simple(each.values, each.more):
            _do(session, each, refusals, partial(_add_by_itself, session, subject, each))


def _add_by_itself(session: Session, subject: Subject, each: Planned) -> None:
    each.row.record_id = add_one(session, subject, each.values, each.more).id


def _do(session: Session, each: Planned, refusals: Refusals, verb: Callable[[], object]) -> None:
    refused = attempt(session, verb, stays=True)
    if refused is not None:
        refusals[each.row.id] = refused


def _change(session: Session, subject: Subject, each: Planned) -> None:
    record: Any = session.get(subject.model, each.row.record_id)
    if record is None:
        raise Refused(GONE)
    if each.has_moved(record):
        raise Refused(MOVED)
    changes = dict(each.values)
    if each.row.company_place is not None:
        changes["company_no"] = _number_of_company(session, each.row)
    change_one(session, record, changes, each.more)


def _number_of_company(session: Session, row: ImportRow) -> str:
    company = (
        select(Contact.no)
        .join(ImportRow, ImportRow.record_id == Contact.id)
        .where(ImportRow.file_id == row.file_id, ImportRow.place == row.company_place)
    )
    no = session.scalar(company)
    if no is None:
        raise Refused(COMPANY_REFUSED, field="company_no")
    return no


def _remember_who_came(session: Session, planned: Sequence[Planned], refusals: Refusals) -> None:
    """For the persons of later portions, whose companies these may be."""
    came = [each.row for each in planned if each.row.deed == ADD and each.row.id not in refusals]
    if came:
        table: Any = ImportRow.__table__
        statement = update(table).where(table.c.id == bindparam("its_id")).values(record_id=bindparam("its_record"))
        session.connection().execute(statement, [{"its_id": row.id, "its_record": row.record_id} for row in came])


def forget(session: Session, items: Sequence[int]) -> None:
    """The file has done its service."""
    file_id = session.scalar(select(ImportRow.file_id).where(ImportRow.id.in_(items[:1])))
    session.execute(delete(ImportRow).where(ImportRow.file_id == file_id))
    session.execute(delete(ImportFile).where(ImportFile.id == file_id))


def nothing_more(_session: Session) -> None:
    """The rehearsal has found whatever every row would be refused for."""


def _importing(subject: Subject) -> JobKind:
    return JobKind(
        word=f"import_{subject.word}",
        title=TITLES[subject.word],
        done=DONE[subject.word],
        check=nothing_more,
        work=partial(import_rows, subject=subject),
        conclude=forget,
        rights=((Area(subject.model.area), Right.WRITE),),
    )


IMPORTING = {word: _importing(subject) for word, subject in SUBJECTS.items()}
