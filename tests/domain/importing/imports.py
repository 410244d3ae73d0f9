"""Files on their way in: brought, rehearsed, imported; and written as the program writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.houses import CONSOLE
from webapp import i18n
from webapp.blueprints.contacts.exporting import shown
from webapp.delivery.whole import Whole
from webapp.domain.importing.bringing import bring, decide, open_again, open_file, start
from webapp.domain.importing.columns import SUBJECTS
from webapp.domain.importing.outgoing import fits_one_table
from webapp.domain.importing.records import ImportFile, ImportRow
from webapp.domain.importing.running import IMPORTING
from webapp.domain.importing.settings import Settings
from webapp.domain.importing.texts import Words
from webapp.domain.jobs import Job, work

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
    subject = SUBJECTS[word]
    records: Sequence[Any] = session.scalars(select(subject.model).order_by(subject.model.id)).all()
    whole = Whole(session, subject, [records], shown)
    if ending == "xlsx":
        return whole.as_excel()
    if ending == "vcf":
        return "".join(whole.as_cards()).encode()
    if fits_one_table(session, subject, select(subject.model)):
        return "".join(whole.as_csv()).encode()
    return b"".join(whole.as_archive("records"))
