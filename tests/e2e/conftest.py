"""One Chromium for all tests, a window of its own for each; what goes wrong is photographed into screenshots/."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Error, expect, sync_playwright

from ..support.houses import SqliteMaker
from .stage import FurnishedTemplates, Scheme, Server, Stage, Visitor, served

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
)  # fmt: skip
expect.set_options(timeout=5000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shots", action="store_true", help="photograph every kind of page in every width, colour and language"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium-headless-shell"), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> FurnishedTemplates:
    return FurnishedTemplates(SqliteMaker(tmp_path_factory.mktemp("houses")))


@pytest.fixture
def stage(request: pytest.FixtureRequest, chromium: Chromium, furnished: FurnishedTemplates) -> Iterator[Stage]:
    """A founded company with the sample, served on this machine; for this test alone."""
    yield from _staged(request, chromium, furnished, founded=True)


@pytest.fixture
def empty_stage(request: pytest.FixtureRequest, chromium: Chromium, furnished: FurnishedTemplates) -> Iterator[Stage]:
    """The program before anybody has come."""
    yield from _staged(request, chromium, furnished, founded=False)


def _staged(
    request: pytest.FixtureRequest, chromium: Chromium, furnished: FurnishedTemplates, founded: bool
) -> Iterator[Stage]:
    with furnished.house(founded) as house, served(house) as server:
        stage = Stage(chromium, server)
        yield stage
        if request.node.stash.get(FAILED, False):
            _photograph(stage, request.node.name)
        complaints = stage.close()
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


def _photograph(stage: Stage, name: str) -> None:
    try:
        stage.photograph(SCREENSHOTS / "failures", name)
    except Error as error:
        print(f"no photograph: {error}")


@pytest.fixture
def signed_in_page(stage: Stage) -> Callable[..., Visitor]:
    """A window in which the owner is signed in."""

    def open_window(width: int = 1440, scheme: Scheme = "light", language: str = "", **more: Any) -> Visitor:
        return stage.visitor(width, scheme, language, **more).sign_in(language=language)

    return open_window


@pytest.fixture
def server(stage: Stage) -> Server:
    return stage.server
