"""The record of a mail: what people wrote, and how far its sending has come."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..base import NEVER_AGAIN, Record, now
from ..columns import Moment, choice, flag, long_text, moment, reference, text
from ..errors import N_, P_
from ..files import LONGEST_NAME, File
from ..interactions.interaction import KINDS, Interaction
from ..users.rights import Area

NOT_TRACKED = {"untracked": True, "kept_when_gone": True}
LONGEST_LIST = 1000


class State(StrEnum):
    """How far a mail is. Held: there is no mail server yet."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"

    @property
    def caption(self) -> str:
        return dict(STATES)[self.value]


STATES = (
    ("waiting", P_("mail", "Waiting")),
    ("sending", P_("mail", "Sending")),
    ("sent", P_("mail", "Sent")),
    ("failed", P_("mail", "Failed")),
    ("held", P_("mail", "Held")),
)


class Mail(Record):
    """What the workers write is not remembered change by change: it is no work of people."""

    __tablename__ = "mail"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = P_("letter", "Mail")
    many: ClassVar[str] = P_("letter", "Mails")
    title_field: ClassVar[str] = "subject"

    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    """Stays the same however often it is tried, so that a repetition can be recognised."""
    written_at: Mapped[dt.datetime] = moment(N_("Written At"))
    user_name: Mapped[str] = text(100, N_("User"), readonly=True)
    reply_to: Mapped[str] = text(80, N_("Reply To"), kind="email", readonly=True)
    recipients: Mapped[str] = text(LONGEST_LIST, P_("mail", "To"), kind="emails", required=True, wide=True)
    copies: Mapped[str] = text(LONGEST_LIST, P_("mail", "Cc"), kind="emails", wide=True)
    subject: Mapped[str] = text(200, N_("Subject"), required=True, wide=True)
    body: Mapped[str] = long_text(20_000, N_("Text"))
    discarded: Mapped[bool] = flag(N_("Discarded"), readonly=True)
    once: Mapped[str] = mapped_column(String(40), unique=True, info=NOT_TRACKED)
    """The word of the form it came from: the same form, sent twice, is one mail."""
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    interaction: Mapped[Interaction | None] = relationship()
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("dispatch.id"), unique=True)

    state: Mapped[str] = choice("mail_state", P_("mail", "State"), STATES, **NOT_TRACKED, readonly=True)
    attempts: Mapped[int] = mapped_column(default=0, info=NOT_TRACKED)
    due_at: Mapped[dt.datetime] = mapped_column(Moment, default=now, info=NOT_TRACKED)
    """When it is tried next; while it is being sent, when the worker is given up."""
    sent_at: Mapped[dt.datetime | None] = mapped_column(Moment, info=NOT_TRACKED)
    problem: Mapped[str] = mapped_column(Text, default="", info=NOT_TRACKED)
    """What the mail server said last."""

    __table_args__: Any = (
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_when"),
        CheckConstraint("NOT (discarded AND state = 'sent')", name="sent_or_discarded"),
        Index("ix_mail_due", "state", "due_at"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return self.subject

    def search_texts(self) -> tuple[str, ...]:
        return (self.subject, self.recipients, self.copies)


class MailFile(Record):
    """What a mail brings along."""

    __tablename__ = "mail_file"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Attachment")
    many: ClassVar[str] = N_("Attachments")

    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    file: Mapped[File] = relationship()
    name: Mapped[str] = text(LONGEST_NAME, N_("File"), required=True)

    @property
    def label(self) -> str:
        return self.name


class MailText(Record):
    """How mails begin: for a kind of document and a language, or for all."""

    __tablename__ = "mail_text"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Mail Text")
    many: ClassVar[str] = N_("Mail Texts")

    kind: Mapped[str] = choice("mail_text_kind", N_("Document Type"), KINDS)
    language_code: Mapped[str | None] = reference("language", N_("Language Code"))
    subject: Mapped[str] = text(200, N_("Subject"), required=True, wide=True)
    body: Mapped[str] = long_text(20_000, N_("Text"), required=True)

    __table_args__: Any = (UniqueConstraint("kind", "language_code"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return self.subject
