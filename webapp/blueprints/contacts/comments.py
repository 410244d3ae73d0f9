"""Comments on contacts, their accounts, documents and interactions; each has its own."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

from flask import g, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import name_action, reading, transaction
from ...domain.base import field_of
from ...domain.comments import (
    Comment,
    Written,
    add_comment,
    change_comment,
    comments_on,
    delete_comment,
    is_about,
    written_of,
)
from ...domain.contacts.contact import Contact
from ...domain.documents.kinds import DOCUMENT_KINDS
from ...domain.errors import N_, Changed, Refused, say
from ...domain.interactions.interaction import Interaction
from ...domain.partners.kinds import PARTNER_KINDS
from ...domain.users.rights import Area, Right
from ...pages import Page, done, receipt, render
from ...pages.conflicts import Conflict
from ...pages.finding import find
from ...pages.forms import Form, Invalid
from ...pages.memory import moment_text
from ...pages.rendering import page_of
from ...pages.today import work_date
from ...security import current_user, needs
from . import bp
from .small import change_page, crumb, edits, values_of

ADDED, CHANGED, DELETED = (
    N_("Commented on %(table)s %(record)s"),
    N_("Changed a comment on %(table)s %(record)s"),
    N_("Deleted a comment on %(table)s %(record)s"),
)
FIELDS = {name: field_of(Comment, name) for name in ("date", "text")}
LONGEST_QUERY = 200


def show(table: str, key: str) -> Response:
    return _show(table, key, Form(FIELDS, {"date": work_date()}))


def add(table: str, key: str) -> Response:
    form = Form(FIELDS, {}, request.form)
    try:
        with transaction(say(ADDED, table=say(_page(table).model.one), record=""), current_user().author) as session:
            about = _about(session, table, key)
            form.session = session
            add_comment(session, about, form.read())
            what = say(ADDED, table=say(about.one), record=about.label)
            name_action(session, what)
    except Invalid:
        return _show(table, key, form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _show(table, key, form, 422)
    receipt(what)
    return done(_url(table, "comments", key))


def ask_change(table: str, key: str, row: int) -> Response:
    about, comment = _find(reading(), table, key, row)
    return _change_page(table, about, comment, Form(FIELDS, values_of(comment, FIELDS)))


def change(table: str, key: str, row: int) -> Response:
    try:
        return _change(table, key, row)
    except Changed:
        return _change(table, key, row)


def _change(table: str, key: str, row: int) -> Response:
    form = Form(FIELDS, {}, request.form)
    try:
        with transaction(say(CHANGED, table="", record=""), current_user().author) as session:
            about, comment = _find(session, table, key, row)
            what = say(CHANGED, table=say(about.one), record=about.label)
            name_action(session, what)
            change_comment(session, comment, edits(session, comment, form))
    except Invalid:
        return _change_page(table, *_find(reading(), table, key, row), form)
    except Refused as refused:
        form.refuse(refused)
        return _change_page(table, *_find(reading(), table, key, row), form)
    except Conflict as conflict:
        return _change_page(table, *_find(reading(), table, key, row), form, conflict)
    receipt(what)
    return done(_url(table, "comments", key))


def delete(table: str, key: str, row: int) -> Response:
    with transaction(say(DELETED, table="", record=""), current_user().author) as session:
        about, comment = _find(session, table, key, row)
        what = say(DELETED, table=say(about.one), record=about.label)
        name_action(session, what)
        delete_comment(session, comment)
    receipt(what)
    return done(_url(table, "comments", key))


def _page(table: str) -> Page:
    page = page_of(table)
    assert page is not None
    return page


def _about(session: Session, table: str, key: str) -> Any:
    return find(session, _page(table), key)


def _find(session: Session, table: str, key: str, row: int) -> tuple[Any, Comment]:
    about = _about(session, table, key)
    comment = session.get(Comment, row)
    if comment is None or not is_about(comment, about):
        raise NotFound
    return about, comment


def _url(table: str, action: str, key: str, **values: Any) -> str:
    return url_for(f"contacts.{table}s_{action}", key=key, **values)


def _show(table: str, key: str, form: Form, status: int = 200) -> Response:
    session = reading()
    about, q = _about(session, table, key), request.args.get("q", "")[:LONGEST_QUERY].strip()
    found = comments_on(session, about, q)
    authors = written_of(session, found)
    may_write = g.user.may(Area(about.area), Right.WRITE)
    view = SimpleNamespace(
        title=i18n.gettext("Comments: %(record)s", record=about.label),
        breadcrumb=_breadcrumb(table, about),
        url=_url(table, "comments", about.key),
        q=q,
        problem=form.problem,
        fields=[form.control(name) for name in FIELDS] if may_write else [],
        comments=[_row(table, about, each, authors.get(each.id), may_write) for each in found],
        empty_text=i18n.gettext("Nothing found for “%(words)s”. Try fewer or other words.", words=q)
        if q
        else i18n.gettext("There are no comments yet."),
    )
    return render("contacts/comments.html", status=status, page=view)


def _breadcrumb(table: str, about: Any) -> list[SimpleNamespace]:
    page = _page(table)
    return [crumb(i18n.gettext(about.many), page.url()), crumb(about.label, page.card_url(about))]


def _row(table: str, about: Any, comment: Comment, written: Written | None, may_write: bool) -> SimpleNamespace:
    date = formats.show_date(comment.date, i18n.current().locale)
    return SimpleNamespace(
        id=comment.id,
        date=date,
        lines=comment.text.splitlines(),
        who=_who(written) if written else "",
        change_url=_url(table, "comment", about.key, row=comment.id) if may_write else None,
        delete_url=_url(table, "comment_delete", about.key, row=comment.id) if may_write else None,
    )


def _who(written: Written) -> str:
    text = f"{written.first.by_name} · {moment_text(written.first.at)}"
    if written.last is written.first:
        return text
    later = i18n.gettext("changed by %(who)s, %(when)s", who=written.last.by_name, when=moment_text(written.last.at))
    return f"{text} · {later}"


def _change_page(table: str, about: Any, comment: Comment, form: Form, conflict: Conflict | None = None) -> Response:
    title = i18n.gettext("Change a comment: %(record)s", record=about.label)
    url, back = _url(table, "comment", about.key, row=comment.id), _url(table, "comments", about.key)
    return change_page(reading(), comment, form, title, url, back, conflict)


def _mount(model: Any) -> None:
    """Each side under its own address, with the rights of its own area."""
    table = model.type_name
    base = f"/{table.replace('_', '-')}s/<key:key>/comments"
    for action, url, view, right, method in (
        ("comments", base, show, Right.READ, "GET"),
        ("comment_add", base, add, Right.WRITE, "POST"),
        ("comment", f"{base}/<int:row>", ask_change, Right.WRITE, "GET"),
        ("comment_save", f"{base}/<int:row>", change, Right.WRITE, "POST"),
        ("comment_delete", f"{base}/<int:row>/delete", delete, Right.WRITE, "POST"),
    ):
        bound = needs(model.area, right)(partial(view, table))
        bp.add_url_rule(url, f"{table}s_{action}", bound, methods=[method])


MODELS = (
    Contact,
    *(kind.model for kind in PARTNER_KINDS.values()),
    *(kind.model for kind in DOCUMENT_KINDS.values()),
    Interaction,
)
for model in MODELS:
    _mount(model)
