"""What templates say in which language, what they bring along, and what has to fit together for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import Base, fresh
from ..changes import ask
from ..changes.undo import AFTERWARDS
from ..codes import add_code, change_code, delete_code
from ..errors import N_, Question, Refused, See, say
from ..files import keep_attachment, sweep
from .slots import InteractionTemplateSetup, check_slots, slots_of
from .template import IMPORT, MERGE, InteractionTemplate, TemplateLanguage

SETTLED = ("language_code", "word_template_code")
"""Fields of a template that change its languages as well."""


def add_template(session: Session, values: Mapping[str, Any]) -> InteractionTemplate:
    template = add_code(session, InteractionTemplate, {k: v for k, v in values.items() if k not in SETTLED})
    chosen = {name: values[name] for name in SETTLED if values.get(name)}
    change_template(session, template, chosen | {"wizard_action": template.wizard_action})
    return template


def change_template(session: Session, template: InteractionTemplate, values: Mapping[str, Any]) -> None:
    """What a template does when it is used has to fit what it says in its own language."""
    change_code(session, template, {name: value for name, value in values.items() if name not in SETTLED})
    if "language_code" in values:
        _choose_language(session, template, values["language_code"])
    if "word_template_code" in values:
        _choose_word_template(session, template, values["word_template_code"])
    if "wizard_action" not in values:
        _settle_action(session, template)
    check_action(session, template)
    session.flush()


def delete_template(session: Session, template: InteractionTemplate, **_answers: Any) -> None:
    """Its languages go along; what was logged by it keeps its code."""
    if not slots_of(session, template.code):
        for row in languages_of(session, template):
            session.delete(row)
    delete_code(session, template)


def languages_of(session: Session, template: InteractionTemplate) -> list[TemplateLanguage]:
    query = select(TemplateLanguage).where(TemplateLanguage.template_id == template.id)
    return list(session.scalars(query.order_by(TemplateLanguage.language_code)))


def row_of(session: Session, template: InteractionTemplate, language: str | None) -> TemplateLanguage | None:
    if language is None:
        return None
    query = select(TemplateLanguage).where(TemplateLanguage.template_id == template.id)
    return session.scalar(query.where(TemplateLanguage.language_code == language))


def language_for(session: Session, template: InteractionTemplate, wanted: str | None) -> TemplateLanguage | None:
    """What it says in the language of a contact, or else in its own."""
    return row_of(session, template, wanted) or row_of(session, template, template.language_code)


def check_action(session: Session, template: InteractionTemplate) -> None:
    action, row = template.wizard_action, row_of(session, template, template.language_code)
    if template.word_template_code and action == IMPORT:
        text = N_("Template %(template)s has a Word template, so no file can be imported. Choose Merge or take it out.")
        raise Refused(text, field="wizard_action", template=template.code)
    if row is None:
        return
    if row.layout and action != MERGE:
        text = N_("Template %(template)s has an email layout, which can only be merged. Choose Merge.")
        raise Refused(text, field="wizard_action", template=template.code)
    if action == MERGE and not (row.layout or template.word_template_code):
        text = N_("Template %(template)s has nothing to merge. Give it an email layout or a Word template first.")
        raise Refused(text, field="wizard_action", template=template.code)


def add_language(session: Session, template: InteractionTemplate, values: Mapping[str, Any]) -> TemplateLanguage:
    row = fresh(TemplateLanguage, template_id=template.id)
    with session.no_autoflush:
        check_may_speak(session, template)
        _set(session, template, row, values)
    return row


def change_language(session: Session, row: TemplateLanguage, values: Mapping[str, Any]) -> None:
    """Another language of the row that the template takes by itself is another one of the template, too."""
    template = row.template
    is_own = template.language_code == row.language_code
    with session.no_autoflush:
        _set(session, template, row, values)
    if is_own:
        template.language_code, template.word_template_code = row.language_code, row.word_template_code
        _settle_action(session, template)
        session.flush()


def delete_language(session: Session, row: TemplateLanguage, **_answers: Any) -> None:
    template = row.template
    if template.language_code == row.language_code:
        template.language_code = None
    session.delete(row)
    session.flush()
    _settle_action(session, template)
    session.flush()


def attach(session: Session, row: TemplateLanguage, data: bytes, name: str) -> None:
    if row.word_template_code:
        raise Refused(precedes(row.template), field="file", template=row.template.code)
    file, row.file_name = keep_attachment(session, data, name, "file")
    row.file_id = file.id
    session.flush()


def detach(session: Session, row: TemplateLanguage, for_good: bool = False) -> None:
    """The file itself goes when nobody else has it, if that is wanted."""
    file_id, row.file_id, row.file_name = row.file_id, None, ""
    session.flush()
    if for_good and file_id is not None:
        sweep(session, {file_id})


def precedes(_template: InteractionTemplate) -> str:
    return N_("Template %(template)s has a Word template, which takes the place of an attachment. Take it out first.")


def check_may_speak(session: Session, template: InteractionTemplate) -> None:
    """What is logged by itself says the same to everybody."""
    for slot in slots_of(session, template.code):
        if not slot.may_attach:
            text = N_(
                "Template %(template)s is set up for “%(slot)s”. Templates that are logged by themselves must not have"
                " languages: choose another one there first."
            )
            see = See(InteractionTemplateSetup.type_name, field=slot.field)
            raise Refused(text, see=see, template=template.code, slot=say(slot.caption))


def _set(session: Session, template: InteractionTemplate, row: TemplateLanguage, values: Mapping[str, Any]) -> None:
    language = values.get("language_code", row.language_code)
    if not language:
        raise Refused(N_("Choose a language."), field="language_code")
    twin = row_of(session, template, language)
    if twin is not None and twin is not row:
        text = N_("Template %(template)s has texts in language %(language)s already. Choose another language.")
        raise Refused(text, field="language_code", template=template.code, language=language)
    if values.get("word_template_code") and row.file_id is not None:
        text = N_("There is the attachment %(file)s already. Remove it first, or leave the Word template out.")
        raise Refused(text, field="word_template_code", file=row.file_name)
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def _choose_language(session: Session, template: InteractionTemplate, language: str | None) -> None:
    if language is not None and row_of(session, template, language) is None:
        check_may_speak(session, template)
        text = N_("Template %(template)s says nothing in language %(language)s yet. Shall it?")
        ask(session, Question("language", text, field="language_code", template=template.code, language=language))
        session.add(fresh(TemplateLanguage, template_id=template.id, language_code=language))
        session.flush()
    template.language_code = language
    row = row_of(session, template, language)
    if row is not None:
        template.word_template_code = row.word_template_code or template.word_template_code


def _choose_word_template(session: Session, template: InteractionTemplate, code: str | None) -> None:
    """It stands with what the template says in its own language, too, in place of an attachment."""
    template.word_template_code = code
    row = row_of(session, template, template.language_code)
    if row is None:
        return
    if code and row.file_id is not None:
        text = N_("A Word template takes the place of the attachment %(file)s. Remove the attachment?")
        ask(session, Question("attachment", text, field="word_template_code", file=row.file_name))
        detach(session, row)
    row.word_template_code = code


def _settle_action(session: Session, template: InteractionTemplate) -> None:
    """An email layout is merged; where there is nothing to merge, nothing is."""
    row = row_of(session, template, template.language_code)
    if row is not None and row.layout:
        template.wizard_action = MERGE
    elif template.wizard_action == MERGE and not template.word_template_code:
        template.wizard_action = ""


def _check_after_undo(session: Session, models: set[type[Base]]) -> None:
    if TemplateLanguage in models:
        check_slots(session)


AFTERWARDS.append(_check_after_undo)
