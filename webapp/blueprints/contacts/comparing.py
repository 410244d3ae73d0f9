"""Generate Duplicate Search String: which companies, and the start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request, url_for
from sqlalchemy import ColumnElement, func
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.duplicates.making import FILTERS, MAKING, MODIFIED, check_searching, companies, modified
from ...domain.errors import N_, Refused, say
from ...domain.jobs import begin
from ...domain.users.rights import Area, Right
from ...pages import done, render
from ...pages.dialogs import dialog
from ...pages.filters import LONGEST, condition
from ...pages.forms import Form
from ...pages.working import set_going
from ...security import current_user, needs
from . import bp

CHANGED = "last_date_modified"
DAY = Field(N_("Last Date Modified"), "date")
NOBODY = N_("No company fits. Change the filters.")


@bp.get("/contacts/duplicates/generate")
@needs(Area.CONTACTS, Right.WRITE)
def generate_strings() -> Response:
    form = _form()
    try:
        check_searching(reading())
    except Refused as refused:
        form.refuse(refused)
    return _show(form)


@bp.post("/contacts/duplicates/generate", endpoint="generate_strings_now")
@needs(Area.CONTACTS, Right.WRITE)
def begin_generating() -> Response:
    form, author = _form(), current_user().author
    try:
        with transaction(say(MAKING.title), author) as session:
            found = companies(session, list(_conditions(form)))
            if not found:
                raise Refused(NOBODY)
            job = begin(session, MAKING, found, author)
    except Refused as refused:
        form.refuse(refused)
        return _show(form, 422)
    job_id = job.id
    set_going(MAKING, job)
    return done(url_for("jobs.card", job_id=job_id))


def _form() -> Form:
    captions = {name: field_of(Contact, name).caption for name in FILTERS} | {CHANGED: DAY.caption}
    return Form({name: Field(caption, "text", LONGEST) for name, caption in captions.items()}, {}, request.form)


def _show(form: Form, status: int = 200) -> Response:
    title = i18n.gettext(MAKING.title)
    intro = [
        i18n.gettext("The search strings of these companies are made anew, and compared with those of all others.")
    ]
    view = dialog(form, title, url_for(".generate_strings_now"), title, url_for(".duplicate_list"), intro=intro)
    return render("page/form.html", status=status, form=view)


def _conditions(form: Form) -> Iterator[ColumnElement[bool]]:
    """What was typed into the filters; a refusal says which of them cannot be read."""
    own_no: Any = func.coalesce(Contact.company_no, Contact.no)
    columns = {name: getattr(Contact, name) for name in FILTERS} | {"company_no": own_no}
    for name in form.fields:
        typed = form.typed(name).strip()
        if not typed:
            continue
        try:
            yield (
                modified(condition(MODIFIED, DAY, typed))
                if name == CHANGED
                else condition(columns[name], field_of(Contact, name), typed)
            )
        except Refused as refused:
            refused.field = name
            raise
