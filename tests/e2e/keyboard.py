"""Ways around by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from .stage import Visitor

FOCUSED = "document.activeElement.textContent.trim()"


def tab_to(visitor: Visitor, text: str = "", identifier: str = "") -> None:
    """Tab until the element with this text or id has the focus, and shows it."""
    for _ in range(150):
        visitor.page.keyboard.press("Tab")
        if identifier == visitor.focused if identifier else text in visitor.page.evaluate(FOCUSED):
            assert visitor.focus_is_visible()
            return
    raise AssertionError(f"Tab never comes to {text or identifier}")


def act(visitor: Visitor, words: str) -> None:
    """An action of the page, found in the palette."""
    page = visitor.page
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    expect(page.locator("#palette-actions .hit").first).to_have_text(words, ignore_case=True)
    page.locator("#palette-results").wait_for(state="attached")
    while words.lower() not in page.evaluate("document.activeElement.textContent").lower():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def undo(visitor: Visitor) -> None:
    tab_to(visitor, "Undo")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(".receipt", has_text="Undid")).to_be_visible()
