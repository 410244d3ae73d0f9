"""What a document goes through: released, reopened, made an order, copied, brought in line with the card."""

from __future__ import annotations

from functools import partial

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...domain.columns import Field
from ...domain.documents.changing import change_document
from ...domain.documents.conversion import make_order
from ...domain.documents.copying import copy_document
from ...domain.documents.document import Document
from ...domain.documents.kinds import DOCUMENT_KINDS, KINDS, kind_of
from ...domain.documents.partner import partner_of
from ...domain.documents.releasing import release, reopen
from ...domain.errors import N_, Message, say
from ...domain.users.rights import Right
from ...pages import Page, render
from ...pages.dialogs import dialog
from ...pages.forms import Form
from ...pages.today import work_date
from ...security import current_user, needs
from . import bp
from .acting import act, document_at
from .around import differing
from .pages import BY_KIND, DOCUMENTS, page_of_document


def named(text: str, document: Document, _result: object = None) -> Message:
    return say(text, document=say(N_("%(kind)s %(no)s"), kind=say(document.one), no=document.no))


def made_of(text: str, document: Document, made: Document | None) -> Message:
    no = made.no if made is not None else ""
    return say(
        text, made=say(N_("%(kind)s %(no)s"), kind=say(made.one if made else document.one), no=no), document=document.no
    )


def here(document: Document, _result: object) -> str:
    return page_of_document(document).card_url(document)


def there(_document: Document, made: Document) -> str:
    return page_of_document(made).card_url(made)


def release_now(page: Page, key: str) -> Response:
    return act(page, key, partial(named, N_("Released: %(document)s")), release, here)


def reopen_now(page: Page, key: str) -> Response:
    return act(page, key, partial(named, N_("Reopened: %(document)s")), reopen, here)


def make_order_now(page: Page, key: str) -> Response:
    on = work_date()
    return act(
        page, key, partial(made_of, N_("Made of %(document)s: %(made)s")),
        lambda session, document: make_order(session, document, on), there,
    )  # fmt: skip


def ask_copy(page: Page, key: str) -> Response:
    """Which kind the copy is of."""
    document = document_at(page, key)
    side = kind_of(document).side
    kinds = [kind for kind in KINDS if kind.side is side and current_user().may(BY_KIND[kind.word].area, Right.WRITE)]
    field = Field(N_("Copy to"), "choice", choices=tuple((kind.word, kind.model.one) for kind in kinds))
    form = dialog(
        Form({"kind": field}, {"kind": document.kind}),
        i18n.gettext("Copy %(document)s", document=document.label),
        page.card_url(document, "copy_now"),
        i18n.gettext("Copy"),
        page.card_url(document),
    )
    return render("page/form.html", form=form)


def copy_now(page: Page, key: str) -> Response:
    kind = DOCUMENT_KINDS.get(request.form.get("kind", ""))
    if kind is None or not current_user().may(BY_KIND[kind.word].area, Right.WRITE):
        raise NotFound
    on = work_date()
    return act(
        page, key, partial(made_of, N_("Copied from %(document)s: %(made)s")),
        lambda session, document: copy_document(session, document, kind, on), there,
    )  # fmt: skip


def take_over(page: Page, key: str) -> Response:
    """What the card says by now."""
    return act(
        page, key, partial(named, N_("Brought in line with the card: %(document)s")),
        lambda session, document: change_document(session, document, dict(differing(document, partner_of(session, document)))), here,
    )  # fmt: skip


for page in DOCUMENTS:
    for action, view, methods in (
        ("release", release_now, ["POST"]),
        ("reopen", reopen_now, ["POST"]),
        ("make_order", make_order_now, ["POST"]),
        ("copy", ask_copy, ["GET"]),
        ("copy_now", copy_now, ["POST"]),
        ("take_over", take_over, ["POST"]),
    ):
        if action == "make_order" and not DOCUMENT_KINDS[page.model.type_name].becomes:
            continue
        url = f"/{page.word}/<key:key>/{action.removesuffix('_now').replace('_', '-')}"
        bp.add_url_rule(url, page.endpoint(action), needs(page.area, Right.WRITE)(partial(view, page)), methods=methods)
