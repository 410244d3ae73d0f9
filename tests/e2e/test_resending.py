"""What went once goes again in a browser: once however often one clicks, and from a log that was narrowed while it was
looked at; and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from webapp.domain.interactions.content import OWN, Content
from webapp.domain.outbox.mail import Mail

from ..support.interactions import a_template
from ..support.parties import a_company
from ..support.talks import a_talk
from .keyboard import tab_to
from .stage import Stage, Visitor

OpenWindow = Callable[..., Visitor]
NARROWED = "/interactions?contact_name=Hill+Bakery"


@pytest.fixture
def entries(stage: Stage) -> list[int]:
    """Two letters to the same bakery."""
    with stage.acting("Two letters") as session:
        company, template = a_company(session, "Hill Bakery", email="post@hill.example"), a_template(session)
        letter = Content(OWN, b"words", "letter.pdf")
        return [a_talk(session, company, template, content=letter).id for _ in range(2)]


def mailed(stage: Stage, entries: list[int]) -> list[int | None]:
    with stage.server.house.looking() as session:
        return list(session.scalars(select(Mail.interaction_id).where(Mail.interaction_id.in_(entries))))


def test_two_clicks_on_send_are_one_mail(entries: list[int], stage: Stage, signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open(f"/interactions/{entries[0]}")
    page.locator("#action-resend").click()
    expect(page.locator("#field-recipients")).to_have_value("post@hill.example")

    page.locator("#submit").dblclick()

    expect(page.locator(".receipt").first).to_contain_text(f"Interaction {entries[0]} goes again to post@hill.example.")
    assert mailed(stage, entries) == [entries[0]]


def test_ticked_in_a_log_that_was_narrowed_meanwhile_they_go_and_it_stays_so(
    entries: list[int], stage: Stage, signed_in_page: OpenWindow
) -> None:
    visitor = signed_in_page()
    page = visitor.open("/interactions")
    page.locator("#filters-button").click()
    page.locator("#filter-contact_name").fill("Hill Bakery")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(2)
    tab_to(visitor, identifier="select-all")
    page.keyboard.press("Space")
    page.locator("#action-resend").click()
    expect(page.locator(".intro")).to_have_count(2)

    page.locator("#submit").click()

    expect(page.locator(".receipt").first).to_contain_text("Resent interactions (2)")
    expect(page).to_have_url(f"{visitor.server.url}{NARROWED}")
    assert sorted(mailed(stage, entries)) == entries  # type: ignore[type-var]


def test_without_script_it_goes_as_well(entries: list[int], stage: Stage, signed_in_page: OpenWindow) -> None:
    page = signed_in_page(script=False).open(f"/interactions/{entries[1]}/resend")

    page.locator("#submit").click()

    expect(page.locator(".receipt").first).to_contain_text("goes again to post@hill.example.")
    assert mailed(stage, entries) == [entries[1]]
