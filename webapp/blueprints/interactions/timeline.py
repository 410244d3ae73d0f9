"""The history of a contact beside its card, and on the cards of its accounts: what was said, noted and changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from flask import g, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import reading
from ...domain.changes import ChangeSet
from ...domain.comments import Comment
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, P_
from ...domain.interactions.channels import Channel, Groups, channel_of, channels_of_groups
from ...domain.interactions.interaction import EVALUATIONS
from ...domain.interactions.timeline import (
    CHANGES,
    COMMENTS,
    INTERACTIONS,
    SOURCES,
    About,
    Entry,
    Item,
    Places,
    comments_of,
    timeline,
)
from ...domain.interactions.titles import title_of
from ...domain.outbox.mail import State
from ...domain.partners.partner import Partner
from ...domain.relations.links import contact_of
from ...domain.users.rights import Area, Right
from ...domain.users.user import User
from ...pages import Action, Page, Why, render
from ...pages.actions import action_views, missing_right
from ...pages.finding import find
from ...pages.memory import change_set_url
from ...pages.rendering import page_of, url_of, wants_fragment
from ...pages.today import time_zone
from ...security import needs
from . import bp

AT_ONCE = 30
OF_CARDS = ("contact", "customer", "vendor", "bank_account")
ALL = P_("history", "All")
ICONS = {
    Channel.DOCUMENT: "file-text",
    Channel.MAIL: "mail",
    Channel.PHONE: "phone",
    Channel.MEETING: "users",
    Channel.OTHER: "arrow-right-left",
}
TONES = {State.WAITING: "", State.SENDING: "", State.SENT: "good", State.FAILED: "warning", State.HELD: "warning"}
PLACES = {
    INTERACTIONS: re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?) (\d{1,9})"),
    COMMENTS: re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,9})"),
    CHANGES: re.compile(r"(\d{1,9})"),
}
"""How the address says where each source goes on."""


@bp.get("/interactions/of/<source>/<key:key>")
@needs(Area.INTERACTIONS, Right.READ)
def of(source: str, key: str) -> Response:
    page, record = _found(source, key)
    shown = request.args.get("show", "")
    if shown and shown not in SOURCES:
        raise NotFound
    seen = _seen()
    contact = record if isinstance(record, Contact) else contact_of(reading(), record)
    about = About(record, contact, ZoneInfo(time_zone()))
    found = timeline(reading(), about, [shown] if shown else list(SOURCES), seen, AT_ONCE)
    view = SimpleNamespace(
        title=i18n.gettext("History of %(record)s", record=record.label),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
            SimpleNamespace(caption=record.label, url=page.card_url(record)),
        ],
        chips=_chips(source, key, shown),
        actions=_actions(contact),
        months=list(_months(about, found.items)),
        earlier_url=_url(source, key, shown, found.earlier, _month(found.items[-1])) if found.earlier else None,
        newest_url=_url(source, key, shown, {}) if seen and not wants_fragment() else None,
    )
    return render("interactions/timeline.html", "earlier" if seen else "history", view=view)


def _found(source: str, key: str) -> tuple[Page, Any]:
    page = page_of(source)
    if source not in OF_CARDS or page is None or not g.user.may(page.area, Right.READ):
        raise NotFound
    record = find(reading(), page, key)
    assert isinstance(record, Contact | Partner)
    return page, record


def _actions(contact: Contact | None) -> list[SimpleNamespace]:
    """What can be said next; nothing where nobody is linked."""
    if contact is None:
        return []
    with_it, of_it = (("contact", contact.no),), (("key", contact.no),)
    ways = (
        ("create-interaction", N_("Create Interaction"), "interactions.interactions_new", "plus", with_it),
        ("make-call", N_("Make phone call"), "interactions.interactions_call", "phone", with_it),
        ("write-mail", N_("Mail"), "outbox.mail", "mail", of_it),
    )
    actions = [
        Action(word, caption, endpoint, icon, enabled=unless_writing, values=values)
        for word, caption, endpoint, icon, values in ways
    ]
    return action_views(actions, contact)


def unless_writing(_contact: Contact, user: User, _around: None) -> Why | None:
    """The pages themselves say whom nobody talks to."""
    area, right = Area.INTERACTIONS, Right.WRITE
    return None if user.may(area, right) else missing_right(area, right)


def _seen() -> Places:
    """What the address says, as far as it can be read."""
    found = {word: shape.fullmatch(request.args.get(word, "")) for word, shape in PLACES.items()}
    places = {word: match.groups() for word, match in found.items() if match}
    return {word: place for word, place in places.items() if _is_real(place)}


def _is_real(place: tuple[str, ...]) -> bool:
    """No thirtieth of February, no hour 25."""
    try:
        return bool(len(place) == 1 or dt.datetime.fromisoformat(" ".join(place[:-1])))
    except ValueError:
        return False


def _url(source: str, key: str, shown: str, places: Places, month: str = "") -> str:
    where = {word: " ".join(place) for word, place in places.items()}
    return url_for(".of", source=source, key=key, show=shown or None, month=month or None, **where)


def _month(item: Item) -> str:
    return f"{item.when[0]:%Y-%m}"


def _chips(source: str, key: str, shown: str) -> list[SimpleNamespace]:
    captions = {"": ALL, **{word: each.caption for word, each in SOURCES.items()}}
    return [
        SimpleNamespace(
            word=word or "all", caption=i18n.gettext(caption), url=_url(source, key, word, {}), current=word == shown
        )
        for word, caption in captions.items()
    ]


def _months(about: About, items: list[Item]) -> Iterator[SimpleNamespace]:
    """The items month by month; one that the list before has ended with goes on there."""
    entries = [item.what.interaction for item in items if item.source == INTERACTIONS]
    groups = channels_of_groups(reading()) if entries else {}
    notes = comments_of(reading(), entries) if entries else {}
    goes_on = request.args.get("month") if wants_fragment() else None
    for month, some in groupby(items, key=_month):
        first = dt.date.fromisoformat(f"{month}-01")
        yield SimpleNamespace(
            caption=formats.show_month(first, i18n.current().locale) if month != goes_on else "",
            items=[_item(about, item, groups, notes) for item in some],
        )


def _item(about: About, item: Item, groups: Groups, notes: dict[int, list[Comment]]) -> SimpleNamespace:
    if item.source == INTERACTIONS:
        return _entry(about, item.what, groups, notes)
    return _comment(item.what) if item.source == COMMENTS else _change(item)


def _entry(about: About, entry: Entry, groups: Groups, notes: dict[int, list[Comment]]) -> SimpleNamespace:
    told, locale = entry.interaction, i18n.current().locale
    channel = channel_of(told, groups, mailed=entry.mail is not None)
    elsewhere = about.contact is not None and told.contact_no != about.contact.no
    return SimpleNamespace(
        id=f"entry-{told.id}",
        icon=ICONS[channel],
        kind=i18n.gettext(channel.caption),
        title=i18n.tell(title_of(told, entry.template, entry.salesperson)),
        url=url_of(told),
        cancelled=told.cancelled,
        when=f"{formats.show_date(told.date, locale)} {formats.show_time(told.time, locale)}",
        chips=list(_marks(entry)),
        text=told.description,
        text_url=_document_url(entry),
        lines=[line for note in notes.get(told.id, ()) for line in note.text.splitlines()],
        who=told.contact_name if elsewhere else "",
        file_name=told.file_name,
        file_url=url_for(".file", key=told.key) if told.file_id is not None else None,
    )


def _marks(entry: Entry) -> Iterator[SimpleNamespace]:
    """What catches the eye: how far the mail is, what came of it."""
    told = entry.interaction
    if told.cancelled:
        yield SimpleNamespace(caption=i18n.gettext("Cancelled"), tone="")
    if entry.mail is not None:
        state = State(entry.mail)
        yield SimpleNamespace(caption=i18n.gettext(state.caption), tone=TONES[state])
    if told.attempt_failed:
        yield SimpleNamespace(caption=i18n.gettext("Attempt Failed"), tone="warning")
    if told.evaluation:
        yield SimpleNamespace(caption=i18n.gettext(dict(EVALUATIONS)[told.evaluation]), tone="")


def _document_url(entry: Entry) -> str | None:
    """The version that went out; without one the document as it is now. Neither may be left."""
    told = entry.interaction
    page = page_of(told.kind) if told.kind else None
    if page is None or not g.user.may(page.area, Right.READ):
        return None
    if entry.version_id is not None:
        return page.url("version", key=told.document_no, version_id=entry.version_id)
    return page.url("card", key=told.document_no) if entry.document_id is not None and not told.version_no else None


def _comment(comment: Comment) -> SimpleNamespace:
    [first, *rest] = comment.text.splitlines()
    return _plain(
        id=f"comment-{comment.id}",
        icon="message-square",
        kind=i18n.gettext(Comment.one),
        text=first,
        lines=rest,
        when=formats.show_date(comment.date, i18n.current().locale),
    )


def _change(item: Item) -> SimpleNamespace:
    change: ChangeSet = item.what
    date, time = item.when
    locale = i18n.current().locale
    return _plain(
        id=f"change-{change.id}",
        icon="history",
        kind=i18n.gettext(N_("Change")),
        text=i18n.tell(change.message),
        text_url=change_set_url(change.id) if g.user.may(Area.COMPANY, Right.READ) else None,
        when=f"{formats.show_date(date, locale)} {formats.show_time(time, locale)}",
        who=change.by_name,
    )


def _plain(**more: Any) -> SimpleNamespace:
    """What is no interaction has little to tell."""
    usual = {"title": "", "url": None, "cancelled": False, "chips": [], "text_url": None, "lines": [], "who": ""}
    return SimpleNamespace(**{**usual, "file_name": "", "file_url": None, **more})
