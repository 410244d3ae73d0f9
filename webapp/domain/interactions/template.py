"""Kinds of interactions: groups, templates, what templates say in a language, and documents to fill in."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from ..base import NEVER_AGAIN, Coded, Record
from ..columns import choice, flag, long_text, money, reference, text, whole
from ..errors import N_, P_
from ..files import LONGEST_NAME
from ..lasting import Followed
from ..setup.marketing import CORRESPONDENCE_TYPES
from ..users.rights import Area

NO_FLOW, OUTBOUND, INBOUND = "", "outbound", "inbound"
FLOWS = ((NO_FLOW, P_("flow", "None")), (OUTBOUND, N_("Outbound")), (INBOUND, N_("Inbound")))
US = "us"
INITIATORS = (("", P_("initiator", "Nobody")), (US, P_("initiator", "Us")), ("them", P_("initiator", "Them")))
EMAIL = "email"
WANTED = tuple(sorted(CORRESPONDENCE_TYPES, key=lambda choice: choice[0] != EMAIL))
"""A new template starts with mail."""
OPEN, IMPORT, MERGE = "open", "import", "merge"
WIZARD_ACTIONS = (
    ("", P_("wizard", "None")),
    (OPEN, P_("wizard", "Open")),
    (IMPORT, N_("Import")),
    (MERGE, P_("wizard", "Merge")),
)


class InteractionGroup(Followed, Coded):
    __tablename__ = "interaction_group"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Interaction Group")
    many: ClassVar[str] = N_("Interaction Groups")


class WordTemplate(Followed, Coded):
    """A document whose marked places are filled in with what is known of contact and salesperson."""

    __tablename__ = "word_template"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Word Template")
    many: ClassVar[str] = N_("Word Templates")

    file_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"), index=True)
    file_name: Mapped[str] = text(LONGEST_NAME, N_("File"), readonly=True)


class InteractionTemplate(Followed, Coded):
    __tablename__ = "interaction_template"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Interaction Template")
    many: ClassVar[str] = N_("Interaction Templates")

    group_code: Mapped[str | None] = reference("interaction_group", N_("Interaction Group Code"))
    unit_cost: Mapped[Decimal] = money(N_("Unit Cost"), lowest=0)
    unit_duration: Mapped[int] = whole(N_("Unit Duration (Min.)"), lowest=0)
    information_flow: Mapped[str] = choice("information_flow", N_("Information Flow"), FLOWS)
    initiated_by: Mapped[str] = choice("initiated_by", N_("Initiated By"), INITIATORS)
    correspondence_type: Mapped[str] = choice("template_correspondence", N_("Correspondence Type (Default)"), WANTED)
    ignores_contact: Mapped[bool] = flag(N_("Ignore Contact Corres. Type"))
    language_code: Mapped[str | None] = reference("language", N_("Language Code (Default)"))
    wizard_action: Mapped[str] = choice("wizard_action", N_("Wizard Action"), WIZARD_ACTIONS)
    word_template_code: Mapped[str | None] = reference("word_template", N_("Word Template Code"))


class TemplateLanguage(Record):
    """What a template says and brings along in one language."""

    __tablename__ = "template_language"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Language of a Template")
    many: ClassVar[str] = N_("Languages of Templates")

    template_id: Mapped[int] = mapped_column(ForeignKey("interaction_template.id", ondelete="CASCADE"))
    template: Mapped[InteractionTemplate] = relationship()
    language_code: Mapped[str | None] = reference("language", N_("Language Code"), required=True)
    description: Mapped[str] = text(100, N_("Description"), wide=True)
    word_template_code: Mapped[str | None] = reference("word_template", N_("Word Template Code"))
    subject: Mapped[str] = text(200, N_("Subject"), wide=True)
    layout: Mapped[str] = long_text(
        10_000, N_("Email Layout"), hint=N_("Names in braces such as {contact} are filled in for each mail.")
    )
    file_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"), index=True)
    file_name: Mapped[str] = text(LONGEST_NAME, N_("Attachment"), readonly=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:
        return (
            UniqueConstraint("template_id", "language_code"),
            CheckConstraint("file_id IS NULL OR word_template_code IS NULL", name="file_or_word_template"),
            NEVER_AGAIN,
        )

    @property
    def label(self) -> str:
        return self.language_code or ""
