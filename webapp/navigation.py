"""The way around: what stands on the left, for whom."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import NamedTuple

from flask import request, url_for

from . import i18n
from .domain.errors import N_, P_
from .domain.users.rights import Area, Right, Role, may
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
        N_("Sales"),
        (
            Item(N_("Sales Quotes"), "documents.sales_quotes_list", "file-text", Area.SALES, go="q"),
            Item(N_("Sales Orders"), "documents.sales_orders_list", "shopping-cart", Area.SALES, go="o"),
            Item(N_("Blanket Sales Orders"), "documents.blanket_sales_orders_list", "files", Area.SALES),
            Item(N_("Items"), "products.items_list", "tag", Area.SALES, go="i"),
            Item(N_("Resources"), "products.resources_list", "hammer", Area.SALES),
            Item(N_("Service Orders"), "documents.service_orders_list", "wrench", Area.SERVICE, go="e"),
        ),
    ),
    Group(
        N_("Purchases"),
        (
            Item(N_("Purchase Quotes"), "documents.purchase_quotes_list", "file-text", Area.PURCHASES),
            Item(N_("Purchase Orders"), "documents.purchase_orders_list", "package", Area.PURCHASES, go="p"),
            Item(N_("Blanket Purchase Orders"), "documents.blanket_purchase_orders_list", "files", Area.PURCHASES),
        ),
    ),
    Group(
        N_("Interactions"),
        (
            Item(N_("Interactions"), "interactions.interactions_list", "message-square", Area.INTERACTIONS, go="j"),
            Item(N_("Postponed Interactions"), "interactions.postponed_list", "clock", Area.INTERACTIONS),
            Item(N_("Outbox"), "outbox.outbox_list", "send", Area.INTERACTIONS),
            Item(
                N_("Interaction Templates"),
                "interactions.interaction_templates_list",
                "message-square-text",
                Area.INTERACTIONS,
            ),
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
    """The groups that this person may enter, with the item marked that this page belongs to."""
    groups = _groups(Role(user.role), i18n.current().tag, request.root_path)
    here = _current([item.url for group in groups for item in group.items])
    return [SimpleNamespace(caption=group.caption, items=group.items, here=here) for group in groups]


@cache
def _groups(role: Role, _language: str, _root: str) -> list[SimpleNamespace]:
    groups = [
        SimpleNamespace(
            caption=i18n.gettext(group.caption),
            items=[_shown(item) for item in group.items if item.area is None or may(role, item.area, Right.READ)],
        )
        for group in GROUPS
    ]
    return [group for group in groups if group.items]


def _shown(item: Item) -> SimpleNamespace:
    return SimpleNamespace(caption=i18n.gettext(item.caption), url=url_for(item.endpoint), icon=item.icon, go=item.go)


def _current(urls: list[str]) -> str:
    """The address that is the longest beginning of this page's."""
    path = request.root_path + request.path
    home = request.root_path + "/"
    here = [url for url in urls if path == url or (url != home and path.startswith(url.rstrip("/") + "/"))]
    return max(here, key=len, default="")
