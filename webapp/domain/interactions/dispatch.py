"""Every time a document left the house: the exact bytes, and either its interaction or why there is none."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from ..base import NEVER_AGAIN, Record
from ..columns import choice, code_text, moment, text, whole
from ..errors import N_, P_
from ..files import LONGEST_NAME, File
from ..series.numbers import LONGEST
from ..users.rights import Area
from .interaction import KINDS

PRINTED, SENT = "printed", "sent"
WAYS = ((PRINTED, N_("Printed")), (SENT, P_("dispatch", "Sent")))
LOGGED = ""
UNFOLLOWED = {"untracked": True, "kept_when_gone": True}
REASONS = (
    (LOGGED, P_("reason", "Logged")),
    ("no_template", N_("No template is set up")),
    ("unfit_template", N_("The template has languages")),
    ("no_contact", N_("No contact is linked")),
    ("contact_gone", N_("The contact is gone")),
    ("privacy", N_("The contact is blocked for privacy")),
    ("not_wanted", N_("Switched off")),
    ("deleted", N_("The interaction was deleted")),
)


class Dispatch(Record):
    __tablename__ = "dispatch"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Dispatched Document")
    many: ClassVar[str] = N_("Dispatched Documents")

    kind: Mapped[str] = choice("dispatch_kind", N_("Document Type"), KINDS, readonly=True)
    document_no: Mapped[str] = code_text(LONGEST, N_("Document No."), readonly=True)
    occurrence: Mapped[int] = whole(N_("Doc. No. Occurrence"), lowest=1, default=1, readonly=True)
    version_no: Mapped[int] = whole(N_("Version No."), lowest=0, readonly=True)
    way: Mapped[str] = choice("dispatch_way", N_("Way"), WAYS, readonly=True)
    at: Mapped[dt.datetime] = moment(N_("Date and Time"))
    user_name: Mapped[str] = text(100, N_("User"), readonly=True)
    once: Mapped[str] = mapped_column(String(40), unique=True, info=UNFOLLOWED)
    """The word of the form it came from: the same form, sent twice, is one dispatch."""
    content: Mapped[str] = deferred(mapped_column(Text, info=UNFOLLOWED))
    """Header and lines as they were, as archived versions keep them."""
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    file: Mapped[File] = relationship()
    file_name: Mapped[str] = text(LONGEST_NAME, N_("File"), readonly=True)
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), unique=True)
    reason: Mapped[str] = choice("dispatch_reason", N_("Why Not Logged"), REASONS, readonly=True)

    __table_args__: Any = (
        CheckConstraint("(interaction_id IS NULL) = (reason <> '')", name="entry_or_reason"),
        Index("ix_dispatch_of_document", "kind", "document_no"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return self.file_name
