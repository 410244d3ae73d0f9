"""All fields of what a list shows, as files that can be imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...delivery.exports import csv_rows, excel_file
from ...delivery.vcards import vcards
from ...domain.columns import Field
from ...domain.importing.columns import SUBJECTS, Subject, fields_of
from ...domain.importing.outgoing import outgoing, plainly
from ...domain.users.rights import Area, Right
from ...pages import kinds
from ...pages.exporting import CSV, EXCEL, file_of, streamed
from ...pages.query import Query, read_query
from ...security import needs
from . import bp
from .importing import WORDS, page_of_subject

VCARD = "text/vcard; charset=utf-8"
AT_ONCE = 500


def as_csv(subject: Subject, query: Query) -> Iterator[str]:
    captions, locale = _captions(subject), i18n.current().locale
    return streamed(lambda session: csv_rows(captions, _cells(session, subject, query), locale))


def as_excel(subject: Subject, query: Query) -> bytes:
    return excel_file(i18n.gettext(subject.model.many), _captions(subject), _cells(reading(), subject, query))


def as_vcards(subject: Subject, query: Query) -> Iterator[str]:
    return streamed(lambda session: vcards(_texts(session, subject, query)))


WAYS: dict[str, tuple[str, Callable[[Subject, Query], Any]]] = {
    "csv": (CSV, as_csv),
    "xlsx": (EXCEL, as_excel),
    "vcf": (VCARD, as_vcards),
}


def export(subject: Subject, ending: str) -> Response:
    page = page_of_subject(subject)
    media_type, written = WAYS[ending]
    return file_of(written(subject, read_query(page)), media_type, page, ending)


def _captions(subject: Subject) -> list[str]:
    return [i18n.gettext(field.caption) for field in fields_of(subject.word).values()]


def _cells(session: Session, subject: Subject, query: Query) -> Iterator[list[Any]]:
    fields = fields_of(subject.word)
    for values in _values(session, subject, query):
        yield [_cell(values[name], field) for name, field in fields.items()]


def _cell(value: Any, field: Field) -> Any:
    """Choices and flags in words; numbers and dates as what they are."""
    return kinds.show(value, field) if field.kind in ("choice", "flag") else value


def _texts(session: Session, subject: Subject, query: Query) -> Iterator[dict[str, str]]:
    for values in _values(session, subject, query):
        yield {name: plainly(value) for name, value in values.items()}


def _values(session: Session, subject: Subject, query: Query) -> Iterator[dict[str, Any]]:
    rows = session.execute(query.ordered().execution_options(yield_per=AT_ONCE))
    for some in rows.partitions(AT_ONCE):
        yield from outgoing(session, subject, [row[0] for row in some])


for word, address in WORDS.items():
    subject = SUBJECTS[word]
    allowed = needs(Area(subject.model.area), Right.READ)
    for ending in WAYS if subject.kind is None else ("csv", "xlsx"):
        view = allowed(partial(export, subject, ending))
        bp.add_url_rule(f"/{address}/all-fields.{ending}", f"{word}_export_{ending}", view)
