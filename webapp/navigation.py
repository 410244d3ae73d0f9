"""The way around: what stands on the left, for whom."""

from __future__ import annotations

from types import SimpleNamespace
from typing import NamedTuple

from flask import request, url_for

from . import i18n
from .domain.errors import N_, P_
from .domain.users.rights import Area, Right
from .domain.users.user import User


class Item(NamedTuple):
    caption: str
    endpoint: str
    icon: str
    area: Area | None = None
    go: str = ""
    """The letter after `g` that leads here."""


class Group(NamedTuple):
    caption: str
    items: tuple[Item, ...]


GROUPS = (
    Group("", (Item(N_("Home"), "home.index", "house", go="h"),)),
    Group(
        N_("In step"),
        (
            Item(N_("Contacts"), "contacts.contacts_list", "contact", Area.CONTACTS, go="c"),
            Item(N_("Customers"), "partners.customers_list", "store", Area.SALES, go="k"),
            Item(N_("Vendors"), "partners.vendors_list", "factory", Area.PURCHASES, go="v"),
            Item(N_("Bank Accounts"), "partners.bank_accounts_list", "landmark", Area.BANKING, go="b"),
        ),
    ),
    Group(
        N_("Administration"),
        (
            Item(N_("Setup"), "setup.index", "settings", go="s"),
            Item(N_("Users"), "setup.users_list", "user-cog", Area.USERS, go="u"),
            Item(P_("several", "Number Series"), "setup.number_series_list", "hash", Area.COMPANY, go="n"),
            Item(N_("Change log"), "changes.list", "history", Area.COMPANY, go="l"),
            Item(N_("Data health"), "home.health_overview", "activity", Area.COMPANY, go="d"),
        ),
    ),
)


def for_user(user: User) -> list[SimpleNamespace]:
    groups = [
        SimpleNamespace(
            caption=i18n.gettext(group.caption),
            items=[_shown(item) for item in group.items if item.area is None or user.may(item.area, Right.READ)],
        )
        for group in GROUPS
    ]
    current = _current([item for group in groups for item in group.items])
    if current:
        current.current = True
    return [group for group in groups if group.items]


def _shown(item: Item) -> SimpleNamespace:
    return SimpleNamespace(
        caption=i18n.gettext(item.caption), url=url_for(item.endpoint), icon=item.icon, current=False, go=item.go
    )


def _current(items: list[SimpleNamespace]) -> SimpleNamespace | None:
    """The item whose address is the longest beginning of this page's."""
    here = [item for item in items if request.path == item.url or request.path.startswith(item.url.rstrip("/") + "/")]
    return max(
        (item for item in here if item.url != "/" or request.path == "/"), key=lambda item: len(item.url), default=None
    )
