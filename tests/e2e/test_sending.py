"""Documents leave the house in a browser: printed once however often one clicks, sent by the outbox and by a mail server;
and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from webapp.delivery.outgoing import a_round
from webapp.domain.documents.version import DocumentVersion
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.outbox.mail import Mail

from ..support.post import mails_go_to, post_office
from .keyboard import act, tab_to
from .stage import Stage, Visitor
from .talks import an_order

OpenWindow = Callable[..., Visitor]
HELD, SENT = "held until a mail server is set up", "The mail server has taken it."


@pytest.fixture
def card(stage: Stage) -> str:
    return an_order(stage.server)


@contextmanager
def papers_come(page: Page, number: int = 1) -> Iterator[None]:
    """Until the files are there; they open in tabs of their own."""
    came: list[str] = []
    page.context.on("response", lambda answer: came.append(answer.url) if answer.url.endswith("/print") else None)
    yield
    while len(came) < number:
        page.context.wait_for_event("response")


def looked_at_again(page: Page) -> None:
    """As when the tab with the paper is closed."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def dispatches(stage: Stage, card: str) -> list[Dispatch]:
    with stage.server.house.looking() as session:
        return list(session.scalars(select(Dispatch).where(Dispatch.document_no == card.rpartition("/")[2])))


def write_a_mail(visitor: Visitor, card: str, to: str) -> Page:
    """To somebody of whom nobody knew."""
    page = visitor.open(f"{card}/send")
    tab_to(visitor, identifier="field-recipients")
    page.keyboard.press("Control+a")
    page.keyboard.type(to)
    page.keyboard.press("Control+s")
    expect(page.locator(".receipt")).to_contain_text(f"goes to {to}. Logged as")
    return page


def to_the_outbox(visitor: Visitor) -> None:
    tab_to(visitor, "Look into the outbox")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/outbox/*")


def test_the_dialog_prints_logs_and_archives_and_the_card_tells_it_once(
    card: str, stage: Stage, signed_in_page: OpenWindow
) -> None:
    visitor = signed_in_page()
    page = visitor.open(card)
    act(visitor, "Print…")
    page.wait_for_url("**/print")
    expect(page.get_by_label("Log interaction")).to_be_checked()
    expect(page.get_by_label("Archive document")).to_be_checked()
    tab_to(visitor, identifier="submit")

    with papers_come(page):
        page.keyboard.press("Enter")
    looked_at_again(page)

    expect(page).to_have_url(f"{visitor.server.url}{card}")
    expect(page.locator(".receipt")).to_contain_text("Logged as")
    page.reload()
    expect(page.locator(".receipt")).to_have_count(0)
    [row] = dispatches(stage, card)
    with stage.server.house.looking() as session:
        [version] = session.scalars(select(DocumentVersion).where(DocumentVersion.no == row.document_no))
    assert (row.version_no, row.interaction_id is not None) == (version.number, True)


def test_two_clicks_on_print_are_one_paper(card: str, stage: Stage, signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open(card)

    with papers_come(page):
        page.get_by_role("button", name="Print", exact=True).dblclick()

    assert len(dispatches(stage, card)) == 1


def test_a_mail_is_held_discarded_brought_back_and_downloaded(card: str, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = visitor.open(f"{card}/send")
    known = page.locator(".candidates li").all_inner_texts()
    assert known[0].startswith("ann@hill.example stands on the document")
    assert known[1].startswith("post@hill.example of ")
    write_a_mail(visitor, card, "eva@hill.example")
    expect(page.locator(".receipt")).to_contain_text(HELD)
    to_the_outbox(visitor)
    expect(page.locator("#field-recipients")).to_have_value("eva@hill.example")

    act(visitor, "Discard")
    expect(page.locator(".receipt")).to_contain_text("Discarded: ")
    act(visitor, "Bring back")
    expect(page.locator(".receipt")).to_contain_text("Brought back: ")
    act(visitor, "Send again")
    expect(page.locator(".receipt")).to_contain_text("To be sent again: ")
    with page.expect_download() as download:
        act(visitor, "Download as .eml")

    assert download.value.suggested_filename.endswith(".eml")
    assert "eva@hill.example" in download.value.path().read_text()
    expect(page.locator("#factboxes")).to_contain_text(HELD)


def test_a_mail_server_takes_what_was_held(card: str, stage: Stage, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = write_a_mail(visitor, card, "eva@hill.example")
    to_the_outbox(visitor)

    with post_office() as office:
        with stage.acting("A mail server") as session:
            mails_go_to(session, office.port)
        act(visitor, "Send again")
        expect(page.locator("#factboxes")).to_contain_text("waiting for its turn")
        a_round(stage.server.house.database)
        page.reload()

    expect(page.locator("#factboxes")).to_contain_text(SENT)
    [message] = [each for each in office.received if each["To"] == "eva@hill.example"]
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]


def test_without_script_an_order_is_printed_and_sent(card: str, stage: Stage, signed_in_page: OpenWindow) -> None:
    page = signed_in_page(script=False).open(f"{card}/print")
    with papers_come(page):
        page.get_by_role("button", name="Print", exact=True).click()
    page.goto(f"{stage.server.url}{card}")
    expect(page.locator(".receipt")).to_contain_text("Printed Sales Order")
    page.get_by_role("link", name="Send", exact=True).click()

    page.locator(".candidates a").last.click()
    expect(page.get_by_label("To", exact=True)).to_have_value("post@hill.example")
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.locator(".receipt")).to_contain_text("goes to post@hill.example. Logged as")
    assert [row.way for row in dispatches(stage, card)] == ["printed", "sent"]
    with stage.server.house.looking() as session:
        assert session.scalars(select(Mail.recipients).order_by(Mail.id.desc())).first() == "post@hill.example"
