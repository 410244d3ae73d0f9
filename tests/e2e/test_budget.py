"""Small and from here: what a page weighs, how soon it shows, and that nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Response

import webapp
from webapp.assets import pack

from .stage import Visitor

STATIC = Path(webapp.__file__).parent / "static"
TRAVELLING = {"app.css": 8 * 1024, "app.js": 5 * 1024}
# Far above what it takes, far below what anybody would notice as slow on a busy machine.
FIRST_PAINT = 1500
MOST_TRAVELLING = 100_000
"""Bytes as they travel, packed where the program packs them."""


@pytest.mark.parametrize(("name", "most"), TRAVELLING.items())
def test_the_stylesheet_and_the_script_stay_small(name: str, most: int) -> None:
    """What travels is what a browser waits for. The look allows 20 KB of style and 8 KB of script; compressed, as every
    browser takes them, they stay far below."""
    assert len(pack(STATIC / name).content) < most


def test_the_first_page_is_light_and_quick_and_comes_from_here(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page()
    answers: list[Response] = []
    visitor.page.on("response", lambda answer: answers.append(answer))

    page = visitor.open("/")
    page.wait_for_load_state("networkidle")

    weights = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
    without_fonts = sum(weight for url, weight in weights.items() if "/fonts/" not in url)
    assert without_fonts < MOST_TRAVELLING, weights
    assert all(url.startswith(visitor.server.url) for url in visitor.requests)
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") < FIRST_PAINT


def test_a_second_page_fetches_nothing_but_itself(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page()
    visitor.open("/setup").wait_for_load_state("networkidle")
    asked: list[str] = []
    visitor.page.on("response", lambda answer: None if answer.from_service_worker else asked.append(answer.url))

    visitor.open("/setup/countries").wait_for_load_state("networkidle")

    sizes = visitor.page.evaluate("performance.getEntriesByType('resource').map(it => [it.name, it.transferSize])")
    assert [name for name, size in sizes if size > 0 and "icons.svg" not in name] == []


def test_paper_gets_the_content_without_the_frame(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page(1024)
    page = visitor.open("/setup/countries")

    page.emulate_media(media="print")

    for frame in ("header.top", "#nav", ".list-search", ".list-bar", "#messages"):
        assert not page.locator(frame).first.is_visible(), frame
    assert page.get_by_role("heading", level=1).is_visible()
    frame = page.locator(".table-frame")
    assert frame.evaluate("it => it.scrollHeight <= it.clientHeight"), (
        "every row is printed, not only those in the window"
    )
