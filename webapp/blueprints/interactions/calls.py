"""Telephone calls: whom to dial, and what came of it."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import field_of
from ...domain.contacts.contact import Contact
from ...domain.contacts.privacy import check_not_blocked
from ...domain.errors import N_, Refused, say
from ...domain.interactions.calls import Number, call, call_template, numbers_of
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import find
from ...pages.lookups import Option
from ...pages.rendering import page_of, see_link
from ...security import current_user, needs
from . import bp
from .pages import INTERACTIONS
from .sheet import Sheet, begun
from .ways import way_to

WHAT = ("contact_no", "contact_via", "description", "salesperson_code", "date", "time")
RESULT = ("successful", "evaluation", "cost", "duration", "comments")
NAMES = ("template_code", *WHAT, *RESULT)
CALLED = N_("Call %(no)s recorded for contact %(contact)s")


@bp.get("/interactions/call", endpoint="interactions_call")
@needs(Area.INTERACTIONS, Right.WRITE)
def ask_call() -> Response:
    session = reading()
    no = request.args.get("contact", "")
    if not no:
        return _choose_contact()
    contact = _contact(session, no)
    try:
        check_not_blocked(contact)
        template = call_template(session)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(_card_url(contact))
    numbers = numbers_of(session, contact)
    presets = {
        "contact_no": contact.no,
        "template_code": template.code,
        "contact_via": numbers[0].number if numbers else "",
    }
    return _show(begun(session, presets, NAMES, ["contact_no", "template_code"]))


@bp.post("/interactions/call")
@needs(Area.INTERACTIONS, Right.WRITE)
def call_now() -> Response:
    try:
        with transaction(say(CALLED, no="", contact=""), current_user().author) as session:
            sheet = Sheet(session, request.form, NAMES)
            if sheet.form.errors:
                raise Refused(N_("Some of this cannot be read. Look at the fields that are marked."))
            given = sheet.given(None)
            entry = call(session, given.values, given.comments).entry
            what = say(CALLED, no=entry.id, contact=entry.contact_name)
            name_action(session, what)
    except Refused as refused:
        sheet = Sheet(reading(), request.form, NAMES)
        sheet.form.refuse(refused)
        return _show(sheet, 422)
    link = SimpleNamespace(url=INTERACTIONS.card_url(entry), text=i18n.gettext("Open"))
    receipt(what, link=link, about=entry)
    return done(_card_url(_contact(reading(), entry.contact_no or "")))


def _choose_contact() -> Response:
    receipt(
        say(N_("Open the contact that you want to call, then choose Make phone call there.")), tone="note", undo=False
    )
    page = page_of(Contact.type_name)
    assert page is not None
    return done(page.url())


def _contact(session: Session, no: str) -> Contact:
    page = page_of(Contact.type_name)
    assert page is not None
    return cast(Contact, find(session, page, no))


def _card_url(contact: Contact) -> str:
    page = page_of(Contact.type_name)
    assert page is not None
    return page.card_url(contact)


def _show(sheet: Sheet, status: int = 200) -> Response:
    form, shown = sheet.form, sheet.view()
    controls, contact = shown["controls"], sheet.contact
    numbers = numbers_of(sheet.session, contact) if contact else []
    via = controls["contact_via"]
    via.kind, via.options = "reference", [Option(each.number, each.whose) for each in numbers]
    view = SimpleNamespace(
        title=i18n.gettext("Call %(contact)s", contact=contact.label if contact else ""),
        breadcrumb=way_to(contact),
        url=url_for(".call_now"),
        cancel_url=_card_url(contact) if contact else INTERACTIONS.url(),
        hidden=shown["hidden"],
        numbers=[_dialled(number) for number in numbers],
        groups=[
            SimpleNamespace(caption=i18n.gettext(N_("The call")), fields=[controls[name] for name in WHAT]),
            SimpleNamespace(caption=i18n.gettext(N_("What came of it")), fields=[controls[name] for name in RESULT]),
        ],
        problem=form.problem,
        problem_link=form.see_link,
        problems=[
            SimpleNamespace(caption=controls[name].caption, text=text, id=controls[name].id)
            for name, text in form.errors.items()
        ],
        unsaved=status != 200,
    )
    return render("interactions/call.html", status=status, view=view)


def _dialled(number: Number) -> SimpleNamespace:
    caption = i18n.gettext(field_of(Contact, number.field).caption)
    return SimpleNamespace(
        number=number.number, whose=f"{number.whose}, {caption}", url="tel:" + re.sub(r"[^0-9+*#,;]", "", number.number)
    )
