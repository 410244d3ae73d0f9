"""One of everything about interactions, and a comment on each document."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.talks import a_talk, a_word_template, put_off, speaking
from webapp.domain.comments import add_comment
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.document import Document
from webapp.domain.interactions.content import OWN, Content
from webapp.domain.interactions.entry import template_by_code
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import attach


def furnish_interactions(session: Session) -> None:
    """The template speaks a language and brings something along; one interaction is finished, one put off."""
    contact = session.scalars(select(Contact).order_by(Contact.id)).first()
    template = template_by_code(session, "LETTER-OUT")
    assert template is not None
    attach(session, speaking(session, template, "NOR"), b"words", "letter.pdf")
    a_word_template(session)
    own = Content(OWN, b"words", "letter.pdf")
    a_talk(session, contact, template, content=own, salesperson_code="OH")
    put_off(session, contact, template, salesperson_code="OH")
    for about in (*session.scalars(select(Document)), *session.scalars(select(Interaction))):
        add_comment(session, about, {"text": "Ask for the colour"})
