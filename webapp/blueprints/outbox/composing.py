"""A mail to a contact, from its card or from the list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from flask import request, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import field_of
from ...domain.contacts.contact import Contact
from ...domain.contacts.privacy import check_not_blocked
from ...domain.errors import N_, Refused, say
from ...domain.interactions.interaction import Interaction
from ...domain.outbox.contact_mail import Logging, mail_contact, not_recorded
from ...domain.outbox.mail import Mail
from ...domain.outbox.recipients import recipients_for
from ...domain.outbox.telling import state_in_words
from ...domain.outbox.writing import Letter, bring_files
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.actions import sent_once
from ...pages.composing import composer, files_brought, first_of
from ...pages.finding import find, ticked_keys
from ...pages.forms import Form, Invalid
from ...pages.lookups import offered
from ...pages.rendering import page_of, see_link, url_of
from ...pages.today import right_now, today, work_date
from ...security import current_user, needs, takes_files
from . import bp

MAILED = N_("Wrote a mail: %(contact)s")
SALESPERSON = "salesperson_code"
FIELDS = {name: field_of(Mail, name) for name in ("recipients", "copies", "subject", "body")}


@bp.get("/contacts/<key:key>/mail")
@needs(Area.INTERACTIONS, Right.WRITE)
def mail(key: str) -> Response:
    contact = _contact(key)
    try:
        check_not_blocked(contact)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(_card(contact))
    first = first_of(recipients_for(reading(), contact, today()))
    salesperson = current_user().salesperson_code or contact.salesperson_code
    return _compose(contact, Form(_fields(), {"recipients": first, SALESPERSON: salesperson}))


def _fields() -> dict[str, object]:
    """Whoever is recorded needs a salesperson; where nothing is recorded nobody is asked."""
    recorded = {} if not_recorded(reading()) else {SALESPERSON: field_of(Interaction, SALESPERSON)}
    return {**FIELDS, **recorded}


def _compose(contact: Contact, form: Form, status: int = 200) -> Response:
    here, missing = url_for(".mail", key=contact.key), not_recorded(reading())
    page = page_of(contact.type_name)
    assert page is not None
    view = composer(
        form,
        recipients_for(reading(), contact, today()),
        here,
        title=i18n.gettext("Mail to %(contact)s", contact=contact.name),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
            SimpleNamespace(caption=contact.label, url=page.card_url(contact)),
        ],
        url=here,
        hidden=[("once", sent_once())],
        notice=missing and SimpleNamespace(text=i18n.tell(missing[0]), link=see_link(missing[1])),
        back_url=page.card_url(contact),
    )
    if SALESPERSON in view.by_name:
        control = view.by_name[SALESPERSON]
        control.options = offered(reading(), [form.fields[SALESPERSON]]).get("salesperson", [])
        control.shown = next((each.label for each in control.options if each.value == control.text), "")
    return render("outbox/compose.html", status=status, mail=view)


@bp.post("/contacts/<key:key>/mail")
@needs(Area.INTERACTIONS, Right.WRITE)
@takes_files
def mail_now(key: str) -> Response:
    contact = _contact(key)
    form = Form(_fields(), {}, request.form, reading())  # type: ignore[arg-type]
    try:
        values = form.read()
        logging = Logging(work_date(), right_now(), values.pop(SALESPERSON, None))
        with transaction(say(MAILED, contact=contact.label), current_user().author) as session:
            letter = Letter(
                **values, reply_to=current_user().email, files=bring_files(session, files_brought(), "files")
            )
            mail = mail_contact(session, _contact(key), letter, logging, sent_once())
    except Invalid:
        return _compose(contact, form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _compose(_contact(key), form, 422)
    _tell(contact, mail)
    return done(_card(contact))


def _tell(contact: Contact, mail: Mail) -> None:
    entry = reading().get(Interaction, mail.interaction_id) if mail.interaction_id else None
    if entry is not None:
        text = say(
            N_("The mail goes to %(to)s. Logged as %(entry)s on %(contact)s."),
            to=mail.recipients, entry=entry.id, contact=entry.contact_name,
        )  # fmt: skip
    else:
        text = say(N_("The mail goes to %(to)s. It is not recorded."), to=mail.recipients)
    url = url_of(mail)
    link = SimpleNamespace(url=url, text=i18n.gettext("Look into the outbox")) if url else None
    receipt(text, details=[i18n.tell(state_in_words(mail))], link=link, undo=False)


@bp.post("/contacts/mail")
@needs(Area.INTERACTIONS, Right.WRITE)
def mail_ticked() -> Response:
    """From the list: to the one that is ticked."""
    keys, page = ticked_keys(), page_of(Contact.type_name)
    assert page is not None
    if len(keys) != 1:
        receipt(say(N_("A mail goes to one contact. Tick one, then try again.")), tone="note", undo=False)
        return done(page.url())
    return done(url_for(".mail", key=keys[0]))


def _contact(key: str) -> Contact:
    page = page_of(Contact.type_name)
    assert page is not None
    return cast(Contact, find(reading(), page, key))


def _card(contact: Contact) -> str:
    return url_of(contact) or "/"
