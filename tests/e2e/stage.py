"""A program that really listens, and people in front of a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from webapp import i18n
from webapp.domain.errors import say
from webapp.domain.sample import add_sample
from webapp.domain.users.user import User, change_user, user_by_email

from ..support.houses import CONSOLE, OWNER, PASSWORD, House, Templates, opened

AXE = Path(__file__).resolve().parent.parent / "vendored" / "axe.min.js"
HEIGHTS = {390: 844, 1024: 768, 1440: 900}

Scheme = Literal["light", "dark"]


class FurnishedTemplates(Templates):
    """A founded company that begins with the sample."""

    @property
    def founded(self) -> str:
        if self._founded is None:
            with opened(super().founded) as database, database.transaction(say("Sample"), CONSOLE) as session:
                add_sample(session, i18n.Texts().say, password=PASSWORD)
        assert self._founded is not None
        return self._founded


class Quiet(WSGIRequestHandler):
    def log(self, *_args: Any) -> None:
        pass


class Server:
    """A house on a free port of this machine."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._server = make_server("127.0.0.1", 0, house.app, threaded=True, request_handler=Quiet)
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


@contextmanager
def served(house: House) -> Iterator[Server]:
    server = Server(house)
    try:
        yield server
    finally:
        server.stop()


def _known(session: Session, email: str) -> User:
    user = user_by_email(session, email)
    assert user is not None
    return user


class Visitor:
    """One person with one browser window. What a page complains about is kept; the test fails on it."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context = context
        self.server = server
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self.offline_expected = False
        self.requests: list[str] = []
        context.set_default_timeout(5000)
        context.on("page", self._watch)
        self.page = context.new_page()

    def anew(self) -> Visitor:
        """A new window of the same browser, signed in or not as before."""
        self.page.close()
        self.page = self.context.new_page()
        return self

    # --- going places

    def open(self, path: str) -> Page:
        self.page.goto(self.server.url + path)
        return self.page

    @property
    def path(self) -> str:
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def sign_in(self, email: str = OWNER, language: str = "") -> Visitor:
        """With a cookie as the program itself would have set it."""
        app = self.server.house.app
        house = self.server.house
        if language:
            with house.acting("Language") as session:
                change_user(session, _known(session, email), {"language": language})
        with house.looking() as session:
            user = _known(session, email)
            kept = {"_permanent": True, "user": user.id, "session_version": user.session_version}
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.context.add_cookies([{"name": "concord", "value": serializer.dumps(kept), "url": self.server.url}])
        return self

    def expects(self, *statuses: int) -> Visitor:
        """Answers that are meant to be refusals."""
        self.expected.update(statuses)
        return self

    # --- looking

    @property
    def focused(self) -> str:
        """The id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def focus_is_visible(self) -> bool:
        return bool(self.page.evaluate(FOCUS_IS_VISIBLE))

    def width_of_page(self) -> int:
        return int(self.page.evaluate("document.scrollingElement.scrollWidth"))

    def axe(self, *rules: str) -> list[str]:
        """What keeps somebody out, rule by rule."""
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(path=AXE)
        options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": list(rules)} if rules else {})}
        found: list[str] = self.page.evaluate(VIOLATIONS, options)
        return found

    # --- watching

    def _watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._see_request)
        page.on("requestfailed", self._see_failure)
        page.on("response", self._see_answer)

    def _hear(self, message: ConsoleMessage) -> None:
        told_by_answer = message.text.startswith("Failed to load resource")
        expected = self.offline_expected and "Failed to fetch" in message.text
        if message.type in ("error", "warning") and not told_by_answer and not expected:
            self.complaints.append(f"console: {message.text}")

    def _see_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.server.url + "/", "data:")):
            self.complaints.append(f"leaves the machine: {request.url}")

    def _see_failure(self, request: Request) -> None:
        given_up = "ERR_ABORTED" in (request.failure or "")
        if not given_up and not self.offline_expected:
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _see_answer(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status}: {response.url}")


# Only what is wrong comes back: what is right is a hundred times as much.
VIOLATIONS = """
async options => (await axe.run(document, options)).violations.flatMap(found => found.nodes.map(
    node => `${found.id}: ${node.html.slice(0, 160)} – ${node.failureSummary}`
))
"""

# A ring of at least two pixels in a colour, on the element or on the box or row that stands for it.
FOCUS_IS_VISIBLE = """
() => {
    const at = document.activeElement
    const ringed = it => {
        const look = getComputedStyle(it)
        return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2 || look.boxShadow.includes("inset")
    }
    const stands = [at, at.closest(".control"), at.closest("tr")].filter(Boolean)
    const box = at.getBoundingClientRect()
    return at !== document.body && box.width > 0 && box.height > 0 && stands.some(ringed)
}
"""


class Stage:
    """Opens windows for a test, and looks after them when it is over."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser = browser
        self.server = server
        self.visitors: list[Visitor] = []

    def visitor(
        self, width: int = 1440, scheme: Scheme = "light", language: str = "", script: bool = True, lax: bool = False
    ) -> Visitor:
        context = self._browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=lax,
            reduced_motion="reduce",
            locale=language or "en-GB",
            has_touch=width < 640,
        )
        visitor = Visitor(context, self.server)
        self.visitors.append(visitor)
        return visitor

    def acting(self, what: str = "Given") -> Any:
        return self.server.house.acting(what)

    def close(self) -> list[str]:
        complaints = [complaint for visitor in self.visitors for complaint in visitor.complaints]
        for visitor in self.visitors:
            visitor.context.close()
        return complaints

    def photograph(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for place, page in enumerate(page for visitor in self.visitors for page in visitor.context.pages):
            page.screenshot(path=folder / f"{name}-{place}.png", timeout=3000)
