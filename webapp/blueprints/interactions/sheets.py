"""Cover sheets for one contact, or for all that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from types import SimpleNamespace

from flask import request, send_file, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...delivery.cover_sheets import REMARKS, Sheet, cover_sheets
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.contacts.privacy import check_not_blocked
from ...domain.errors import N_, Refused, say
from ...domain.interactions.logging import NotLogged, template_for
from ...domain.interactions.papers import COVER_SHEET
from ...domain.interactions.sheets import print_sheets
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.forms import Form, Invalid
from ...pages.rendering import page_of, see_link
from ...pages.today import right_now, work_date
from ...security import current_user, needs
from . import bp
from .ways import way_to

PRINTED = N_("Printed cover sheets (%(count)s)")
MOST_AT_ONCE = 200
FIELDS = {
    "remark": Field(N_("Remark"), "longtext", 2000, wide=True),
    **{word: Field(caption, "flag") for word, caption in REMARKS.items()},
    "log": Field(N_("Log interaction"), "flag"),
}
PDF_CSP = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


@bp.get("/interactions/cover-sheet")
@needs(Area.INTERACTIONS, Right.WRITE)
def cover_sheet() -> Response:
    return _ask(request.args.getlist("contact"))


@bp.post("/interactions/cover-sheet")
@needs(Area.INTERACTIONS, Right.WRITE)
def print_cover_sheets() -> Response:
    """Answers with the file; the next page tells what was logged."""
    form = Form(FIELDS, {}, request.form)
    nos = request.form.getlist("contact")
    try:
        values = form.read()
        with transaction(say(PRINTED, count=0), current_user().author) as session:
            contacts = _contacts(session, nos)
            for contact in contacts:
                check_not_blocked(contact)
            remarks = [word for word in REMARKS if values[word]]
            data = cover_sheets(session, [Sheet(each, values["remark"], remarks) for each in contacts], work_date())
            entries = print_sheets(session, contacts, right_now(), values["log"])
            name_action(session, say(PRINTED, count=len(contacts)))
    except Invalid:
        return _ask(nos, form)
    except Refused as refused:
        form.refuse(refused)
        return _ask(nos, form)
    _tell(session, contacts, len(entries), values["log"])
    response = send_file(
        BytesIO(data), "application/pdf", download_name=f"{i18n.gettext('Cover Sheet')}.pdf", max_age=0
    )
    response.headers["Content-Security-Policy"] = PDF_CSP
    response.headers["Cache-Control"] = "no-store"
    return response


def _tell(session: Session, contacts: Sequence[Contact], logged: int, wanted: bool) -> None:
    if logged:
        receipt(say(N_("Printed cover sheets (%(count)s). Logged on each contact."), count=len(contacts)), undo=False)
        return
    hindrance = template_for(session, COVER_SHEET)
    reason = hindrance.message if isinstance(hindrance, NotLogged) else say(N_("Logging was switched off."))
    link = see_link(hindrance.see) if isinstance(hindrance, NotLogged) else None
    told = say(N_("Printed cover sheets (%(count)s). Not logged: %(reason)s"), count=len(contacts), reason=reason)
    receipt(told, tone="note", link=link, undo=False)


def _contacts(session: Session, nos: Sequence[str]) -> list[Contact]:
    wanted = list(dict.fromkeys(nos))[:MOST_AT_ONCE]
    found = {each.no: each for each in session.scalars(select(Contact).where(Contact.no.in_(wanted)))}
    contacts = [found[no] for no in wanted if no in found]
    if not contacts:
        raise Refused(N_("Choose the contact this cover sheet is for."))
    return contacts


def _ask(nos: Sequence[str], form: Form | None = None) -> Response:
    session = reading()
    hindrance = template_for(session, COVER_SHEET)
    form = form or Form(FIELDS, {"log": not isinstance(hindrance, NotLogged)})
    page = page_of(Contact.type_name)
    assert page is not None
    try:
        contacts = _contacts(session, nos)
    except Refused as refused:
        receipt(refused.message, tone="note", undo=False)
        return done(page.url())
    controls = {name: form.control(name) for name in FIELDS}
    if isinstance(hindrance, NotLogged):
        controls["log"].readonly = i18n.tell(hindrance.message)
    view = SimpleNamespace(
        title=i18n.gettext("Cover sheet: %(contact)s", contact=contacts[0].label)
        if len(contacts) == 1
        else i18n.ngettext(
            "Cover sheets for %(number)s contact",
            "Cover sheets for %(number)s contacts",
            len(contacts),
            number=len(contacts),
        ),
        breadcrumb=way_to(contacts[0] if len(contacts) == 1 else None),
        url=url_for(".print_cover_sheets"),
        cancel_url=page.card_url(contacts[0]) if len(contacts) == 1 else page.url(),
        hidden=[("contact", contact.no) for contact in contacts],
        remark=controls["remark"],
        remarks=[controls[word] for word in REMARKS],
        log=controls["log"],
        mend=see_link(hindrance.see) if isinstance(hindrance, NotLogged) else None,
        problem=form.problem,
        problem_link=form.see_link,
        problems=[
            SimpleNamespace(caption=controls[name].caption, text=text, id=controls[name].id)
            for name, text in form.errors.items()
        ],
    )
    status = 422 if form.posted is not None else 200
    return render("interactions/cover_sheet.html", status=status, view=view)
