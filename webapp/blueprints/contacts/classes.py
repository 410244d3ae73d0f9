"""Groups and responsibilities of a contact: a section for each class, where several codes are added one after another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from flask import g, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.base import Coded, field_of
from ...domain.columns import Field
from ...domain.contacts.classification import CLASSES, Assigned, assign, rows_of, search_address, withdraw
from ...domain.contacts.company import company_of
from ...domain.contacts.contact import COMPANY, Contact
from ...domain.errors import N_, Message, Refused, say
from ...domain.setup.people import WebSource
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import find
from ...pages.forms import Form, Invalid
from ...pages.lookups import options_for
from ...pages.rendering import see_link, wants_fragment
from ...security import current_user, needs
from . import bp
from .pages import CONTACTS
from .views import contact_of_address

ADDED, REMOVED = N_("Added to %(contact)s: %(table)s %(code)s"), N_("Removed from %(contact)s: %(table)s %(code)s")
BY_WORD = {model.of.type_name: model for model in CLASSES}


@bp.get("/contacts/<key:key>/classes")
@needs(Area.CONTACTS, Right.READ)
def classes(key: str) -> Response:
    return _show(contact_of_address(key))


@bp.post("/contacts/<key:key>/classes/<word>")
@needs(Area.CONTACTS, Right.WRITE)
def add_class(key: str, word: str) -> Response:
    model, form = _model(word), _form(word, posted=True)
    try:
        with transaction(_told(ADDED, model), current_user().author) as session:
            contact, form.session = cast(Contact, find(session, CONTACTS, key)), session
            values = {name.removeprefix(f"{word}-"): value for name, value in form.read().items()}
            what = _told(ADDED, model, contact.label, assign(session, contact, model, values).code)
            name_action(session, what)
    except Invalid:
        return _show(contact_of_address(key), word, form)
    except Refused as refused:
        refused.field = f"{word}-{refused.field}"
        form.refuse(refused)
        return _show(contact_of_address(key), word, form)
    receipt(what)
    return _onwards(key, word)


@bp.post("/contacts/<key:key>/classes/<word>/remove")
@needs(Area.CONTACTS, Right.WRITE)
def remove_class(key: str, word: str) -> Response:
    model = _model(word)
    with transaction(_told(REMOVED, model), current_user().author) as session:
        contact = cast(Contact, find(session, CONTACTS, key))
        mine = select(model).where(
            model.contact_id == contact.id, model.code == request.form.get("code", "").replace("\0", "")
        )
        assigned = session.scalar(mine)
        if assigned is not None:
            what = _told(REMOVED, model, contact.label, assigned.code)
            name_action(session, what)
            withdraw(session, assigned)
    if assigned is None:
        receipt(say(N_("Somebody removed it a moment ago.")), tone="note", undo=False)
    else:
        receipt(what)
    return _onwards(key, word)


def _model(word: str) -> type[Assigned]:
    if word not in BY_WORD:
        raise NotFound
    return BY_WORD[word]


def _told(text: str, model: type[Assigned], contact: str = "", code: str = "") -> Message:
    return say(text, contact=contact, table=say(model.one), code=code)


def _onwards(key: str, word: str) -> Response:
    """The same page; the input that was left is the one that is typed into next."""
    if wants_fragment():
        return _show(contact_of_address(key))
    return done(url_for(".classes", key=key) + f"#field-{word}-code")


def _form(word: str, posted: bool = False) -> Form:
    """Several forms stand on the page, so the names of their fields differ."""
    model = BY_WORD[word]
    names = ("code", "search_word") if model.of is WebSource else ("code",)
    fields = {f"{word}-{name}": field_of(model, name) for name in names}
    return Form(fields, {}, request.form if posted else None)


def _show(contact: Contact, word: str = "", refused: Form | None = None) -> Response:
    session = reading()
    company = company_of(session, contact)
    theirs = [BY_WORD[word] for word in BY_WORD if BY_WORD[word].for_type in ("", contact.type)]
    options = options_for(session, [(field_of(model, "code"), "") for model in theirs])
    sections = [
        _section(session, contact, model, refused if model.of.type_name == word else None, options) for model in theirs
    ]
    if company is not None:
        sections += [_companys(session, company, model) for model in CLASSES if model.for_type == COMPANY]
    page = SimpleNamespace(
        title=i18n.gettext("Groups and responsibilities: %(contact)s", contact=contact.label),
        breadcrumb=breadcrumb(contact),
        sections=sections,
    )
    return render("contacts/classes.html", "classes", 422 if refused else 200, page=page)


def breadcrumb(contact: Contact) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(caption=i18n.gettext(Contact.many), url=CONTACTS.url()),
        SimpleNamespace(caption=contact.label, url=CONTACTS.card_url(contact)),
    ]


def _section(
    session: Session, contact: Contact, model: type[Assigned], refused: Form | None, options: dict[str, list[Any]]
) -> SimpleNamespace:
    word = model.of.type_name
    may_write, form = g.user.may(Area.CONTACTS, Right.WRITE), refused or _form(word)
    controls = [_control(form, name, declared, options) for name, declared in form.fields.items()]
    return SimpleNamespace(
        id=model.type_name,
        caption=i18n.gettext(model.many),
        rows=[_row(assigned, code, contact) for assigned, code in rows_of(session, contact, model)],
        searches=model.of is WebSource,
        problem=form.problem,
        problem_link=form.see_link,
        fields=controls if may_write else [],
        url=url_for(".add_class", key=contact.key, word=word),
        remove_url=url_for(".remove_class", key=contact.key, word=word) if may_write else None,
        company=None,
    )


def _control(form: Form, name: str, declared: Field, options: dict[str, list[Any]]) -> Any:
    control = form.control(name)
    control.options = options.get(declared.refers_to, [])
    return control


def _companys(session: Session, company: Contact, model: type[Assigned]) -> SimpleNamespace:
    """What the company of a person has; it is changed there."""
    return SimpleNamespace(
        id=model.type_name,
        caption=i18n.gettext(model.many),
        rows=[_row(assigned, code, company) for assigned, code in rows_of(session, company, model)],
        searches=model.of is WebSource,
        problem="",
        fields=[],
        remove_url=None,
        company=SimpleNamespace(
            text=i18n.gettext("These belong to the company."),
            caption=i18n.gettext("Open %(page)s", page=company.label),
            url=url_for(".classes", key=company.key),
        ),
    )


def _row(assigned: Assigned, code: Coded, holder: Contact) -> SimpleNamespace:
    view = SimpleNamespace(
        code=assigned.code, description=code.description, search_word="", launch_url=None, why_not="", mend=None
    )
    if isinstance(code, WebSource):
        view.search_word = assigned.search_word or holder.name  # type: ignore[attr-defined]
        try:
            view.launch_url = search_address(code, view.search_word)
        except Refused as refused:
            view.why_not, view.mend = i18n.tell(refused.message), see_link(refused.see)
    return view
