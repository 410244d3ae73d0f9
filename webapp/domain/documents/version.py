"""A document as it once was: numbered copies that nobody changes."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..base import NEVER_AGAIN, Record
from ..columns import Field, code_text, flag, moment, text, whole
from ..errors import N_
from ..users.rights import Area


class DocumentVersion(Record):
    __tablename__ = "document_version"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Archived Version")
    many: ClassVar[str] = N_("Archived Versions")

    kind: Mapped[str] = code_text(30, N_("Kind"), readonly=True)
    no: Mapped[str] = code_text(20, N_("No."), readonly=True)
    occurrence: Mapped[int] = whole(N_("Occurrence"), default=1)
    number: Mapped[int] = whole(N_("Version No."), default=1)
    archived_at: Mapped[dt.datetime] = moment(N_("Archived At"))
    archived_by: Mapped[str] = text(100, N_("Archived By"), readonly=True)
    became: Mapped[str] = code_text(20, N_("Became"), readonly=True)
    interaction_exists: Mapped[bool] = flag(N_("Interaction Exists"), readonly=True)
    content: Mapped[str] = mapped_column(
        Text, default="", info={"field": Field(N_("Content"), "longtext", readonly=True)}, active_history=True
    )
    """Header, lines and comments, as JSON."""

    __table_args__: Any = (UniqueConstraint("kind", "no", "occurrence", "number"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return f"{self.no} ({self.number})"
