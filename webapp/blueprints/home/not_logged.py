"""Documents that left the house and are not logged, with the reasons and the ways to log them after all."""

from __future__ import annotations

from types import SimpleNamespace

from flask import g
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...domain.base import model_of
from ...domain.columns import Field
from ...domain.errors import N_
from ...domain.interactions.dispatch import REASONS, WAYS, Dispatch
from ...domain.interactions.promises import not_logged as found_not_logged
from ...domain.users.rights import Area, Right
from ...pages import render
from ...pages.memory import moment_text
from ...pages.rendering import page_of
from ...pages.tables import Line, columns_view
from ...security import needs
from . import bp

MOST = 200
COLUMNS = {
    "document": Field(N_("Document")),
    "reason": Field(N_("Why Not Logged")),
    "at": Field(N_("Date and Time")),
    "way": Field(N_("Way")),
    "user": Field(N_("User")),
}


@bp.get("/not-logged")
@needs(Area.INTERACTIONS, Right.READ)
def not_logged() -> Response:
    view = SimpleNamespace(
        title=i18n.gettext("Documents not logged"),
        columns=columns_view(COLUMNS),
        rows=[_line(row) for row in found_not_logged(reading(), MOST) if g.user.may(_area(row), Right.READ)],
    )
    return render("not_logged.html", view=view)


def _area(row: Dispatch) -> Area:
    return Area(model_of(row.kind).area)


def _line(row: Dispatch) -> Line:
    """It leads to all that left of the document, where it can be logged now."""
    page = page_of(row.kind)
    name = f"{i18n.gettext(model_of(row.kind).one)} {row.document_no}"
    url = page.url("dispatches", key=row.document_no) if page else ""
    way, reason = i18n.gettext(dict(WAYS)[row.way]), i18n.gettext(dict(REASONS)[row.reason])
    return Line(
        f"dispatch-{row.id}", str(row.id), url, name, "", name, [reason, moment_text(row.at), way, row.user_name]
    )
