"""Any list as a file of exactly what is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, stream_with_context
from werkzeug.exceptions import NotFound

from .. import i18n
from ..db import database, reading
from ..delivery.exports import csv_rows, excel_file
from .declarations import Page
from .listing import Query, read_query, table_of

CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(page: Page, ending: str) -> Response:
    query = read_query(page)
    if ending == "csv":
        return _file(stream_with_context(_csv(query, i18n.current())), CSV, page, ending)
    if ending == "xlsx":
        captions, rows = table_of(reading(), query)
        return _file(excel_file(i18n.gettext(page.model.many), captions, rows), EXCEL, page, ending)
    raise NotFound


def _csv(query: Query, language: i18n.Language) -> Iterator[str]:
    """Reads in a session of its own, since the request's is closed before the first row leaves."""
    i18n.speak(language.tag)
    with database().sessions() as session:
        yield from csv_rows(*table_of(session, query), language.locale)


def _file(body: object, media_type: str, page: Page, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{page.word}.{ending}"'}
    return Response(body, content_type=media_type, headers=headers)  # type: ignore[arg-type]
