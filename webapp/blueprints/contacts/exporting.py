"""All fields of what a list shows, as files that can be imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ...db import reading
from ...delivery.whole import Whole
from ...domain.columns import Field
from ...domain.importing.columns import SUBJECTS, Subject
from ...domain.importing.outgoing import fits_one_table
from ...domain.users.rights import Area, Right
from ...pages import kinds
from ...pages.exporting import CSV, EXCEL, file_of, streamed
from ...pages.query import Query, read_query
from ...security import needs
from . import bp
from .importing import WORDS, page_of_subject

VCARD = "text/vcard; charset=utf-8"
ARCHIVE = "application/zip"
AT_ONCE = 500


def as_csv(subject: Subject, query: Query) -> Response:
    """With what does not fit into one table, an archive of several."""
    if fits_one_table(reading(), subject, query.selected()):
        body: Any = streamed(lambda session: _whole(session, subject, query).as_csv())
        return file_of(body, CSV, query.page, "csv")
    body = streamed(lambda session: _whole(session, subject, query).as_archive(query.page.word))
    return file_of(body, ARCHIVE, query.page, "zip")


def as_excel(subject: Subject, query: Query) -> Response:
    return file_of(_whole(reading(), subject, query).as_excel(), EXCEL, query.page, "xlsx")


def as_vcards(subject: Subject, query: Query) -> Response:
    body = streamed(lambda session: _whole(session, subject, query).as_cards())
    return file_of(body, VCARD, query.page, "vcf")


WAYS: dict[str, Callable[[Subject, Query], Response]] = {"csv": as_csv, "xlsx": as_excel, "vcf": as_vcards}


def export(subject: Subject, ending: str) -> Response:
    return WAYS[ending](subject, read_query(page_of_subject(subject)))


def _whole(session: Session, subject: Subject, query: Query) -> Whole:
    return Whole(session, subject, _portions(session, query), shown)


def _portions(session: Session, query: Query) -> Iterator[list[Any]]:
    """Nothing is asked before somebody takes the first rows."""
    rows = session.execute(query.ordered().execution_options(yield_per=AT_ONCE))
    yield from ([row[0] for row in some] for some in rows.partitions(AT_ONCE))


def shown(value: Any, field: Field) -> Any:
    """Choices and flags in words; numbers and dates as what they are."""
    return kinds.show(value, field) if field.kind in ("choice", "flag") else value


for word, address in WORDS.items():
    subject = SUBJECTS[word]
    allowed = needs(Area(subject.model.area), Right.READ)
    for ending in WAYS if subject.kind is None else ("csv", "xlsx"):
        view = allowed(partial(export, subject, ending))
        bp.add_url_rule(f"/{address}/all-fields.{ending}", f"{word}_export_{ending}", view)
