"""Deletes cancelled interactions: first what would go, then exactly that."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from types import SimpleNamespace

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import name_action, reading, transaction
from ...domain.errors import N_, say
from ...domain.interactions.acting import delete_cancelled as delete_them
from ...domain.interactions.interaction import Interaction
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.forms import Form
from ...pages.query import Query
from ...pages.tables import columns_view, rows_view
from ...security import current_user, needs
from . import bp
from .files import FOR_GOOD
from .pages import CANCELLED, INTERACTIONS

DELETED = N_("Deleted cancelled interactions (%(count)s)")
SHOWN = 50
FILTERS = ("entry_no", "contact_no", "company_no", "date", "group_code", "template_code", "salesperson_code")


@bp.get("/interactions/delete-cancelled")
@needs(Area.INTERACTIONS, Right.DELETE)
def delete_cancelled() -> Response:
    return _show(Query(CANCELLED, request.args.to_dict()))


@bp.post("/interactions/delete-cancelled")
@needs(Area.INTERACTIONS, Right.DELETE)
def delete_cancelled_now() -> Response:
    """Only what was shown; whatever was cancelled since waits for the next time."""
    query = Query(CANCELLED, request.form.to_dict())
    with transaction(say(DELETED, count=0), current_user().author) as session:
        ids = _ids(session, query)
        as_shown = _digest(ids) == request.form.get("shown", "")
        if as_shown:
            deleted = delete_them(session, ids, bool(request.form.get("for_good")))
            name_action(session, what := say(DELETED, count=deleted.number))
    if not as_shown:
        receipt(say(N_("These are other ones than were shown. Look again, then delete.")), tone="warning", undo=False)
        return done(f"{request.path}{query.query_string()}")
    details = []
    if deleted.files:
        details = [
            i18n.ngettext(
                "%(number)s file is gone for good.",
                "%(number)s files are gone for good.",
                deleted.files,
                number=deleted.files,
            )
        ]
    receipt(what, details=details)
    return done(_list_url(query))


def _list_url(query: Query) -> str:
    """The log, narrowed as this is."""
    return INTERACTIONS.url() + query.query_string()


def _ids(session: Session, query: Query) -> list[int]:
    return list(session.scalars(query.selected().with_only_columns(Interaction.id).order_by(Interaction.id)))


def _digest(ids: Sequence[int]) -> str:
    return hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()[:20]


def _show(query: Query) -> Response:
    session = reading()
    ids = _ids(session, query)
    fields = {name: CANCELLED.field(name) for name in CANCELLED.columns}
    rows = session.execute(query.ordered().limit(SHOWN)).all()
    back = _list_url(query)
    view = SimpleNamespace(
        title=i18n.gettext("Delete Cancelled Interaction Log Entries"),
        breadcrumb=[SimpleNamespace(caption=i18n.gettext(INTERACTIONS.model.many), url=back)],
        url=request.path,
        filters=[
            SimpleNamespace(
                id=f"filter-{name}", name=name, caption=i18n.gettext(CANCELLED.field(name).caption),
                text=query.filters.get(name, ""), problem=query.problems.get(name, ""),
            )
            for name in FILTERS
        ],
        text=_count_text(len(ids)),
        columns=columns_view(fields),
        rows=rows_view(query.base, rows, fields, looks={"struck": CANCELLED.struck}),
        hidden=[("shown", _digest(ids)), *query.filters.items()],
        for_good=Form({"for_good": FOR_GOOD}, {}).control("for_good"),
        cancel_url=back,
    )  # fmt: skip
    return render("interactions/delete.html", view=view)


def _count_text(number: int) -> str:
    if not number:
        return i18n.gettext("No cancelled interaction fits. There is nothing to delete.")
    shown = formats.show_number(number, i18n.current().locale)
    return i18n.ngettext("%(number)s interaction will go.", "%(number)s interactions will go.", number, number=shown)
