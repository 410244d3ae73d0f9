"""Link with existing, once the record is chosen: look at both side by side, link; and unlink."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace
from typing import Any, cast

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Refused, say
from ...domain.partners.kinds import PartnerKind
from ...domain.partners.partner import Partner
from ...domain.relations.linking import Choice, check_linkable, check_untied, settled, unlink
from ...domain.relations.linking import link as link_now
from ...domain.relations.links import linkable, relation_between
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import find, held
from ...pages.lookups import resolve
from ...pages.next_step import next_url
from ...pages.rendering import page_of, see_link
from ...security import current_user, needs
from . import bp
from .choosing import breadcrumb_of, choose_account, choose_kind, kind_of_address, stopped, title_of
from .pages import CONTACTS
from .sides import choice_of, sides_view
from .views import contact_of_address

LONGEST_QUERY = 200
LINKED = N_("Linked: contact %(contact)s and %(table)s %(account)s")
UNLINKED = N_("Unlinked: contact %(contact)s and %(table)s %(account)s")
OTHERWISE = N_("This is what would come of it now. Look at the result, then link.")


@bp.get("/contacts/<key:key>/link")
@bp.get("/contacts/<key:key>/link/<kind>")
@needs(Area.CONTACTS, Right.WRITE)
def link(key: str, kind: str = "") -> Response:
    """Step by step: which kind, which record, what stays."""
    contact = contact_of_address(key)
    kind = kind or request.args.get("kind", "")
    if not kind:
        return choose_kind(contact)
    return _show(contact, kind_of_address(kind), request.args.get("no", ""))


@bp.post("/contacts/<key:key>/link/<kind>")
@needs(Area.CONTACTS, Right.WRITE)
def do_link(key: str, kind: str) -> Response:
    contact, of_kind, no = contact_of_address(key), kind_of_address(kind), request.form.get("no", "")
    try:
        with transaction(say(LINKED, contact=contact.label, table="", account=""), current_user().author) as session:
            [contact] = held(session, CONTACTS, key)
            partner = _account(session, of_kind, no, lock=True)
            linked, choice = check_linkable(session, contact, of_kind), choice_of(request.form, of_kind)
            if request.args.get("seen") != _mark(linked, partner, choice):
                raise Refused(OTHERWISE)
            what = _what(LINKED, linked, partner)
            name_action(session, what)
            link_now(session, contact, partner, choice)
    except Refused as refused:
        return _show(contact_of_address(key), of_kind, no, refused)
    session = reading()
    receipt(what, about=relation_between(session, linkable(session, contact), of_kind))
    return done(next_url(contact.no) or CONTACTS.card_url(contact))


@bp.get("/contacts/<key:key>/unlink/<kind>", endpoint="unlink")
@needs(Area.CONTACTS, Right.WRITE)
def ask_unlink(key: str, kind: str) -> Response:
    contact, of_kind = contact_of_address(key), kind_of_address(kind)
    session = reading()
    linked, partner = _both(session, contact, of_kind)
    confirm = SimpleNamespace(
        title=i18n.gettext(
            "Unlink %(contact)s and %(account)s?",
            contact=linked.label,
            account=i18n.tell(say(N_("%(table)s %(record)s"), table=say(partner.one), record=partner.label)),
        ),
        text=[
            i18n.gettext("Both stay as they are. What is changed on one of them does not reach the other any more."),
            i18n.gettext("Undo links them again."),
        ],
        places=[],
        url=url_for(".do_unlink", key=contact.key, kind=of_kind.word),
        button=i18n.gettext("Unlink"),
        danger=False,
        hidden=[],
        cancel_url=CONTACTS.card_url(contact),
        blocked=False,
        choices=None,
        comparison=None,
    )
    return render("page/confirm.html", confirm=confirm)


@bp.post("/contacts/<key:key>/unlink/<kind>")
@needs(Area.CONTACTS, Right.WRITE)
def do_unlink(key: str, kind: str) -> Response:
    of_kind = kind_of_address(kind)
    with transaction(say(UNLINKED, contact="", table="", account=""), current_user().author) as session:
        [contact] = held(session, CONTACTS, key)
        linked, partner = _both(session, contact, of_kind)
        what = _what(UNLINKED, linked, partner)
        name_action(session, what)
        relation = relation_between(session, linked, of_kind)
        assert relation is not None
        unlink(session, relation)
    receipt(what)
    return done(CONTACTS.card_url(contact))


def _both(session: Session, contact: Contact, kind: PartnerKind) -> tuple[Contact, Partner]:
    linked = linkable(session, contact)
    relation = relation_between(session, linked, kind)
    if relation is None or relation.partner is None:
        raise NotFound
    return linked, relation.partner


def _what(text: str, contact: Contact, partner: Partner) -> Any:
    return say(text, contact=contact.label, table=say(partner.one), account=partner.label)


def _account(session: Session, kind: PartnerKind, typed: str, lock: bool = False) -> Partner:
    """The account somebody chose or typed, if it has no contact yet."""
    table = kind.model.type_name
    no = resolve(session, Field(kind.model.one, "reference", refers_to=table), typed)
    page = page_of(table)
    assert page is not None
    partner = cast(Partner, find(session, page, no or "", lock=lock))
    check_untied(session, partner)
    return partner


def _mark(linked: Contact, partner: Partner, choice: Choice) -> str:
    """Of what was looked at. What is done is what was shown, or it is shown again."""
    values = sorted((field, str(value)) for field, value in settled(linked, partner, choice).items())
    return hashlib.sha256(repr((linked.id, partner.id, values)).encode()).hexdigest()[:16]


def _show(contact: Contact, kind: PartnerKind, no: str, refused: Refused | None = None) -> Response:
    """What stands in the way first, then the record to choose, then both side by side."""
    session = reading()
    status = 409 if refused else 200
    try:
        linked = check_linkable(session, contact, kind)
    except Refused as stands_in_the_way:
        return stopped(contact, kind, stands_in_the_way, status)
    if not no:
        return choose_account(session, contact, linked, kind)
    try:
        partner = _account(session, kind, no)
    except Refused as not_this_one:
        return choose_account(session, contact, linked, kind, not_this_one, status)
    choice = choice_of(request.values, kind)
    view = sides_view(session, linked, partner, choice)
    view.title, view.breadcrumb = title_of(contact, kind), breadcrumb_of(contact)
    view.company = linked.label if linked is not contact else ""
    view.problem = i18n.tell(refused.message) if refused else view.problem
    view.problem_link = see_link(refused.see) if refused else None
    view.no = partner.no  # type: ignore[attr-defined]
    view.url = url_for(".link", key=contact.key, kind=kind.word)
    view.post_url = url_for(".do_link", key=contact.key, kind=kind.word, seen=_mark(linked, partner, choice))
    view.cancel_url = CONTACTS.card_url(contact)
    return render("contacts/link.html", "link", status, link=view)
