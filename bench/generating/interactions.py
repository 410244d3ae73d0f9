"""What was said to contacts, printed and sent over two years: most is on ordinary contacts, and one company has very much."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.base import Base, Record
from webapp.domain.comments import Comment
from webapp.domain.contacts.contact import COMPANY, Contact
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import DOCUMENT_KINDS
from webapp.domain.files import File
from webapp.domain.interactions.dispatch import PRINTED, SENT, Dispatch
from webapp.domain.interactions.entry import OF_TEMPLATE
from webapp.domain.interactions.interaction import EVALUATIONS, Interaction
from webapp.domain.interactions.papers import PAPER
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.interactions.template import InteractionTemplate
from webapp.domain.outbox.mail import Mail, MailFile, State
from webapp.domain.partners.kinds import PARTNER_KINDS, PartnerKind
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.single import the

from .company import MOST_CODES
from .memory import Row, defaults
from .parties import Cluster
from .words import PARTS, TRADES

TO_A_CONTACT = 10
TOLD_WHOLE = 0.01
"""The memory of a million need not be longer than that of everything else."""
DAYS = 730
ONE_IN = {"busy": 100, "of_document": 15, "cancelled": 30, "failed": 20, "postponed": 1000, "noted": 40, "attached": 20}
"""How seldom each is; the busy company has ten thousand of a million."""
SENT_ONE_IN = 5
EVALUATED, NOTED_THERE = 0.1, 0.5
TOGETHER = 100
FILES = 20
MINUTES = 24 * 60


class Paper(NamedTuple):
    """A document that has not left yet, and whose log it goes to."""

    document: Document
    contact: Any


class Interactions:
    """Makes them one after the other, the oldest first, so that the newest have the last numbers. They end today."""

    def __init__(self, session: Session, chance: Random) -> None:
        self.chance = chance
        models: tuple[type[Base], ...] = (Interaction, Dispatch, Mail, MailFile, Comment, File)
        self.last = {model: session.scalar(select(func.max(model.id))) or 0 for model in models}
        self.defaults = {model: defaults(model) for model in models}
        self.templates = _templates(session)
        self.of_papers = _templates_of_papers(session)
        self.salespeople = session.scalars(
            select(Salesperson.code).order_by(Salesperson.id.desc()).limit(MOST_CODES)
        ).all()
        self.people, self.busy = _people(session)
        self.papers = iter(list(_papers(session)))
        self.files = [self._file() for _ in range(FILES)]
        self.printed: list[Document] = []

    def all(self, count: int) -> Iterator[Cluster]:
        for start in range(0, count, TOGETHER):
            cluster = Cluster()
            for number in range(start, min(start + TOGETHER, count)):
                self._entry(cluster, number, self._moment(number, count))
            yield cluster

    def _moment(self, number: int, count: int) -> dt.datetime:
        day = dt.date.today() - dt.timedelta(days=DAYS - 1 - number * DAYS // count)
        return dt.datetime.combine(day, dt.time(self.chance.randrange(7, 18), self.chance.randrange(60)), dt.UTC)

    def _entry(self, cluster: Cluster, number: int, at: dt.datetime) -> None:
        paper = next(self.papers, None) if self._is("of_document", number) else None
        if paper is not None:
            self._left(cluster, paper, at)
        else:
            whom = self.chance.choice(self.busy if self._is("busy", number) else self.people)
            entry = self._said(cluster, whom, number, at)
            if self._is("noted", number):
                self._note(cluster, entry if self.chance.random() < NOTED_THERE else whom, number, at)

    @staticmethod
    def _is(word: str, number: int) -> bool:
        return number % ONE_IN[word] == ONE_IN[word] - 1

    def _said(self, cluster: Cluster, whom: Any, number: int, at: dt.datetime) -> Interaction:
        template = self.chance.choice(self.templates)
        cancelled, attached = self._is("cancelled", number), self._is("attached", number)
        return self._interaction(
            cluster, whom, template, at,
            description=f"{template.description}: {self.chance.choice(TRADES)} {self.chance.choice(PARTS)}",
            cancelled=cancelled,
            postponed=self._is("postponed", number) and not cancelled,
            attempt_failed=self._is("failed", number),
            evaluation=self.chance.choice(EVALUATIONS)[0] if self.chance.random() < EVALUATED else "",
            cost=Decimal(self.chance.choice((0, 0, 12, 40))),
            file_id=self.chance.choice(self.files)["id"] if attached else None,
            file_name="Notes.txt" if attached else "",
        )  # fmt: skip

    def _interaction(self, cluster: Cluster, whom: Any, template: Any, at: dt.datetime, **values: Any) -> Interaction:
        taken = {field: getattr(template, theirs) for field, theirs in OF_TEMPLATE.items()}
        with_whom = {name: getattr(whom, name) for name in ("contact_no", "contact_name", "company_no", "company_name")}
        salesperson = self.chance.choice(self.salespeople) if self.salespeople else None
        moment = {"date": at.date(), "time": at.time(), "user_name": "Generator", "salesperson_code": salesperson}
        entry: Interaction = self._record(cluster, Interaction, taken | with_whom | moment | values)
        return entry

    def _note(self, cluster: Cluster, about: Any, number: int, at: dt.datetime) -> None:
        """On what was said, or on whom it was said to."""
        column = "interaction_id" if isinstance(about, Interaction) else "contact_id"
        text = f"{self.chance.choice(TRADES)} {self.chance.choice(PARTS)}, {number}"
        self._record(cluster, Comment, {column: about.id, "date": at.date(), "text": text})

    def _left(self, cluster: Cluster, paper: Paper, at: dt.datetime) -> None:
        """Printed or sent once, logged, and its bytes kept."""
        document, file = paper.document, self.chance.choice(self.files)
        of_it = {"kind": document.kind, "document_no": document.no, "occurrence": document.occurrence}
        sent = self.chance.randrange(SENT_ONE_IN) == 0
        named = f"{document.one} {document.no}"
        entry = self._interaction(cluster, paper.contact, self.of_papers[document.kind], at, description=named, **of_it)
        left = {
            "at": at,
            "user_name": entry.user_name,
            "once": f"bench {entry.id}",
            "content": "{}",
            "interaction_id": entry.id,
        }
        kept = {"file_id": file["id"], "file_name": f"{named}.pdf", "way": SENT if sent else PRINTED}
        dispatch = self._record(cluster, Dispatch, of_it | left | kept)
        if sent:
            self._mail(cluster, dispatch, at)
        self.printed.append(document)

    def _mail(self, cluster: Cluster, dispatch: Dispatch, at: dt.datetime) -> None:
        mail = self._record(cluster, Mail, {
            "message_id": f"<{dispatch.id}@bench.example>", "written_at": at, "user_name": dispatch.user_name,
            "recipients": "post@bench.example", "subject": dispatch.file_name, "body": "Hello", "once": dispatch.once,
            "interaction_id": dispatch.interaction_id, "dispatch_id": dispatch.id,
            "state": State.SENT.value, "attempts": 1, "due_at": at, "sent_at": at,
        })  # fmt: skip
        self._record(cluster, MailFile, {"mail_id": mail.id, "file_id": dispatch.file_id, "name": dispatch.file_name})

    def _file(self) -> Row:
        """Small ones: how large they are matters to nobody who does not open them."""
        self.last[File] += 1
        data = f"Paper {self.last[File]} of the bench".encode()
        return {"id": self.last[File], "digest": hashlib.sha256(data).hexdigest(), "size": len(data), "data": data}

    def _record(self, cluster: Cluster, model: type[Record], values: Row) -> Any:
        self.last[model] += 1
        record = model()
        vars(record).update(self.defaults[model] | values | {"id": self.last[model]})
        cluster.records.append(record)
        return record


def _templates(session: Session) -> list[InteractionTemplate]:
    """Those that people take by hand."""
    papers = {template.code for template in _templates_of_papers(session).values()}
    found = session.scalars(select(InteractionTemplate).order_by(InteractionTemplate.code)).all()
    return [template for template in found if template.code not in papers]


def _templates_of_papers(session: Session) -> dict[str, InteractionTemplate]:
    """By kind of document."""
    setup = the(session, InteractionTemplateSetup)
    by_code = {each.code: each for each in session.scalars(select(InteractionTemplate))}
    codes = {word: getattr(setup, PAPER[word].slot) for word in DOCUMENT_KINDS}
    return {word: by_code[code] for word, code in codes.items() if code}


def _people(session: Session) -> tuple[Sequence[Any], Sequence[Any]]:
    """Those of the company with the most persons come last, and are not among the others."""
    most = select(Contact.company_no).where(Contact.company_no.is_not(None)).group_by(Contact.company_no)
    busiest = session.scalar(most.order_by(func.count().desc(), Contact.company_no).limit(1))
    people = session.execute(_whom()).all()
    busy = [each for each in people if each.company_no == busiest]
    return [each for each in people if each.company_no != busiest], busy


def _whom(*more: Any) -> Select[Any]:
    """Contacts as interactions name them."""
    company = aliased(Contact)
    own = case((Contact.type == COMPANY, Contact.no), else_=Contact.company_no)
    named = (Contact.no.label("contact_no"), Contact.name.label("contact_name"), own.label("company_no"))
    query = select(Contact.id, *named, func.coalesce(company.name, "").label("company_name"), *more)
    return query.outerjoin(company, company.no == own).order_by(Contact.id)


def _papers(session: Session) -> Iterator[Paper]:
    """Documents that have not left yet, the oldest first, of partners with a contact."""
    contacts = {(word, row.no): row for word, kind in PARTNER_KINDS.items() for row in _linked(session, kind)}
    columns = (Document.id, Document.kind, Document.no, Document.name, Document.occurrence)
    query = select(*columns, Document.customer_no, Document.vendor_no).where(Document.no_printed == 0)
    for id_, word, no, name, occurrence, customer_no, vendor_no in session.execute(query.order_by(Document.id)).all():
        kind = DOCUMENT_KINDS[word]
        contact = contacts.get((kind.side.partner.word, customer_no or vendor_no))
        if contact is not None:
            document = kind.model()
            vars(document).update(id=id_, kind=word, no=no, name=name, occurrence=occurrence)
            yield Paper(document, contact)


def _linked(session: Session, kind: PartnerKind) -> Sequence[Any]:
    """Contacts with the numbers of their accounts."""
    model: Any = kind.model
    query = _whom(model.no).join(ContactRelation, ContactRelation.contact_id == Contact.id)
    return session.execute(query.join(model, model.id == ContactRelation.partner_id)).all()
