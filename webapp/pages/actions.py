"""Actions as a template shows them: allowed, or with the reason why not."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from types import MappingProxyType, SimpleNamespace
from typing import Any

from flask import g, request

from .. import i18n
from ..domain.base import Base
from ..domain.errors import N_, say
from ..domain.users.rights import Area, Right
from .addresses import address_of
from .declarations import Action, Page, Why
from .query import read_query
from .rendering import see_link

MISSING = N_("Your role lacks the right to %(right)s in %(area)s. An owner can give it to you.")

EMPTY: Mapping[str, str] = MappingProxyType({})


def action_views(
    actions: Iterable[Action],
    record: Base | None = None,
    page: Page | None = None,
    around: Any = None,
    values: Mapping[str, str] = EMPTY,
) -> list[SimpleNamespace]:
    area = page.area if page else None
    address = page.address(record) if page and record is not None else {}
    return [
        _view(
            action,
            address_of(action.endpoint, **{**address, **values, **dict(action.values)}),
            _why_not(action, record, area, around),
        )
        for action in actions
    ]


def new_action(page: Page, begin: Mapping[str, str], place: str = "primary", keys: str = "Alt+N") -> SimpleNamespace:
    """The way to a new record that begins with some values: the primary action of a list, one beside others on a card."""
    action = Action(f"new-{page.word}", N_("New"), "", "plus", page.write, place=place, keys=keys)
    return _view(action, page.url("new", **begin), None)


def card_actions(page: Page, record: Base, around: Any = None) -> list[SimpleNamespace]:
    """What the page declares, then what every card has: its history, and an end."""
    kept = read_query(page).kept if page.keeps_filters else EMPTY
    views = action_views(page.actions, record, page, around, kept)
    history = Action("history", N_("Change log"), "", "history", place="more")
    views.append(_view(history, page.card_url(record, "history"), None))
    if page.delete is not None:
        delete = Action("delete", N_("Delete"), "", "trash-2", page.remove, place="more", danger=True)
        views.append(_view(delete, page.card_url(record, "delete"), _why_not(delete, record, page.area, around)))
    return views


def _why_not(action: Action, record: Base | None, area: Area | None, around: Any) -> Why | None:
    if area and not g.user.may(area, action.right):
        return missing_right(area, action.right)
    return action.enabled(record, g.user, around) if action.enabled else None


def missing_right(area: Area, right: Right) -> Why:
    return Why(say(MISSING, right=say(right.caption), area=say(area.caption)))


def once_word() -> str:
    """A word for a form that must not count twice, however often it is sent."""
    return secrets.token_urlsafe(12)


def sent_once() -> str:
    """The word of the form that was sent; another one where it brought none that a database can keep."""
    word = request.form.get("once", "")
    return word if word and "\0" not in word else once_word()


def _view(action: Action, url: str, why_not: Why | None) -> SimpleNamespace:
    link = see_link(why_not.see) if why_not else None
    return SimpleNamespace(
        id=action.word,
        caption=i18n.gettext(action.caption),
        icon=action.icon,
        url=url,
        method=action.method,
        place=action.place,
        danger=action.danger,
        keys=action.keys,
        confirm=None,
        once=once_word() if action.once else "",
        why_not=why_not and SimpleNamespace(
            text=i18n.tell(why_not.message), url=link.url if link else None, link_text=link.text if link else ""
        ),
    )  # fmt: skip
