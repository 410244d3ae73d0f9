"""Archived versions of a document: kept, listed, looked at, brought back."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...domain.changes.values import is_blank
from ...domain.documents.archive import archive, as_it_was_kept, restore, versions_of_no
from ...domain.documents.document import Document
from ...domain.documents.kinds import DOCUMENT_KINDS, SALES, kind_of
from ...domain.documents.totals import counted, precision_of
from ...domain.documents.version import DocumentVersion
from ...domain.errors import N_
from ...domain.users.rights import Right
from ...pages import Page, render
from ...pages.cards import fields_of, values_of
from ...pages.crumbs import way_beyond
from ...pages.forms import Control, Form
from ...pages.memory import moment_text
from ...pages.today import today
from ...security import current_user, needs
from . import bp
from .acting import act
from .pages import DOCUMENTS
from .rows import headings, totals_view, written_rows
from .steps import here, named


def archive_now(page: Page, key: str) -> Response:
    return act(page, key, partial(named, N_("Archived: %(document)s")), archive, here)


def show_versions(page: Page, key: str) -> Response:
    """Also of a document that is gone: a quote that became an order."""
    session = reading()
    versions = versions_of_no(session, page.model.type_name, key.upper())
    document = _now(session, page, key)
    if document is None and not versions:
        raise NotFound
    view = SimpleNamespace(
        title=i18n.gettext("Archived versions of %(document)s", document=_called(page, key)),
        breadcrumb=way_beyond(page, document),
        rows=[_row(page, key, document, version) for version in versions],
    )
    return render("documents/versions.html", view=view)


def _now(session: Session, page: Page, key: str) -> Document | None:
    """The document, if it is there still."""
    return session.scalar(select(Document).where(Document.kind == page.model.type_name, Document.no == key.upper()))


def _called(page: Page, key: str) -> str:
    return f"{i18n.gettext(page.model.one)} {key.upper()}"


def _row(page: Page, key: str, document: Document | None, version: DocumentVersion) -> SimpleNamespace:
    may_restore = (
        document is not None
        and document.occurrence == version.occurrence
        and kind_of(document).side is SALES
        and current_user().may(page.area, Right.WRITE)
    )
    return SimpleNamespace(
        number=version.number,
        at=moment_text(version.archived_at),
        by=version.archived_by,
        became=version.became,
        url=page.url("version", key=key, version_id=version.id),
        restore_url=page.url("restore", key=key, version_id=version.id) if may_restore else None,
    )


def show_version(page: Page, key: str, version_id: int) -> Response:
    """The document as it was."""
    session = reading()
    version = version_at(session, page, key, version_id)
    then, lines = as_it_was_kept(session, version)
    precision = precision_of(session, then)
    view = SimpleNamespace(
        title=i18n.gettext("%(document)s, version %(number)s", document=_called(page, key), number=version.number),
        breadcrumb=[
            *way_beyond(page, _now(session, page, key)),
            SimpleNamespace(caption=i18n.gettext("Archived Versions"), url=page.url("versions", key=key)),
        ],
        note=i18n.gettext(
            "Archived %(moment)s by %(name)s.", moment=moment_text(version.archived_at), name=version.archived_by
        ),
        preview_url=page.url("version_preview", key=key, version_id=version_id),
        groups=_groups(page, then),
        headings=headings(then),
        written=written_rows(lines, then),
        totals=totals_view(then, counted(then, lines, precision).totals, precision),
    )
    return render("documents/version.html", view=view)


def _groups(page: Page, then: Document) -> list[SimpleNamespace]:
    """What was filled in, under the captions of the card's tabs."""
    filled = [name for name in page.fields_of(then) if not is_blank(getattr(then, name))]
    form = Form(fields_of(page, tuple(filled)), values_of(then, tuple(filled)))
    tabs = [(tab, [_written(form, name) for name in tab.fields if name in filled]) for tab in page.tabs]
    return [SimpleNamespace(caption=i18n.gettext(tab.caption), fields=fields) for tab, fields in tabs if fields]


def _written(form: Form, name: str) -> Control:
    control = form.control(name)
    control.readonly, control.hint = "", ""
    return control


def restore_now(page: Page, key: str, version_id: int) -> Response:
    """Purchases are not brought back, as in NAV."""
    if DOCUMENT_KINDS[page.model.type_name].side is not SALES:
        raise NotFound
    return act(
        page, key, partial(named, N_("Brought back from an archived version: %(document)s")),
        lambda session, document: restore(session, document, version_at(session, page, key, version_id), today()), here,
    )  # fmt: skip


def version_at(session: Session, page: Page, key: str, version_id: int) -> DocumentVersion:
    version = session.get(DocumentVersion, version_id)
    if version is None or (version.kind, version.no) != (page.model.type_name, key.upper()):
        raise NotFound
    return version


for page in DOCUMENTS:
    base = f"/{page.word}/<key:key>"
    for url, action, view, right, method in (
        (f"{base}/archive", "archive", archive_now, Right.WRITE, "POST"),
        (f"{base}/versions", "versions", show_versions, Right.READ, "GET"),
        (f"{base}/versions/<int:version_id>", "version", show_version, Right.READ, "GET"),
        (f"{base}/versions/<int:version_id>/restore", "restore", restore_now, Right.WRITE, "POST"),
    ):
        bp.add_url_rule(url, page.endpoint(action), needs(page.area, right)(partial(view, page)), methods=[method])
