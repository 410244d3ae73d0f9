"""Photographs of every kind of page for a person to look at: `make shots`. Without `--shots` only a few."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from .conftest import SCREENSHOTS
from .places import PLACES, furnish, welcome_path
from .stage import Scheme, Stage, Visitor

WIDTHS = (1440, 1024, 390)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LANGUAGES = ("en-GB", "ru-RU")
FEW = ("home", "list", "card")
EVERY = list(product(LANGUAGES, SCHEMES, WIDTHS))
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
def wanted(request: pytest.FixtureRequest) -> tuple[list[tuple[str, Scheme, int]], list[str]]:
    """All, or the few that prove that it works."""
    if request.config.getoption("--shots"):
        return EVERY, list(PLACES)
    return EVERY[:1], list(FEW)


def test_every_kind_of_page_can_be_photographed(
    stage: Stage, signed_in_page: Callable[..., Visitor], wanted: tuple[list[tuple[str, Scheme, int]], list[str]]
) -> None:
    furnish(stage.server)
    looks, names = wanted

    for language, scheme, width in looks:
        visitor = signed_in_page(width, scheme, language)
        for name in names:
            PLACES[name](visitor.anew().sign_in())
            photograph(visitor, f"{language}-{scheme}-{width}", name)

    taken = [file for file in SCREENSHOTS.rglob("*.png") if file.stem in names]
    assert len(taken) >= len(looks) * len(names)


def test_the_first_page_of_all_can_be_photographed(
    empty_stage: Stage, wanted: tuple[list[tuple[str, Scheme, int]], list[str]]
) -> None:
    looks, _names = wanted

    for language, scheme, width in looks:
        visitor = empty_stage.visitor(width, scheme, language)
        visitor.open(welcome_path(empty_stage.server))
        photograph(visitor, f"{language}-{scheme}-{width}", "welcome")

    assert (SCREENSHOTS / "en-GB-light-1440" / "welcome.png").stat().st_size > 10_000


def photograph(visitor: Visitor, folder: str, name: str) -> None:
    visitor.page.evaluate("document.fonts.ready")
    visitor.page.screenshot(path=SCREENSHOTS / folder / f"{name}.png")
