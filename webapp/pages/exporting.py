"""Any list as a file of exactly what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import AnyStr

from flask import Response, stream_with_context
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from .. import i18n
from ..db import database, reading
from ..delivery.exports import csv_rows, excel_file
from .declarations import Page
from .listing import table_of
from .query import read_query

CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(page: Page, ending: str) -> Response:
    query = read_query(page)
    if ending == "csv":
        locale = i18n.current().locale
        return file_of(streamed(lambda session: csv_rows(*table_of(session, query), locale)), CSV, page, ending)
    if ending == "xlsx":
        captions, rows = table_of(reading(), query)
        return file_of(excel_file(i18n.gettext(page.model.many), captions, rows), EXCEL, page, ending)
    raise NotFound


def streamed(written: Callable[[Session], Iterator[AnyStr]]) -> Iterator[AnyStr]:
    """Reads in a session of its own, since the request's is closed before the first row leaves."""
    return stream_with_context(_streamed(written, i18n.current()))


def _streamed(written: Callable[[Session], Iterator[AnyStr]], language: i18n.Language) -> Iterator[AnyStr]:
    i18n.speak(language.tag)
    with database().sessions() as session:
        yield from written(session)


def file_of(body: object, media_type: str, page: Page, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{page.word}.{ending}"'}
    return Response(body, content_type=media_type, headers=headers)  # type: ignore[arg-type]
