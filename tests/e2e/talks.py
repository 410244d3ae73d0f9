"""Interactions, papers that left and mails for the browser: a case for each kind of page, and the way to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.document import OPEN, SalesQuote
from webapp.domain.interactions.content import OWN, Content
from webapp.domain.interactions.entry import template_by_code
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import attach
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.mail_texts import add_mail_text
from webapp.domain.setup.numbering import SalesSetup
from webapp.domain.setup.single import the

from ..support.interactions import left
from ..support.papers import a_document_for, a_line_on
from ..support.parties import a_company, linked_to
from ..support.talks import a_talk, a_word_template, speaking
from .papers import document_path
from .parties import contact_path
from .stage import Server, Visitor

PERSON = "Ann Hill"
TEXT = "Good day,\n\n{document} comes with this mail.\n\n{salesperson}"
Opener = Callable[[Visitor], None]


def furnish_talks(server: Server) -> None:
    """A letter with a file, a template that speaks, a paper that says something else by now, one that is not logged, a
    mail that the server refused."""
    with server.house.acting("What was said") as session:
        template = template_by_code(session, "LETTER-OUT")
        assert template is not None
        attach(session, speaking(session, template, "NOR", subject="To {contact}", layout=TEXT), b"words", "letter.pdf")
        a_word_template(session)
        add_mail_text(session, {"subject": "{document} from {our_company}", "body": TEXT})
        contact = session.scalars(select(Contact).where(Contact.name == PERSON)).one()
        own = Content(OWN, b"words", "letter.pdf")
        a_talk(session, contact, template, "Likes rye.", content=own, evaluation="positive", attempt_failed=True)
        quotes = session.scalars(select(SalesQuote).where(SalesQuote.status == OPEN).order_by(SalesQuote.no)).all()
        left(session, quotes[0])
        a_line_on(session, quotes[0], description="Packed in straw")
        slots = the(session, InteractionTemplateSetup)
        usual, slots.sales_quotes = slots.sales_quotes, None
        left(session, quotes[-1])
        slots.sales_quotes = usual
        held, failed = session.scalars(select(Mail).order_by(Mail.id)).all()
        held.discarded = failed.discarded = False
        failed.state, failed.attempts, failed.problem = State.FAILED, 1, "550 Nobody of this name lives here"


def an_order(server: Server) -> str:
    """The card of an order that can be logged and archived, and mailed to two addresses."""
    with server.house.acting("An order") as session:
        the(session, SalesSetup).archive_orders = True
        company = a_company(session, "Hill Bakery", email="post@hill.example")
        linked_to(session, company, "customer")
        order = a_document_for(session, company, "sales_order")
        order.email = "ann@hill.example"
        a_line_on(session, order, description="Mind the step")
        return f"/sales-orders/{order.no}"


def entry_path(server: Server, *which: Any, more: str = "") -> str:
    """The newest interaction that is like this."""
    with server.house.looking() as session:
        newest = select(Interaction.id).where(*which).order_by(Interaction.id.desc())
        return f"/interactions/{session.scalars(newest).first()}{more}"


def mail_path(server: Server, state: State) -> str:
    with server.house.looking() as session:
        return f"/outbox/{session.scalars(select(Mail.id).where(Mail.state == state)).first()}"


def _entry(*which: Any, more: str = "") -> Opener:
    return lambda visitor: _to(visitor, entry_path(visitor.server, *which, more=more))


def _to(visitor: Visitor, path: str) -> None:
    visitor.open(path)


def _at(path: str) -> Opener:
    return lambda visitor: _to(visitor, path)


def _contact(more: str) -> Opener:
    return lambda visitor: _to(visitor, contact_path(visitor.server, PERSON, more))


def _with_contact(address: str) -> Opener:
    """The number of the contact ends the address."""
    return lambda visitor: _to(visitor, address + contact_path(visitor.server, PERSON).rpartition("/")[2])


def _document(more: str) -> Opener:
    return lambda visitor: _to(visitor, document_path(visitor.server, "sales_quote", more))


def _changed_since(visitor: Visitor) -> None:
    _document("/dispatches")(visitor)
    visitor.page.locator("tbody .primary a").last.click()
    visitor.page.wait_for_selector(".differences")


def _not_logged(visitor: Visitor) -> None:
    visitor.open("/not-logged").click(".row-link")
    visitor.page.wait_for_url("**/dispatches")


def _mail(state: State) -> Opener:
    return lambda visitor: _to(visitor, mail_path(visitor.server, state))


def _mail_text(more: str) -> Opener:
    def open_it(visitor: Visitor) -> None:
        path = visitor.open("/mail-texts").locator(".row-link").first.get_attribute("href")
        visitor.open(f"{path}{more}")

    return open_it


def _language(visitor: Visitor) -> None:
    visitor.open("/interaction-templates/LETTER-OUT").click("main .part .row-link")
    visitor.page.wait_for_url("**/languages/*")


def _language_file(visitor: Visitor) -> None:
    _language(visitor)
    visitor.page.click("#action-attach")
    visitor.page.wait_for_selector("[type=file]")


def _ticked(path: str, action: str) -> Opener:
    """Two rows ticked, and the question that the action asks."""

    def open_it(visitor: Visitor) -> None:
        page = visitor.open(path)
        for row in (1, 2):
            page.check(f"tbody tr:nth-child({row}) [name=key]")
        page.click(action)
        page.wait_for_selector("main form .buttons, #dialog[open]")

    return open_it


def _printed(visitor: Visitor) -> None:
    TALKS["documents-print"](visitor)
    visitor.page.click("#submit")
    visitor.page.wait_for_selector("#all")


def _mistakes(visitor: Visitor) -> None:
    page = visitor.expects(422).open("/interactions/new")
    page.click("#finish")
    page.wait_for_selector("[aria-invalid]")


def _template_chosen(visitor: Visitor) -> None:
    _with_contact("/interactions/new?contact=")(visitor)
    visitor.page.fill("#field-template_code", "LETTER-OUT")
    visitor.page.keyboard.press("Tab")
    visitor.page.wait_for_selector("[name=filled]", state="attached")


def _with_charts(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.wait_for_selector("#charts figure")


TALKS: dict[str, Opener] = {
    "home-charts": _with_charts,
    "charts": _at("/charts"),
    "interactions": _at("/interactions"),
    "interactions-evaluate": _ticked("/interactions", "#action-evaluate"),
    "interactions-comment": _ticked("/interactions", "#action-comment"),
    "interactions-resend": _ticked("/interactions", "#action-resend"),
    "interactions-cancel": _ticked("/interactions", "#action-toggle"),
    "interactions-postponed": _at("/interactions/postponed"),
    "interactions-statistics": _at("/interactions/statistics"),
    "interactions-delete-cancelled": _at("/interactions/delete-cancelled"),
    "interaction": _entry(Interaction.file_id.is_not(None)),
    "interaction-of-document": _entry(Interaction.kind == "sales_quote"),
    "interaction-resend": _entry(Interaction.file_id.is_not(None), more="/resend"),
    "interaction-comments": _entry(Interaction.file_id.is_not(None), more="/comments"),
    "interaction-new": _template_chosen,
    "interaction-mistakes": _mistakes,
    "interaction-resume": _entry(Interaction.postponed, more="/resume"),
    "interaction-call": _with_contact("/interactions/call?contact="),
    "timeline": _with_contact("/interactions/of/contact/"),
    "cover-sheet": _with_contact("/interactions/cover-sheet?contact="),
    "contact-mail": _contact("/mail"),
    "interaction-groups": _at("/interaction-groups"),
    "interaction-group": _at("/interaction-groups/PHONE"),
    "interaction-templates": _at("/interaction-templates"),
    "interaction-template": _at("/interaction-templates/LETTER-OUT"),
    "template-language": _language,
    "template-language-file": _language_file,
    "word-templates": _at("/word-templates"),
    "word-template": _at("/word-templates/LETTER"),
    "interaction-template-setup": _at("/interaction-template-setup"),
    "document-print": _document("/print"),
    "documents-print": _ticked("/sales-quotes", "#action-print"),
    "documents-printed": _printed,
    "document-send": _document("/send"),
    "document-dispatches": _not_logged,
    "document-dispatch": _changed_since,
    "not-logged": _at("/not-logged"),
    "outbox": _at("/outbox"),
    "mail": _mail(State.HELD),
    "mail-failed": _mail(State.FAILED),
    "mail-texts": _at("/mail-texts"),
    "mail-text": _mail_text(""),
    "mail-text-preview": _mail_text("/preview"),
}

ALIKE = {
    "charts",
    "interaction-of-document",
    "interactions-comment",
    "interaction-groups",
    "interaction-templates",
    "word-templates",
    "mail-failed",
}
"""Built like another one."""
