"""Interactions by hand for tests."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import Contact
from webapp.domain.files import keep_file
from webapp.domain.interactions.content import NO_CONTENT, Content
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import add_language
from webapp.domain.interactions.manual import Given, finish, postpone
from webapp.domain.interactions.template import InteractionTemplate, TemplateLanguage, WordTemplate

from .factories import a_code

ON = dt.date(2026, 3, 9)
AT = dt.time(10, 8)
BODY = '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>{}</w:body></w:document>'


def typed(contact: Contact | None, template: InteractionTemplate | None = None, **values: Any) -> dict[str, Any]:
    usual = {
        "contact_no": contact.no if contact else None, "template_code": template.code if template else None,
        "salesperson_code": "IS", "date": ON, "time": AT,
    }  # fmt: skip
    return {**usual, **values}


def a_talk(
    session: Session, contact: Contact | None, template: InteractionTemplate | None, *comments: str,
    content: Content = NO_CONTENT, entry: Interaction | None = None, **values: Any,
) -> Interaction:  # fmt: skip
    """Finished by hand."""
    return finish(session, Given(typed(contact, template, **values), content, comments), entry).entry


def put_off(
    session: Session, contact: Contact | None, template: InteractionTemplate | None, *comments: str,
    content: Content = NO_CONTENT, entry: Interaction | None = None, **values: Any,
) -> Interaction:  # fmt: skip
    return postpone(session, Given(typed(contact, template, **values), content, comments), entry)


def speaking(session: Session, template: InteractionTemplate, language: str, **values: Any) -> TemplateLanguage:
    return add_language(session, template, {"language_code": language, **values})


def a_docx(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs, each as the XML of its runs, or as a plain text."""
    runs = [text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>" for text in paragraphs]
    xml = BODY.format("".join(f"<w:p>{run}</w:p>" for run in runs))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", xml)
    return packed.getvalue()


def text_in(data: bytes) -> str:
    return ZipFile(BytesIO(data)).read("word/document.xml").decode()


def a_word_template(session: Session, *paragraphs: str, code: str = "LETTER") -> WordTemplate:
    file = keep_file(session, a_docx(*(paragraphs or ("Dear {contact}",))))
    word: WordTemplate = a_code(session, WordTemplate, code)
    word.file_id, word.file_name = file.id, "letter.docx"
    session.flush()
    return word
