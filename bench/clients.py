"""Clients that cost little: bytes on kept connections, in processes of their own, so that they never hold the server up."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from urllib.parse import urlencode

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
WARM_UP = 3
PATIENCE = 8
LARGEST_READ = 1 << 20


class WrongAnswer(Exception):
    """The server answered something else than what is to be measured."""


@dataclass(frozen=True)
class Target:
    """What one server is asked, again and again."""

    port: int
    paths: tuple[str, ...]
    """Each client has its own."""
    headers: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] | None = None
    """For a save: fields of the card and what is typed into them; `{n}` counts."""


class Connection:
    """One kept connection."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.fixed = "".join(f"{name}: {value}\r\n" for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items())

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def get(self, path: str) -> bytes:
        return self.answer(f"GET {path} HTTP/1.1\r\n{self.fixed}\r\n".encode(), b"200")

    def post(self, path: str, form: dict[str, str]) -> bytes:
        body = urlencode(form).encode()
        head = f"POST {path} HTTP/1.1\r\n{self.fixed}Content-Type: application/x-www-form-urlencoded\r\n"
        return self.answer(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body, b"303")

    def answer(self, question: bytes, wanted: bytes) -> bytes:
        self.asked = question[:100]
        self.socket.sendall(question)
        head, _, body = self._head().partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += self._more()
        if head.split(b" ", 2)[1] != wanted:
            raise WrongAnswer(f"{question[:100]!r} got {head[:200]!r} {body[-2000:]!r}")
        return body

    def _head(self) -> bytes:
        """All of the head, and whatever of the body came with it."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        return got

    def _more(self) -> bytes:
        try:
            got = self.socket.recv(LARGEST_READ)
        except TimeoutError:
            raise WrongAnswer(f"no answer within {PATIENCE} s: {self.asked!r}") from None
        if not got:
            raise WrongAnswer(f"the server closed the connection: {self.asked!r}")
        return got


def hammer(target: Target, client: int, seconds: float) -> list[float]:
    """How long each answer took."""
    path = target.paths[client % len(target.paths)]
    taken: list[float] = []
    with Connection(target.port, target.headers) as connection:
        for _ in range(WARM_UP):
            _ask(connection, target, path, 0)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            taken.append(_ask(connection, target, path, len(taken)))
    return taken


def _ask(connection: Connection, target: Target, path: str, n: int) -> float:
    """A save takes its form from the card; only the save itself is timed."""
    form = card_form(connection.get(path)) if target.typed is not None else {}
    form |= {name: text.format(n=n) for name, text in (target.typed or {}).items()}
    started = time.perf_counter()
    if target.typed is None:
        connection.get(path)
    else:
        connection.post(path.partition("?")[0], form)
    return time.perf_counter() - started


def card_form(page: bytes) -> dict[str, str]:
    reader = FormReader()
    reader.feed(page.decode())
    return reader.values


class FormReader(HTMLParser):
    """What a browser would send of the form of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.inside = False
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.inside = given.get("id") == "card-form"
        elif self.inside and tag == "select":
            self.select = name
        elif self.inside and tag == "textarea":
            self.textarea = name
        elif self.inside and tag == "option" and self.select and "selected" in given:
            self.values[self.select] = value
        elif self.inside and tag == "input" and self._is_sent(given):
            self.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag in ("select", "textarea"):
            self.select = self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea] = data.removeprefix("\n")

    @staticmethod
    def _is_sent(given: dict[str, str | None]) -> bool:
        unsent = given.get("type") == "file" or "disabled" in given or not given.get("name")
        unticked = given.get("type") in ("checkbox", "radio") and "checked" not in given
        return not unsent and not unticked
