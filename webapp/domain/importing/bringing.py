"""A file that somebody brings: read, matched, rehearsed, and kept until it is imported or taken away."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ..base import now
from ..changes import Author
from ..errors import N_, Refused
from ..jobs import Job, begin
from .columns import SUBJECTS, Subject, fields_of, matching, table_fields
from .drafts import Drafting
from .files import Sheet
from .files.sheet import Titles
from .gathering import read_all, titles_of
from .records import ImportFile, ImportRow
from .rehearsal import Judged, judge, rehearse
from .running import IMPORTING, items_of
from .settings import EMPTY, LATER, Settings
from .texts import Words

EXAMPLES, LONGEST_EXAMPLE, LONGEST_FILE_NAME = 3, 60, 200
KEPT_FOR = dt.timedelta(days=7)
HEADER_ONLY = N_("This file has headings and no rows below them. Fill in a line for each record.")
NOTHING_TO_DO = N_("There is nothing to import: no row is new or changes anything.")
UNDER_WAY = N_("This file is being imported already. Look at how far it is.")

_COMMA, _POINT = re.compile(r"\d,\d{1,2}$"), re.compile(r"\d\.\d{1,2}$")


class Opened(NamedTuple):
    """A file with its cells read and its rows judged; nobody had to wait for that."""

    subject: Subject
    name: str
    data: bytes
    sheet: Sheet
    settings: Settings
    judged: list[Judged]
    titles: Titles
    """What sheets are called that are no table of records, so that the run knows them without any language."""


def open_file(session: Session, subject: Subject, data: bytes, name: str, words: Words, usual: Settings) -> Opened:
    """Guess what its columns are, and read it accordingly."""
    sheet = read_all(subject, data, name, words.captions)
    if not sheet.rows:
        raise Refused(HEADER_ONLY)
    settings = _guessed(subject, sheet, words, usual)
    judged = _judged(session, subject, sheet, settings, words)
    return Opened(subject, name[:LONGEST_FILE_NAME], data, sheet, settings, judged, titles_of(words.captions))


def open_again(session: Session, file: ImportFile, settings: Settings, words: Words) -> Opened:
    """Read it with other answers."""
    subject = SUBJECTS[file.subject]
    sheet = read_all(subject, file.data, file.name, words.captions)
    judged = _judged(session, subject, sheet, settings, words)
    return Opened(subject, file.name, file.data, sheet, settings, judged, titles_of(words.captions))


def _judged(session: Session, subject: Subject, sheet: Sheet, settings: Settings, words: Words) -> list[Judged]:
    return judge(session, subject, settings, Drafting(session, subject, sheet, settings, words).drafts())


def bring(session: Session, opened: Opened, by: Author) -> ImportFile:
    """Keep it with what would come of its rows."""
    _clear_away(session, by)
    file = ImportFile(subject=opened.subject.word, name=opened.name, data=opened.data, preview=_preview(opened))
    file.settings, file.by_id = opened.settings.dump(), by.id
    session.add(file)
    session.flush()
    rehearse(session, file, opened.judged)
    return file


def decide(session: Session, file: ImportFile, opened: Opened) -> None:
    """Rehearse it with the other answers."""
    if file.job_id is not None:
        raise Refused(UNDER_WAY)
    file.settings = opened.settings.dump()
    session.flush()
    rehearse(session, file, opened.judged)


def start(session: Session, file: ImportFile, by: Author) -> Job:
    """Begin to do what the rehearsal has shown."""
    if file.job_id is not None:
        raise Refused(UNDER_WAY)
    items = items_of(session, file)
    if not items:
        raise Refused(NOTHING_TO_DO)
    job = begin(session, IMPORTING[file.subject], items, by)
    file.job_id = job.id
    session.flush()
    return job


def take_away(session: Session, file: ImportFile) -> None:
    _forget(session, [file.id])


def counts(session: Session, file: ImportFile) -> Mapping[str, int]:
    """How many rows there are of each state."""
    query = select(ImportRow.state, func.count()).where(ImportRow.file_id == file.id).group_by(ImportRow.state)
    return dict(session.execute(query).all())


def how_many(session: Session, file: ImportFile) -> Mapping[str, int]:
    """How many records would be added, and how many changed."""
    done = ImportRow.deed != ""
    query = select(ImportRow.deed, func.count()).where(ImportRow.file_id == file.id, done).group_by(ImportRow.deed)
    return dict(session.execute(query).all())


def rows_of(session: Session, file: ImportFile, state: str, start: int, count: int) -> list[ImportRow]:
    query = select(ImportRow).where(ImportRow.file_id == file.id).order_by(ImportRow.line, ImportRow.place)
    if state:
        query = query.where(ImportRow.state == state)
    return list(session.scalars(query.offset(start).limit(count)))


def waiting(session: Session, subject: Subject, by: Author) -> list[ImportFile]:
    """Files of this person that were rehearsed and not imported."""
    mine = (ImportFile.subject == subject.word, ImportFile.by_id == by.id, ImportFile.job_id.is_(None))
    return list(session.scalars(select(ImportFile).where(*mine).order_by(ImportFile.id.desc())))


def _clear_away(session: Session, by: Author) -> None:
    """What this person left lying for long is taken along."""
    old = select(ImportFile.id).where(ImportFile.by_id == by.id, ImportFile.at < now() - KEPT_FOR)
    _forget(session, list(session.scalars(old)))


def _forget(session: Session, ids: list[int]) -> None:
    if ids:
        session.execute(delete(ImportRow).where(ImportRow.file_id.in_(ids)))
        session.execute(delete(ImportFile).where(ImportFile.id.in_(ids)))


def _guessed(subject: Subject, sheet: Sheet, words: Words, usual: Settings) -> Settings:
    """A file that has a column for every field is a whole export, so its blank cells say something, and the accounts
    come with files of their own."""
    columns = matching(subject, sheet, words.captions)
    is_whole = table_fields(subject.word).keys() <= set(columns.values())
    blanks, links = (EMPTY, LATER) if is_whole else (usual.blanks, usual.links)
    decimal = _decimal_sign(subject, sheet, columns) or usual.decimal
    return replace(usual, columns=columns, decimal=decimal, blanks=blanks, links=links)


def _decimal_sign(subject: Subject, sheet: Sheet, columns: Mapping[int, str]) -> str:
    """What stands before the last one or two digits of an amount."""
    fields = fields_of(subject.word)
    places = [at for at, name in columns.items() if fields[name].kind in ("decimal", "percent")]
    amounts = [row[at].strip() for row in sheet.rows for at in places]
    signs = {sign for sign, ending in ((",", _COMMA), (".", _POINT)) if any(map(ending.search, amounts))}
    return signs.pop() if len(signs) == 1 else ""


def _preview(opened: Opened) -> str:
    sheet, titles = opened.sheet, {word: sorted(known) for word, known in opened.titles.items()}
    examples = [list(_examples(sheet, at)) for at in range(len(sheet.headings))]
    notes = [note.dump() for note in sheet.notes]
    kept = {"headings": sheet.headings, "examples": examples, "notes": notes, "plain": sheet.plain, "titles": titles}
    return json.dumps(kept, ensure_ascii=False)


def _examples(sheet: Sheet, at: int) -> Iterator[str]:
    """The first different values of a column."""
    seen: set[str] = set()
    for row in sheet.rows:
        text = " ".join(row[at].split())[:LONGEST_EXAMPLE]
        if text and text not in seen:
            seen.add(text)
            yield text
        if len(seen) == EXAMPLES:
            return
