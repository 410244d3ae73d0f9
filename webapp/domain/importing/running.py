"""Carries out what the rehearsal has shown, portion by portion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..errors import N_
from ..jobs import JobKind, Outcome
from ..pictures import Picture, digest_of, keep_picture
from ..users.rights import Area, Right
from .adding import Run, add_accounts, add_contacts, add_related, is_simple
from .applying import add_one
from .changing import change_rows
from .columns import PICTURE, RELATIONS, SUBJECTS, Subject
from .files import read_file
from .keeping import Planned, planned_rows
from .records import ADD, CHANGE, ImportFile, ImportRow

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
AT_ONCE = 250
"""Rows that change a record with everything linked to it take long, and nobody else can write meanwhile."""


def items_of(session: Session, file: ImportFile) -> list[int]:
    """The rows that something is done for, companies before the persons that come under them."""
    rows = session.execute(
        select(ImportRow.id, ImportRow.place, ImportRow.company_place)
        .where(ImportRow.file_id == file.id, ImportRow.deed != "")
        .order_by(ImportRow.place)
    ).all()
    return [id_ for id_, _place, company in sorted(rows, key=lambda row: row.company_place is not None)]


def import_rows(session: Session, subject: Subject, ids: Sequence[int]) -> Outcome:
    planned = planned_rows(session, subject, ids)
    if not planned:
        return Outcome(0, len(ids), [])
    file = _file_of(session, planned[0].id)
    planned, run = _with_pictures(session, file, planned), Run(session, subject, file)
    with because(session, Rule.IMPORTED):
        _add(run, [each for each in planned if each.deed == ADD])
        change_rows(run, [each for each in planned if each.deed == CHANGE])
    _remember_who_came(run, planned)
    told = [(each.label, run.refusals[each.id].message) for each in planned if each.id in run.refusals]
    return Outcome(len(planned) - len(told), len(ids) - len(planned), told)


def _file_of(session: Session, row_id: int) -> ImportFile:
    return session.scalars(select(ImportFile).join(ImportRow).where(ImportRow.id == row_id)).one()


def _with_pictures(session: Session, file: ImportFile, planned: list[Planned]) -> list[Planned]:
    """The first portion that needs one that is not kept yet keeps all that the rows of the file need."""
    wanted = {each.more[PICTURE] for each in planned if PICTURE in each.more}
    if not wanted:
        return planned
    known = _kept(session, wanted)
    if wanted - known.keys():
        _keep_all(session, file)
        known = _kept(session, wanted)
    return [
        replace(each, values={**each.values, "picture_id": known[each.more[PICTURE]]}) if PICTURE in each.more else each
        for each in planned
    ]


def _kept(session: Session, digests: set[str]) -> dict[str, int]:
    return dict(session.execute(select(Picture.digest, Picture.id).where(Picture.digest.in_(digests))).all())


def _keep_all(session: Session, file: ImportFile) -> None:
    kept = session.scalars(select(ImportRow.kept).where(ImportRow.file_id == file.id, ImportRow.deed != ""))
    wanted = {json.loads(each)["more"].get(PICTURE) for each in kept}
    for data in read_file(file.data, file.name, file.shown.get("titles", {})).files.values():
        if digest_of(data) in wanted:
            keep_picture(session, data, PICTURE)


def _add(run: Run, planned: Sequence[Planned]) -> None:
    """Companies first: the persons of the same portion may come under them."""
    if run.subject.kind is None:
        _add_contacts(run, [each for each in planned if each.company_place is None])
        _add_contacts(run, [each for each in planned if each.company_place is not None])
        return
    add_accounts(run, [each for each in planned if is_simple(each.values, each.more)])
    for each in planned:
        if not is_simple(each.values, each.more):
            run.attempt(each, partial(_add_by_itself, run, each))


def _add_contacts(run: Run, planned: Sequence[Planned]) -> None:
    add_contacts(run, [each for each in planned if RELATIONS not in each.more])
    for each in planned:
        if RELATIONS in each.more:
            run.attempt(each, partial(add_related, run, each))


def _add_by_itself(run: Run, each: Planned) -> None:
    run.came[each.place] = add_one(run.session, run.subject, each.values, each.more).id


def _remember_who_came(run: Run, planned: Sequence[Planned]) -> None:
    """For the persons of later portions, whose companies these may be."""
    came = [{"its_id": each.id, "its_record": run.came[each.place]} for each in planned if each.place in run.came]
    if came:
        table: Any = ImportRow.__table__
        statement = update(table).where(table.c.id == bindparam("its_id")).values(record_id=bindparam("its_record"))
        run.session.connection().execute(statement, came)


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
        table=subject.word,
        at_once=AT_ONCE,
    )


IMPORTING = {word: _importing(subject) for word, subject in SUBJECTS.items()}
