"""Keeps versions of documents, and brings them back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import Base, Record, fresh, now
from ..changes import Rule, ask, because, memory_of
from ..changes.bulk import add_many, change_many, delete_many
from ..changes.values import keep, read, tracked_fields
from ..comments import Comment, add_comment
from ..contacts.company import contact_by_no
from ..contacts.privacy import check_not_blocked as check_contact
from ..errors import N_, Question, Refused
from ..setup.single import the
from .blanket import check_sources, check_still_enough, check_without_orders
from .blocking import check_not_blocked
from .document import Document
from .holding import hold
from .kinds import DOCUMENT_KINDS, kind_of
from .line import TEXT, DocumentLine
from .lines import lines_of
from .partner import partner_of
from .status import check_open
from .totals import precision_of, refresh_totals
from .version import DocumentVersion
from .writing import check_tradable, known_product, products_by_key

R = TypeVar("R", bound=Record)
STAYS = frozenset(("id", "kind", "no", "no_series_code", "occurrence", "status", "no_printed"))
"""What a document keeps when an older version of it is brought back."""


def archive(session: Session, document: Document, became: str = "") -> DocumentVersion:
    """A version more; nothing is compared, as it is kept because somebody wanted it."""
    session.flush()
    version = fresh(
        DocumentVersion,
        kind=document.kind,
        no=document.no,
        occurrence=document.occurrence,
        number=1 + no_of_versions(session, document),
        archived_at=now(),
        archived_by=memory_of(session).by.name,
        became=became,
        content=json.dumps(content_of(session, document), ensure_ascii=False, sort_keys=True),
    )
    session.add(version)
    session.flush()
    return version


def no_of_versions(session: Session, document: Document) -> int:
    last = select(func.max(DocumentVersion.number)).where(*_of(document))
    return session.scalar(last) or 0


def versions_of_no(session: Session, kind: str, no: str) -> Sequence[DocumentVersion]:
    """Of all documents that ever had this number."""
    query = select(DocumentVersion).where(DocumentVersion.kind == kind, DocumentVersion.no == no)
    return session.scalars(query.order_by(DocumentVersion.occurrence.desc(), DocumentVersion.number.desc())).all()


def _of(document: Document) -> tuple[Any, ...]:
    return (
        DocumentVersion.kind == document.kind,
        DocumentVersion.no == document.no,
        DocumentVersion.occurrence == document.occurrence,
    )


def is_archived(session: Session, document: Document) -> str | bool:
    """What the setup says about versions of such documents: a yes or no, or never, ask and always for quotes."""
    kind = kind_of(document)
    setting: str | bool = getattr(the(session, kind.side.setup), kind.archive_field) if kind.archive_field else False
    return setting


def content_of(session: Session, document: Document) -> dict[str, Any]:
    comments = session.scalars(select(Comment).where(Comment.document_id == document.id).order_by(Comment.id))
    return {
        "head": _kept(document),
        "lines": [_kept(line) for line in lines_of(session, document)],
        "comments": [[comment.date.isoformat(), comment.text] for comment in comments],
    }


def _kept(record: Base) -> dict[str, str]:
    values = ((name, keep(getattr(record, name))) for name in tracked_fields(type(record)))
    return {name: value for name, value in values if value is not None}


def as_it_was_kept(session: Session, version: DocumentVersion) -> tuple[Document, list[DocumentLine]]:
    """The document of a version, for looking only: it is not in the database."""
    content = json.loads(version.content)
    document = _filled(DOCUMENT_KINDS[version.kind].model, content["head"])
    lines = [_filled(DocumentLine, kept) for kept in content["lines"]]
    precision = precision_of(session, document)
    for line in lines:
        line.amount = precision.money(line.quantity * line.unit_price) - line.discount_amount
    return document, lines


def _filled(model: type[R], kept: dict[str, str]) -> R:
    names = tracked_fields(model)
    return fresh(model, **{name: read(model, name, kept.get(name)) for name in names})


def restore(session: Session, document: Document, version: DocumentVersion, on: dt.date) -> None:
    """The document as it was in a version; what it names has to be there still."""
    hold(session, document)
    check_open(document)
    if (version.kind, version.no, version.occurrence) != (document.kind, document.no, document.occurrence):
        raise Refused(N_("%(version)s is no version of %(document)s."), version=version.label, document=document.label)
    head, lines = as_it_was_kept(session, version)
    with because(session, Rule.RESTORED, version), session.no_autoflush:
        for name in set(tracked_fields(type(document))) - STAYS:
            setattr(document, name, getattr(head, name))
        _check_still_there(session, document, lines)
        _replace_lines(session, document, lines)
    check_still_enough(session, document, lines_of(session, document))
    ask(session, _replaces(document, version))
    add_comment(session, document, {"date": on, "text": f"← {version.label}"})
    refresh_totals(session, document)


def _replaces(document: Document, version: DocumentVersion) -> Question:
    return Question(
        "restore",
        N_(
            "%(document)s will be as it was in version %(number)s. What it is now is lost unless you archive it first. Continue?"
        ),
        document=document.label,
        number=version.number,
    )


def _check_still_there(session: Session, document: Document, lines: Sequence[DocumentLine]) -> None:
    kind = kind_of(document)
    partner = partner_of(session, document)
    if partner is not None:
        check_not_blocked(partner, kind)
    if document.contact_no:
        check_contact(contact_by_no(session, document.contact_no))
    named = [(line.type, line.product_no) for line in lines if line.type != TEXT and line.product_no]
    products = products_by_key(session, named)
    for type_, no in named:
        check_tradable(known_product(products, type_, no), kind.side)
    check_sources(session, lines)


def _replace_lines(session: Session, document: Document, lines: Sequence[DocumentLine]) -> None:
    """A line that is still there stays itself, as orders may have been made of it."""
    present = {line.id: line for line in lines_of(session, document)}
    wanted = {line.id: line for line in lines}
    gone = [line for id_, line in present.items() if id_ not in wanted]
    check_without_orders(session, gone)
    delete_many(session, gone)
    back = {id_: line for id_, line in present.items() if id_ in wanted}
    change_many(session, list(back.values()), {id_: _changed(line, wanted[id_]) for id_, line in back.items()})
    new = [line for id_, line in wanted.items() if id_ not in present]
    for line in new:
        line.document_id, line.id = document.id, None  # type: ignore[assignment]
    add_many(session, new)


def _changed(line: DocumentLine, kept: DocumentLine) -> dict[str, Any]:
    values = {name: getattr(kept, name) for name in (*tracked_fields(DocumentLine), "amount")}
    return {name: value for name, value in values.items() if value != getattr(line, name)}
