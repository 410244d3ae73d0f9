"""The ways from a contact to what is said to it: interactions, telephone calls, cover sheets."""

from __future__ import annotations

from ...domain.contacts.contact import Contact
from ...domain.contacts.privacy import check_not_blocked
from ...domain.errors import N_, Refused
from ...domain.users.rights import Area, Right
from ...domain.users.user import User
from ...pages import Action, Why
from ...pages.actions import missing_right
from .around import Around

COVER_SHEET = "cover-sheet"
MOST_SHEETS = 200
WAYS = {
    "new": "interactions.interactions_new",
    "call": "interactions.interactions_call",
    COVER_SHEET: "interactions.cover_sheet",
}


def unless_allowed(_contact: object, user: User, _seen: object) -> Why | None:
    may = user.may(Area.INTERACTIONS, Right.WRITE)
    return None if may else missing_right(Area.INTERACTIONS, Right.WRITE)


def unless_silent(contact: Contact, user: User, seen: Around) -> Why | None:
    """Nobody talks to those who are blocked for privacy."""
    try:
        check_not_blocked(contact)
    except Refused as refused:
        return Why(refused.message, refused.see)
    return unless_allowed(contact, user, seen)


def _action(way: str, caption: str, icon: str) -> Action:
    return Action(
        f"say-{way}", caption, "contacts.say", icon, place="more", enabled=unless_silent, values=(("way", way),)
    )


TO_SAY = (
    _action("new", N_("Create interaction"), "message-square"),
    _action("call", N_("Make phone call"), "phone"),
    _action(COVER_SHEET, N_("Cover sheet"), "printer"),
)
TO_INTERACTIONS = Action(
    "say-new",
    N_("Create interaction"),
    "interactions.interactions_new",
    "message-square",
    place="more",
    enabled=unless_allowed,
)


def _ticked(way: str, caption: str, icon: str) -> Action:
    return Action(
        f"ticked-{way}",
        caption,
        "contacts.say_ticked",
        icon,
        Right.READ,
        "post",
        enabled=unless_allowed,
        values=(("way", way),),
    )


TICKED = (
    _ticked("new", N_("Create interaction"), "message-square"),
    _ticked("call", N_("Make phone call"), "phone"),
    _ticked(COVER_SHEET, N_("Cover sheet"), "printer"),
)
