"""Every kind of document, with every state of its template and of its contact, printed, sent or looked at, and each form
sent three times: there is an entry or a reason, never neither, never both, never twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.papers import a_document_for, a_line_on
from tests.support.parties import a_company, a_person, linked_to
from webapp.blueprints.documents import preview
from webapp.delivery import printing
from webapp.domain.base import fresh
from webapp.domain.contacts.contact import Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import KINDS, PURCHASES, DocumentKind
from webapp.domain.documents.version import DocumentVersion
from webapp.domain.interactions.dispatch import LOGGED, Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.papers import PAPER
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.interactions.template import InteractionTemplate, TemplateLanguage
from webapp.domain.outbox.mail import Mail
from webapp.domain.relations.linking import unlink
from webapp.domain.relations.links import relation_between
from webapp.domain.setup.single import the

TEMPLATES = ("set", "unset", "unusable")
CONTACTS = ("linked", "person", "unlinked", "deleted")
WAYS = ("print", "send", "preview")
TIMES = 3
"""Sent, sent again by a double click, and once more by a reload."""


class Case(NamedTuple):
    kind: DocumentKind
    template: str
    contact: str
    way: str

    @property
    def card(self) -> str:
        return f"/{self.kind.word.replace('_', '-')}s"


CASES = [Case(*case) for case in product(KINDS, TEMPLATES, CONTACTS, WAYS)]


# --- the states of a template and of a contact


def prepare_template(session: Session, kind: DocumentKind, state: str) -> None:
    setup, slot = the(session, InteractionTemplateSetup), PAPER[kind.word].slot
    code = getattr(setup, slot)
    if state == "unset":
        setattr(setup, slot, None)
    if state == "unusable":
        template = session.scalars(select(InteractionTemplate).where(InteractionTemplate.code == code)).one()
        session.add(fresh(TemplateLanguage, template_id=template.id, language_code="NOR"))
    session.flush()


def linked(session: Session, kind: DocumentKind) -> Document:
    company = a_company(session, "Hill Bakery")
    linked_to(session, company, kind.side.partner.word)
    return a_document_for(session, company, kind.word)  # type: ignore[no-any-return]


def person(session: Session, kind: DocumentKind) -> Document:
    """A document for a person of the company."""
    company = a_company(session, "Hill Bakery")
    linked_to(session, company, kind.side.partner.word)
    return a_document_for(session, a_person(session, "Bob Hill", company), kind.word)  # type: ignore[no-any-return]


def unlinked(session: Session, kind: DocumentKind) -> Document:
    document = linked(session, kind)
    relation = relation_between(session, _contact(session, document), kind.side.partner)
    assert relation is not None
    unlink(session, relation)
    document.contact_no = document.bill_to_contact_no = None
    session.flush()
    return document


def deleted(session: Session, kind: DocumentKind) -> Document:
    document = linked(session, kind)
    delete_contact(session, _contact(session, document))
    return document


def _contact(session: Session, document: Document) -> Contact:
    return session.scalars(select(Contact).where(Contact.no == document.contact_no)).one()


MAKE: dict[str, Callable[[Session, DocumentKind], Document]] = {
    "linked": linked,
    "person": person,
    "unlinked": unlinked,
    "deleted": deleted,
}


def expected(case: Case) -> set[str]:
    """The reasons that may be given; nothing but an entry where all is well."""
    if case.template != "set":
        return {"no_template"} if case.template == "unset" else {"unfit_template"}
    return {LOGGED} if case.contact in ("linked", "person") else {"no_contact", "contact_gone"}


def expected_contact(case: Case) -> str:
    """Purchases are logged on whom the vendor is linked with, sales on the contact that is billed."""
    return "Bob Hill" if case.contact == "person" and case.kind.side is not PURCHASES else "Hill Bakery"


def keep_versions(house: House) -> None:
    with house.acting() as session:
        for kind in KINDS:
            if kind.archive_field:
                yes = "always" if kind.for_prospects else True
                setattr(the(session, kind.side.setup), kind.archive_field, yes)


# --- the matrix


def act(browser: Browser, case: Case, no: str) -> None:
    card = f"{case.card}/{no}"
    if case.way == "preview":
        statuses = [browser.client.get(f"{card}/preview.pdf").status_code for _ in range(TIMES)]
    else:
        form: dict[str, Any] = {
            "once": f"{no}-word",
            "recipients": "ann@hill.test",
            "subject": "Paper",
            "body": "Hello",
        }
        statuses = [browser.post(f"{card}/{case.way}", **form).status_code for _ in range(TIMES)]
    assert all(status < 400 for status in statuses), (case, statuses)


def check(session: Session, case: Case, no: str, archives: bool) -> None:
    here = Dispatch.kind == case.kind.word, Dispatch.document_no == no
    rows = session.scalars(select(Dispatch).where(*here)).all()
    of_document = Interaction.kind == case.kind.word, Interaction.document_no == no
    entries = session.scalars(select(Interaction).where(*of_document)).all()
    document = session.scalars(select(Document).where(Document.kind == case.kind.word, Document.no == no)).one()
    mails = session.scalars(select(Mail).where(Mail.dispatch_id.in_([row.id for row in rows]))).all()
    versions = session.scalar(
        select(func.count())
        .select_from(DocumentVersion)
        .where(DocumentVersion.kind == case.kind.word, DocumentVersion.no == no)
    )
    left = case.way != "preview"
    assert (len(rows), document.no_printed, versions) == (left, left, left and archives), case
    assert len(mails) == (case.way == "send"), case
    for row in rows:
        assert row.reason in expected(case), (case, row.reason)
        assert (row.interaction_id is None) == bool(row.reason), case
        assert [entry.id for entry in entries] == ([row.interaction_id] if row.interaction_id else []), case
        assert all(mail.interaction_id == row.interaction_id for mail in mails), case
    if not left:
        assert entries == [], case
    assert all(entry.contact_name == expected_contact(case) for entry in entries), case


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_whatever_leaves_has_an_entry_or_a_reason_and_only_once(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch, template: str, contact: str
) -> None:
    for room in (printing, preview):
        monkeypatch.setattr(room, "pdf_of", lambda paper: paper.data.encode())
    cases = [case for case in CASES if (case.template, case.contact) == (template, contact)]
    keep_versions(house)
    browser.open("/")
    for case in cases:
        with house.acting() as session:
            if case.way == WAYS[0]:
                prepare_template(session, case.kind, template)
            document = MAKE[contact](session, case.kind)
            a_line_on(session, document, description="Mind the step")
            no, archives = document.no, bool(case.kind.archive_field)

        act(browser, case, no)

        with house.looking() as session:
            check(session, case, no, archives)


def test_the_matrix_has_every_kind_and_way() -> None:
    assert len(CASES) == len(KINDS) * len(TEMPLATES) * len(CONTACTS) * len(WAYS)
