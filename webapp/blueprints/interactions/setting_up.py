"""What interactions are made by: groups, templates with their languages, Word templates, and what is logged by which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from ... import formats, i18n
from ...domain.codes import add_code, change_code, delete_code
from ...domain.documents.kinds import DOCUMENT_KINDS
from ...domain.errors import N_, Message, say
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.languages import (
    add_language,
    add_template,
    change_language,
    change_template,
    delete_language,
    delete_template,
)
from ...domain.interactions.papers import PAPER, SLOTS, Slot
from ...domain.interactions.slots import InteractionTemplateSetup, change_slots
from ...domain.interactions.statistics import numbers_for
from ...domain.interactions.template import InteractionGroup, InteractionTemplate, TemplateLanguage, WordTemplate
from ...domain.users.rights import Right
from ...domain.users.user import User
from ...pages import Action, Fact, FactBox, Page, Tab, Why

HOME = "interactions"
TAKEN_BY_PAPERS = frozenset(PAPER[kind].slot for kind in DOCUMENT_KINDS)
USED_WITHOUT_PAPER = frozenset(("emails", "cover_sheets", "outgoing_calls"))
NOT_USED = say(N_("Not used yet: there are no such documents."))


def facts(session: Session, condition: ColumnElement[bool], **narrowed: str) -> list[Fact]:
    """What there was, with the way to the list of it."""
    numbers, locale = numbers_for(session, condition), i18n.current().locale
    return [
        Fact(
            N_("No. of Interactions"), formats.show_number(numbers.number, locale),
            url_for("interactions.interactions_list", **narrowed, cancelled="no"),
        ),
        Fact(N_("Cost"), formats.show_number(numbers.cost, locale, 2)),
        Fact(N_("Duration (Min.)"), formats.show_number(numbers.duration, locale)),
        Fact(N_("Attempts Failed"), formats.show_number(numbers.failed, locale)),
    ]  # fmt: skip


def _of_group(session: Session, group: InteractionGroup, _around: None) -> list[Fact]:
    return facts(session, Interaction.group_code == group.code, group_code=group.code)


def _of_template(session: Session, template: InteractionTemplate, _around: None) -> list[Fact]:
    return facts(session, Interaction.template_code == template.code, template_code=template.code)


def unless_attached(row: TemplateLanguage, _user: User, _around: None) -> Why | None:
    return None if row.file_id is not None else Why(say(N_("There is no attachment. Bring one first.")))


def unless_word_template(row: TemplateLanguage, _user: User, _around: None) -> Why | None:
    return Why(say(N_("The Word template takes the place of an attachment."))) if row.word_template_code else None


def unless_document(word: WordTemplate, _user: User, _around: None) -> Why | None:
    return None if word.file_id is not None else Why(say(N_("There is no document yet. Bring one first.")))


def not_used_yet(_values: Mapping[str, Any], _around: None) -> dict[str, Message]:
    return {slot.field: NOT_USED for slot in SLOTS if not _is_used(slot)}


def _is_used(slot: Slot) -> bool:
    return slot.field in TAKEN_BY_PAPERS or slot.field in USED_WITHOUT_PAPER


INTERACTION_GROUPS = Page(
    "interaction-groups", InteractionGroup, HOME,
    (Tab(N_("General"), ("code", "description")),),
    columns=("code", "description"), sort="code", icon="group", note=N_("Interactions of the same sort: letters, calls, sales documents."),
    synonyms=N_("kinds of interactions"), write=Right.SETUP, remove=Right.SETUP,
    add=lambda session, values: add_code(session, InteractionGroup, values), change=change_code, delete=delete_code,
    factboxes=(FactBox("statistics", N_("Statistics"), _of_group),),
)  # fmt: skip
INTERACTION_TEMPLATES = Page(
    "interaction-templates", InteractionTemplate, HOME,
    (
        Tab(N_("General"), ("code", "description", "group_code", "information_flow", "initiated_by", "unit_cost", "unit_duration")),
        Tab(N_("Correspondence"), ("correspondence_type", "ignores_contact", "language_code", "wizard_action", "word_template_code"),
            summary=("correspondence_type", "language_code", "wizard_action")),
    ),
    columns=("code", "description", "group_code", "information_flow", "initiated_by", "correspondence_type", "wizard_action", "unit_cost", "unit_duration"),
    more_filters=("language_code", "word_template_code", "ignores_contact"),
    sort="code", icon="message-square", note=N_("What interactions begin with: a call, a letter, a printed order."),
    synonyms=N_("letters, mail templates, form letters"), write=Right.SETUP, remove=Right.SETUP,
    add=add_template, change=change_template, delete=delete_template,
    parts=("template_language",), factboxes=(FactBox("statistics", N_("Statistics"), _of_template),),
)  # fmt: skip
LANGUAGES = Page(
    "languages", TemplateLanguage, HOME,
    (
        Tab(N_("General"), ("language_code", "description", "word_template_code", "file_name")),
        Tab(N_("Email"), ("subject", "layout"), summary=("subject",)),
    ),
    columns=("language_code", "description", "subject", "file_name", "word_template_code"), sort="language_code",
    new_fields=("language_code", "description", "word_template_code", "subject", "layout"),
    note=N_("What the template says and brings along in a language. Templates that are logged by themselves have none."),
    write=Right.SETUP, remove=Right.SETUP, add=add_language, change=change_language, delete=delete_language,
    actions=(
        Action("attach", N_("Attach a file"), "interactions.ask_attachment", "upload", Right.SETUP, enabled=unless_word_template),
        Action("download", N_("Download"), "interactions.attachment", "download", enabled=unless_attached),
        Action("detach", N_("Remove the attachment"), "interactions.ask_detach", "x", Right.SETUP, enabled=unless_attached),
    ),
    parent=INTERACTION_TEMPLATES, parent_field="template_id", owner="template",
)  # fmt: skip
WORD_TEMPLATES = Page(
    "word-templates", WordTemplate, HOME,
    (Tab(N_("General"), ("code", "description", "file_name")),),
    columns=("code", "description", "file_name"), new_fields=("code", "description"), sort="code", icon="file-text",
    note=N_("Word documents with names such as {contact} that are filled in for each interaction."),
    synonyms=N_("docx, mail merge, form letters"), write=Right.SETUP, remove=Right.SETUP,
    add=lambda session, values: add_code(session, WordTemplate, values), change=change_code, delete=delete_code,
    actions=(
        Action("bring", N_("Bring a document"), "interactions.ask_document", "upload", Right.SETUP),
        Action("download", N_("Download"), "interactions.document", "download", enabled=unless_document),
    ),
)  # fmt: skip
TEMPLATE_SETUP = Page(
    "interaction-template-setup", InteractionTemplateSetup, HOME,
    tuple(
        Tab(area, tuple(slot.field for slot in SLOTS if slot.area == area))
        for area in dict.fromkeys(slot.area for slot in SLOTS)
    ),
    icon="message-square", note=N_("Which template each kind of document is logged by. Where there is none, nothing is logged."),
    synonyms=N_("logging, slots"), write=Right.SETUP, change=change_slots, doubts=not_used_yet,
)  # fmt: skip
PAGES = (INTERACTION_GROUPS, INTERACTION_TEMPLATES, LANGUAGES, WORD_TEMPLATES, TEMPLATE_SETUP)
