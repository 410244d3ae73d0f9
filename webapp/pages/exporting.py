"""Any list as a file of exactly what is asked for."""

from __future__ import annotations

from flask import Response, stream_with_context
from werkzeug.exceptions import NotFound

from .. import i18n
from ..db import reading
from ..delivery.exports import csv_rows, excel_file
from .declarations import Page
from .listing import read_query, table_of

CSV = "text/csv; charset=utf-8"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(page: Page, ending: str) -> Response:
    captions, rows = table_of(reading(), read_query(page))
    if ending == "csv":
        return _file(stream_with_context(csv_rows(captions, rows, i18n.current().locale)), CSV, page, ending)
    if ending == "xlsx":
        return _file(excel_file(i18n.gettext(page.model.many), captions, rows), EXCEL, page, ending)
    raise NotFound


def _file(body: object, media_type: str, page: Page, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{page.word}.{ending}"'}
    return Response(body, content_type=media_type, headers=headers)  # type: ignore[arg-type]
