"""The record of an interaction: something said, printed or sent, or put off for later."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, or_
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from ..base import NEVER_AGAIN, Record
from ..columns import (
    choice,
    clock,
    code_text,
    day,
    flag,
    lasting_code_of,
    money,
    number_of,
    text,
    whole,
)
from ..errors import N_, P_
from ..files import LONGEST_NAME
from ..series.numbers import LONGEST
from ..setup.marketing import CORRESPONDENCE_TYPES
from ..users.rights import Area
from .papers import PAPERS
from .template import FLOWS, INITIATORS

EVALUATIONS = (
    ("", P_("evaluation", "None")),
    ("very_positive", N_("Very Positive")),
    ("positive", N_("Positive")),
    ("neutral", N_("Neutral")),
    ("negative", N_("Negative")),
    ("very_negative", N_("Very Negative")),
)
SUMMED = ("date", "cancelled", "postponed", "attempt_failed", "initiated_by", "cost", "duration")
"""What lists are ordered by and figures are made of: of very many entries they are read from the index alone."""
KINDS = tuple((paper.word, paper.caption) for paper in PAPERS)


class Interaction(Record):
    """Names and codes are kept as they were; whom it was with follows the contact while there is one."""

    __tablename__ = "interaction"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Interaction")
    many: ClassVar[str] = N_("Interactions")
    title_field: ClassVar[str] = "description"

    contact_no: Mapped[str | None] = number_of("contact", N_("Contact No."))
    contact_name: Mapped[str] = text(100, N_("Contact Name"), readonly=True)
    company_no: Mapped[str | None] = number_of("contact", N_("Contact Company No."), readonly=True)
    company_name: Mapped[str] = text(100, N_("Contact Company Name"), readonly=True)
    date: Mapped[dt.date] = day(N_("Date"), required=True)
    time: Mapped[dt.time] = clock(N_("Time"))
    description: Mapped[str] = text(100, N_("Description"), required=True, wide=True)
    subject: Mapped[str] = text(200, N_("Subject"), wide=True)
    template_code: Mapped[str | None] = lasting_code_of("interaction_template", N_("Interaction Template Code"))
    group_code: Mapped[str | None] = lasting_code_of("interaction_group", N_("Interaction Group Code"), readonly=True)
    information_flow: Mapped[str] = choice("interaction_flow", N_("Information Flow"), FLOWS)
    initiated_by: Mapped[str] = choice("interaction_initiator", N_("Initiated By"), INITIATORS)
    cost: Mapped[Decimal] = money(N_("Cost"), lowest=0)
    duration: Mapped[int] = whole(N_("Duration (Min.)"), lowest=0)
    correspondence_type: Mapped[str] = choice(
        "interaction_correspondence", N_("Correspondence Type"), CORRESPONDENCE_TYPES
    )
    contact_via: Mapped[str] = text(80, N_("Contact Via"))
    alternative_address: Mapped[str] = code_text(10, N_("Contact Alt. Address Code"), readonly=True)
    language_code: Mapped[str | None] = lasting_code_of("language", N_("Interaction Language Code"))
    salesperson_code: Mapped[str | None] = lasting_code_of("salesperson", N_("Salesperson Code"), 20)
    user_name: Mapped[str] = text(100, N_("User"), readonly=True)
    evaluation: Mapped[str] = choice("evaluation", N_("Evaluation"), EVALUATIONS)
    attempt_failed: Mapped[bool] = flag(N_("Attempt Failed"))
    cancelled: Mapped[bool] = flag(N_("Cancelled"), readonly=True)
    postponed: Mapped[bool] = flag(N_("Postponed"), readonly=True)
    kind: Mapped[str] = choice("interaction_kind", N_("Document Type"), KINDS, readonly=True)
    document_no: Mapped[str] = code_text(LONGEST, N_("Document No."), readonly=True)
    occurrence: Mapped[int] = whole(N_("Doc. No. Occurrence"), lowest=0, readonly=True)
    version_no: Mapped[int] = whole(N_("Version No."), lowest=0, readonly=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"), index=True)
    file_name: Mapped[str] = text(LONGEST_NAME, N_("Attachment"), readonly=True)

    __table_args__: Any = (
        CheckConstraint("document_no = '' OR kind <> ''", name="document_of_a_kind"),
        CheckConstraint("NOT (cancelled AND postponed)", name="cancelled_or_postponed"),
        CheckConstraint("company_no IS NULL OR contact_no IS NOT NULL", name="company_of_a_contact"),
        Index("ix_interaction_listed", "date"),
        Index(
            "ix_interaction_postponed",
            "date",
            sqlite_where=sql("postponed IS 1"),
            postgresql_where=sql("postponed IS TRUE"),
        ),
        Index("ix_interaction_of_contact", "contact_no", *SUMMED),
        Index("ix_interaction_of_company", "company_no", *SUMMED),
        Index("ix_interaction_of_salesperson", "salesperson_code", *SUMMED),
        Index("ix_interaction_of_template", "template_code", *SUMMED),
        Index("ix_interaction_of_group", "group_code", *SUMMED),
        Index("ix_interaction_of_document", "kind", "document_no"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return f"{self.id} {self.description}".strip()

    def search_texts(self) -> tuple[str, ...]:
        return (self.description, self.subject, self.contact_name, self.company_name, self.document_no)


def is_told(told: Any, occurrence: Any) -> ColumnElement[bool]:
    """Whether an interaction that tells of one occurrence of a number tells of this one. 0 is of whichever is there."""
    return or_(told == 0, told == occurrence)
