"""Role chips: which accounts a contact has, and what can be done about each."""

from __future__ import annotations

from functools import partial

from flask import url_for

from ... import i18n
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Refused
from ...domain.partners.kinds import PARTNER_KINDS, PartnerKind
from ...domain.partners.partner import Partner
from ...domain.relations.linking import check_free
from ...domain.users.rights import Area, Right
from ...domain.users.user import User
from ...pages import Action, Chip, Why
from ...pages.actions import missing_right
from ...pages.rendering import page_of
from ...security import current_user
from .around import Around


def chips(contact: Contact, seen: Around) -> list[Chip]:
    return [_role_chip(word, seen) for word in PARTNER_KINDS]


def _role_chip(word: str, seen: Around) -> Chip:
    """A filled chip opens the other card; an empty one offers to make or find it."""
    partner, caption = seen.partners.get(word), i18n.gettext(PARTNER_KINDS[word].model.one)
    if partner is None:
        return Chip(f"{caption} –", None, "empty", EMPTY_CHIP[word])
    return Chip(f"{caption} {partner.key}", readable_url(partner), "role", FILLED_CHIP[word])


def readable_url(partner: Partner) -> str | None:
    """The card of an account, for those who may look at such."""
    page = page_of(partner.type_name)
    assert page is not None
    return page.card_url(partner) if current_user().may(page.area, Right.READ) else None


def unless_linkable(kind: PartnerKind, contact: Contact, user: User, seen: Around) -> Why | None:
    """Why a contact cannot have an account of this kind, by whoever asks."""
    why = unless_theirs(kind, contact, user, seen)
    if why is not None:
        return why
    try:
        check_free(contact, seen.company or contact, kind, seen.partners.get(kind.word), seen.setup)
    except Refused as refused:
        return Why(refused.message, refused.see)
    return None


def unless_theirs(kind: PartnerKind, _contact: Contact, user: User, _seen: Around) -> Why | None:
    area = Area(kind.model.area)
    return None if user.may(area, Right.WRITE) else missing_right(area, Right.WRITE)


def create_action(kind: PartnerKind, word: str) -> Action:
    return Action(
        f"{word}-{kind.word}", kind.create_as, "contacts.create_as", "plus", Right.WRITE, "post", "more",
        enabled=partial(unless_linkable, kind), values=(("kind", kind.word),),
    )  # fmt: skip


EMPTY_CHIP = {
    word: (
        create_action(kind, "create"),
        Action(
            f"link-{word}", N_("Link with existing"), "contacts.link", "link", Right.WRITE, place="more",
            enabled=partial(unless_linkable, kind), values=(("kind", word),),
        ),
    ) for word, kind in PARTNER_KINDS.items()
}  # fmt: skip
FILLED_CHIP = {
    word: (
        Action(f"inspect-{word}", N_("Compare the cards"), "contacts.inspect", "columns-2", place="more"),
        Action(
            f"unlink-{word}", N_("Unlink"), "contacts.unlink", "unlink", Right.WRITE, place="more",
            enabled=partial(unless_theirs, kind), values=(("kind", word),),
        ),
    ) for word, kind in PARTNER_KINDS.items()
}  # fmt: skip
TO_ACCOUNTS = (
    *(create_action(kind, "create-as") for kind in PARTNER_KINDS.values()),
    Action("link", N_("Link with existing"), "contacts.link", "link", Right.WRITE, place="more"),
    Action("inspect", N_("Compare the cards"), "contacts.inspect", "columns-2", place="more"),
    Action("relations", N_("Business relations"), "contacts.relations", "share-2", place="more"),
)
TICKED_TO_ACCOUNTS = tuple(
    Action(f"create-many-{word}", kind.create_as, "contacts.create_many", "plus", Right.WRITE, "post", values=(("kind", word),))
    for word, kind in PARTNER_KINDS.items()
)  # fmt: skip


def relations_url(contact: Contact, seen: Around) -> str | None:
    """The only account there is, or the list of all relations."""
    only = next(iter(seen.partners.values())) if len(seen.partners) == 1 else None
    if only is not None and contact.business_relation != "multiple":
        return readable_url(only)
    return url_for("contacts.relations", key=contact.key)
