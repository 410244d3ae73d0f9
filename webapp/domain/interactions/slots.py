"""Interaction Template Setup: the template each kind of paper is logged with. An empty one logs nothing by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from ..columns import reference
from ..errors import N_, Message, Refused, See, say
from ..setup.single import Setup, the
from ..users.rights import Area
from .papers import SLOT, SLOTS, Slot
from .template import InteractionTemplate, TemplateLanguage

ATTACHED = N_("Template %(template)s has an attachment, so it cannot be used for “%(slot)s”. Choose another one.")
SPEAKS = N_(
    "Template %(template)s has texts in language %(language)s. Templates that are logged by themselves must not have"
    " languages: remove them, or choose another template."
)


class InteractionTemplateSetup(Setup):
    __tablename__ = "interaction_template_setup"
    area: ClassVar[str] = Area.INTERACTIONS
    one: ClassVar[str] = N_("Interaction Template Setup")
    many: ClassVar[str] = N_("Interaction Template Setup")

    __annotations__ = {slot.field: Mapped[str | None] for slot in SLOTS}
    locals().update({slot.field: reference("interaction_template", slot.caption) for slot in SLOTS})

    @classmethod
    def check_table(cls, session: Session) -> None:
        check_slots(session)


def check_slots(session: Session) -> None:
    """No slot names a template that it cannot take; undo asks as well."""
    setup = the(session, InteractionTemplateSetup)
    for slot in SLOTS:
        check_slot(session, slot, getattr(setup, slot.field))


def check_slot(session: Session, slot: Slot, code: str | None) -> None:
    language = None if slot.may_attach or code is None else language_of(session, code)
    if code is not None and language is not None:
        message = unfit(slot, code, language)
        raise Refused(message.text, field=slot.field, see=See(InteractionTemplate.type_name, code), **message.params)


def unfit(slot: Slot, code: str, language: TemplateLanguage) -> Message:
    """Why a template with a language cannot be taken."""
    if language.file_id is not None:
        return say(ATTACHED, template=code, slot=say(slot.caption))
    return say(SPEAKS, template=code, language=language.language_code or "")


def language_of(session: Session, code: str) -> TemplateLanguage | None:
    """What a template says in a language, if in any; one with an attachment first."""
    query = select(TemplateLanguage).join(InteractionTemplate, InteractionTemplate.id == TemplateLanguage.template_id)
    order = (TemplateLanguage.file_id.is_(None), TemplateLanguage.id)
    return session.scalar(query.where(InteractionTemplate.code == code).order_by(*order).limit(1))


def change_slots(session: Session, setup: InteractionTemplateSetup, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        check_slot(session, SLOT[field], value)
        setattr(setup, field, value)
    session.flush()


def slots_of(session: Session, code: str) -> list[Slot]:
    """Where the setup names a template."""
    setup = the(session, InteractionTemplateSetup)
    return [slot for slot in SLOTS if getattr(setup, slot.field) == code]
