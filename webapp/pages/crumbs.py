"""What pages are called, and the way to them."""

from __future__ import annotations

from types import SimpleNamespace

from .. import i18n
from ..domain.base import Base, Coded
from .addresses import address_of
from .declarations import Page
from .query import led_here


def title_of(page: Page, record: Base | None) -> str:
    if record is None:
        return i18n.gettext("New: %(record)s", record=i18n.gettext(page.model.one))
    if page.is_single:
        return i18n.gettext(page.model.one)
    if isinstance(record, Coded) and record.description:
        return f"{record.code} · {record.description}"
    return record.label


def way_of_list(page: Page) -> list[SimpleNamespace]:
    """The way from the area's own page, where it has one."""
    return (
        [SimpleNamespace(caption=i18n.gettext("Setup"), url=address_of("setup.index"))] if page.home == "setup" else []
    )


def way_of_card(page: Page, record: Base | None, owner: Base | None) -> list[SimpleNamespace]:
    crumbs = way_of_list(page)
    listed = page.parent or page
    if not listed.is_single:
        url = listed.url() + led_here(listed)
        crumbs.append(SimpleNamespace(caption=i18n.gettext(listed.called or listed.model.many), url=url))
    if page.parent is not None:
        key = owner.key if owner is not None else page.parent_key(record)  # type: ignore[arg-type]
        crumbs.append(SimpleNamespace(caption=key, url=page.parent.url("card", key=key)))
    return crumbs


def way_beyond(page: Page, record: Base | None) -> list[SimpleNamespace]:
    """To a page about a card: that to the card, and the card itself, unless it is gone."""
    crumbs = [] if page.is_single else way_of_card(page, record, None)
    if record is None:
        return crumbs
    return [*crumbs, SimpleNamespace(caption=title_of(page, record), url=page.card_url(record))]
