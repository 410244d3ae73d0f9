"""The sync inspector: everything a contact shares with its accounts, and why each value is what it is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import g, request, url_for
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import name_action, reading, transaction, written
from ...domain.changes import Step
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Message, Refused, say
from ...domain.partners.partner import Partner
from ...domain.relations.inspector import Cell, Row, following, give_to_all, shared_values
from ...domain.relations.links import linkable, linked_partners
from ...domain.setup.marketing import MarketingSetup
from ...domain.setup.single import the
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import held
from ...pages.memory import change_set_url, moment_text, rule_caption, source_of
from ...pages.receipts import elsewhere
from ...pages.rendering import page_of, see_link
from ...security import current_user, needs
from . import bp
from .pages import CONTACTS
from .sides import value_text
from .views import contact_of_address

MADE_EQUAL = N_("Made equal: %(caption)s of %(contact)s")


@bp.get("/contacts/<key:key>/inspect")
@needs(Area.CONTACTS, Right.READ)
def inspect(key: str) -> Response:
    """A person's accounts are those of the company."""
    session, contact = reading(), contact_of_address(key)
    linked = linkable(session, contact)
    if linked is not contact:
        return done(url_for(".inspect", key=linked.key))
    partners = linked_partners(session, contact)
    rows = shared_values(session, contact, partners)
    persons = following(session, contact, the(session, MarketingSetup)) if contact.is_company else []
    unequal = sum(not row.equal for row in rows)
    inspected = SimpleNamespace(
        title=i18n.gettext("Compare the cards: %(contact)s", contact=contact.label),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(Contact.many), url=CONTACTS.url()),
            SimpleNamespace(caption=contact.label, url=CONTACTS.card_url(contact)),
        ],
        text=_verdict(len(partners), unequal),
        unequal=unequal,
        columns=[_column(card) for card in (contact, *partners)],
        rows=[_row(row) for row in rows if not row.blank],
        blank=[i18n.gettext(row.field.caption) for row in rows if row.blank],
        persons=[_numbers(*each) for each in persons],
        url=url_for(".give_to_all", key=contact.key),
        may_mend=g.user.may(Area.CONTACTS, Right.WRITE),
        relations_url=url_for(".relations", key=contact.key),
    )
    return render("contacts/inspect.html", inspected=inspected)


@bp.post("/contacts/<key:key>/inspect", endpoint="give_to_all")
@needs(Area.CONTACTS, Right.WRITE)
def give(key: str) -> Response:
    """Where the cards differ, the value of one of them for all."""
    name, _colon, table = request.form.get("take", "").partition(":")
    what = say(MADE_EQUAL, caption="", contact=contact_of_address(key).label)
    try:
        with transaction(what, current_user().author) as session:
            [contact] = held(session, CONTACTS, key)
            cards: list[Any] = [contact, *linked_partners(session, contact)]
            card = next((each for each in cards if each.type_name == table), None)
            give_to_all(session, contact, name, card)
            caption = say(Contact.__mapper__.columns[name].info["field"].caption)
            what = say(MADE_EQUAL, caption=caption, contact=contact.label)
            name_action(session, what)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        _tell(what, card)
    return done(url_for(".inspect", key=contact_of_address(key).key))


def _tell(what: Message, card: Any) -> None:
    """There is no way back to cards that differ; what stood there is in the log."""
    memory = written()
    if memory is None or memory.change_set_id is None:
        receipt(say(N_("The cards are the same in everything they share.")), tone="note", undo=False)
        return
    log = SimpleNamespace(url=change_set_url(memory.change_set_id), text=i18n.gettext("What stood there before"))
    receipt(what, details=elsewhere(memory, card), link=log, undo=False)


def _verdict(accounts: int, unequal: int) -> str:
    if not accounts:
        return i18n.gettext("There is nothing to compare: the contact is not linked.")
    if not unequal:
        return i18n.gettext("The cards are the same in everything they share.")
    return i18n.ngettext(
        "The cards differ in %(number)s field. Choose whose value is for all.",
        "The cards differ in %(number)s fields. Choose whose values are for all.",
        unequal,
        number=unequal,
    )


def _column(card: Contact | Partner) -> SimpleNamespace:
    page = page_of(card.type_name)
    assert page is not None
    url = page.card_url(card) if g.user.may(page.area, Right.READ) else None
    return SimpleNamespace(caption=i18n.gettext(card.one), key=card.key, url=url)


def _row(row: Row) -> SimpleNamespace:
    cells = [_cell(row, cell) if cell is not None else None for cell in row.cells]
    return SimpleNamespace(name=row.name, caption=i18n.gettext(row.field.caption), equal=row.equal, cells=cells)


def _cell(row: Row, cell: Cell) -> SimpleNamespace:
    return SimpleNamespace(
        table=cell.record.type_name,
        text=value_text(cell.value, row.field),
        why=_why(row, cell.step) if cell.step else None,
        url=_why_url(cell.record, row.name),
    )


def _why(row: Row, step: Step) -> SimpleNamespace:
    return SimpleNamespace(
        when=moment_text(step.change_set.at),
        who=step.change_set.by_name,
        text=i18n.tell(step.change_set.message),
        rule=rule_caption(step.change.rule),
        source=source_of(step.change),
        before=value_text(step.before, row.field),
    )


def _why_url(record: Any, name: str) -> str | None:
    page = page_of(record.type_name)
    assert page is not None
    return page.card_url(record, "why", field=name) if g.user.may(page.area, Right.READ) else None


def _numbers(caption: str, follow: int, own: int) -> SimpleNamespace:
    locale = i18n.current().locale
    return SimpleNamespace(
        caption=i18n.gettext(caption),
        follow=formats.show_number(follow, locale),
        own=formats.show_number(own, locale),
    )
