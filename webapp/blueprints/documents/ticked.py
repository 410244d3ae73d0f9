"""Documents for the ticked contacts of the list: which kind is asked first, then each gets one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, transaction
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.documents.document import Document
from ...domain.documents.kinds import DOCUMENT_KINDS, KINDS, DocumentKind
from ...domain.documents.making import document_for_contact
from ...domain.errors import N_, Message, Refused, say
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.dialogs import dialog
from ...pages.finding import ticked_keys
from ...pages.forms import Form
from ...pages.rendering import page_of
from ...pages.today import work_date
from ...security import current_user, needs
from . import bp
from .pages import BY_KIND

CREATED = N_("Created for contacts: %(table)s (%(count)s)")
MOST_AT_ONCE, NAMED = 50, 5


@bp.post("/documents/for-contacts")
@needs(Area.CONTACTS, Right.READ)
def for_contacts() -> Response:
    page = page_of(Contact.type_name)
    assert page is not None
    keys = ticked_keys()[:MOST_AT_ONCE]
    if not keys:
        receipt(say(N_("No rows were ticked. Tick some, then try again.")), tone="note", undo=False)
        return done(page.url())
    kind = DOCUMENT_KINDS.get(request.form.get("kind", ""))
    if kind is None or not _may(kind):
        return _ask(keys, page.url())
    with transaction(say(CREATED, table=say(kind.model.many), count=0), current_user().author) as session:
        made, refused = _make(session, kind, keys)
        what = say(CREATED, table=say(kind.model.many), count=len(made))
        name_action(session, what)
    _tell(what, made, refused)
    return done(BY_KIND[kind.word].card_url(made[0]) if len(made) == 1 else page.url())


def _may(kind: DocumentKind) -> bool:
    return bool(g.user.may(BY_KIND[kind.word].area, Right.WRITE))


def _ask(keys: Sequence[str], back: str) -> Response:
    field = Field(N_("Kind"), "choice", choices=tuple((kind.word, kind.model.one) for kind in KINDS if _may(kind)))
    form = dialog(
        Form({"kind": field}, {"kind": field.choices[0][0] if field.choices else ""}),
        i18n.gettext("New document"),
        url_for(".for_contacts"),
        i18n.gettext("Create"),
        back,
        hidden=[("key", key) for key in keys],
    )
    return render("page/form.html", form=form)


def _make(
    session: Session, kind: DocumentKind, keys: Sequence[str]
) -> tuple[list[Document], list[tuple[Contact, Message]]]:
    """One after the other; who can have none is told with the reason."""
    made, refused = [], []
    for contact in session.scalars(select(Contact).where(Contact.no.in_(keys)).order_by(Contact.group_key)).all():
        try:
            made.append(document_for_contact(session, kind, contact, work_date()))
        except Refused as reason:
            refused.append((contact, reason.message))
    return made, refused


def _tell(what: Message, made: Sequence[Document], refused: Sequence[tuple[Contact, Message]]) -> None:
    details = (
        [", ".join(document.label for document in made[:NAMED]) + (" …" if len(made) > NAMED else "")] if made else []
    )
    for contact, reason in refused[:NAMED]:
        details.append(i18n.tell(say(N_("Not %(contact)s: %(reason)s"), contact=contact.label, reason=reason)))
    receipt(what, tone="warning" if refused else "done", details=details)
