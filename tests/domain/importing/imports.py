"""Files on their way in: brought, rehearsed, imported; and written as the program writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.houses import CONSOLE
from webapp import i18n
from webapp.delivery.exports import csv_rows, excel_file
from webapp.delivery.vcards import vcards
from webapp.domain.importing.bringing import bring, decide, open_again, open_file, start
from webapp.domain.importing.columns import SUBJECTS, fields_of
from webapp.domain.importing.outgoing import outgoing, plainly
from webapp.domain.importing.records import ImportFile, ImportRow
from webapp.domain.importing.running import IMPORTING
from webapp.domain.importing.settings import Settings
from webapp.domain.importing.texts import Words
from webapp.domain.jobs import Job, work
from webapp.pages import kinds

COUNTRIES = {"norway": "NO", "norge": "NO", "sverige": "SE"}
WORDS = Words(lambda text: [i18n.gettext(text)], COUNTRIES)


def brought(session: Session, data: bytes | str, word: str = "contact", name: str = "", **answers: Any) -> ImportFile:
    """Rehearsed with what is guessed, or with other answers."""
    data = data if isinstance(data, bytes) else data.encode()
    file = bring(session, open_file(session, SUBJECTS[word], data, name or "list.csv", WORDS, Settings()), CONSOLE)
    if answers:
        settings = replace(Settings.load(file.settings), **answers)
        decide(session, file, open_again(session, file, settings, WORDS))
    return file


def rows(session: Session, file: ImportFile) -> list[ImportRow]:
    return list(session.scalars(select(ImportRow).where(ImportRow.file_id == file.id).order_by(ImportRow.place)))


def states(session: Session, file: ImportFile) -> list[str]:
    return [row.state for row in rows(session, file)]


def told(session: Session, file: ImportFile) -> list[tuple[str, str]]:
    """Why rows are refused: field and sentence."""
    return [(name, i18n.tell(message)) for row in rows(session, file) for name, message in row.refusals]


def imported(session: Session, file: ImportFile, at_once: int = 500) -> Job:
    """Carried out to the end."""
    kind = IMPORTING[file.subject]._replace(at_once=at_once)
    job = start(session, file, CONSOLE)
    while job.is_running:
        job = work(session, kind, job.id, job.position)
    session.expire_all()
    return job


def written(session: Session, word: str, ending: str) -> bytes:
    """All records of a kind, as an export writes them."""
    subject, fields = SUBJECTS[word], fields_of(word)
    records: Sequence[Any] = session.scalars(select(subject.model).order_by(subject.model.id)).all()
    values = list(outgoing(session, subject, records))
    if ending == "vcf":
        return "".join(vcards({name: plainly(value) for name, value in each.items()} for each in values)).encode()
    captions = [i18n.gettext(field.caption) for field in fields.values()]
    cells = (
        [kinds.show(each[name], f) if f.kind in ("choice", "flag") else each[name] for name, f in fields.items()]
        for each in values
    )
    if ending == "xlsx":
        return excel_file("Records", captions, cells)
    return "".join(csv_rows(captions, cells, i18n.current().locale)).encode()
