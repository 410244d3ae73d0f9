"""The documents of a contact with its persons, of a customer or a vendor: newest first, with the ways to new ones."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from flask import g, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.documents.document import Document
from ...domain.documents.kinds import KINDS, DocumentKind
from ...domain.documents.listing import documents_of
from ...domain.errors import N_
from ...domain.users.rights import Area, Right
from ...pages import Action, render
from ...pages.actions import action_views
from ...pages.cards import fields_of
from ...pages.finding import find
from ...pages.rendering import page_of, url_of, wants_fragment
from ...pages.tables import Line, columns_view, rows_view
from ...security import needs
from . import bp
from .making import SOURCES
from .pages import BY_KIND, ICONS

ON_A_CARD, ON_A_PAGE = 20, 500
KIND = Field(N_("Kind"))
COLUMNS = ("no", "document_date", "name", "contact_name", "status", "amount_with_vat")


@bp.get("/documents/of/<source>/<key:key>")
@needs(Area.CONTACTS, Right.READ)
def of(source: str, key: str) -> Response:
    page = page_of(source)
    if page is None or source not in SOURCES or not g.user.may(SOURCES[source], Right.READ):
        raise NotFound
    record = find(reading(), page, key)
    areas = frozenset(area for area in Area if g.user.may(area, Right.READ))
    listed = documents_of(reading(), record, areas, ON_A_CARD if wants_fragment() else ON_A_PAGE)
    view = SimpleNamespace(
        title=i18n.gettext("Documents of %(record)s", record=record.label),
        breadcrumb=[
            SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
            SimpleNamespace(caption=record.label, url=page.card_url(record)),
        ],
        columns=columns_view({"kind": KIND, **_fields()}),
        rows=_rows(listed.documents),
        more_url=url_for(".of", source=source, key=key) if listed.more and wants_fragment() else None,
        new=_new(record),
    )
    return render("documents/of.html", "documents", view=view)


def _rows(documents: Sequence[Document]) -> list[Line]:
    """The kind in words is what leads to the document."""
    lines = rows_view("", [(document,) for document in documents], _fields(), "document-")
    return [
        line._replace(head=i18n.gettext(document.one), url=url_of(document) or "", cells=[line.head, *line.cells])
        for line, document in zip(lines, documents, strict=True)
    ]


def _fields() -> dict[str, Field]:
    return fields_of(BY_KIND["sales_quote"], COLUMNS)


def _new(record: Any) -> list[SimpleNamespace]:
    """A button for each kind that fits, named as the document."""
    return action_views(
        [
            Action(f"new-{kind.word.replace('_', '-')}", kind.new, "documents.new_for", ICONS[kind.word], method="post", place="more",
                   values=(("kind", kind.word), ("source", record.type_name), ("key", record.key)))
            for kind in KINDS if _fits(kind, record)
        ]
    )  # fmt: skip


def _fits(kind: DocumentKind, record: Any) -> bool:
    whose = isinstance(record, Contact) or record.type_name == kind.side.partner.word
    return whose and bool(g.user.may(BY_KIND[kind.word].area, Right.WRITE))
