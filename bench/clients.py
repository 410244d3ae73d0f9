"""Clients that cost little: bytes on kept connections, in processes of their own, so that they never hold the server up."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlencode

from .asking import Answer, Asked, Form, WrongAnswer, ask

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
POSTED = (b"200", b"303")
WARM_UP = 3
PATIENCE = 30
LARGEST_READ = 1 << 20


@dataclass(frozen=True)
class Target:
    """What one server is asked, again and again, by whoever is signed in."""

    port: int
    asked: tuple[Asked, ...]
    """Each client has its own."""
    cookie: str = ""

    def connect(self) -> Connection:
        htmx = {"HX-Request": "true"} if self.asked[0].htmx else {}
        return Connection(self.port, {"Cookie": self.cookie, **htmx})


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
        return self._answer(f"GET {path} HTTP/1.1\r\n{self.fixed}\r\n".encode(), (b"200",))[1]

    def post(self, path: str, form: Form) -> Answer:
        body = urlencode(form, doseq=True).encode()
        head = f"POST {path} HTTP/1.1\r\n{self.fixed}Content-Type: application/x-www-form-urlencoded\r\n"
        answer, content = self._answer(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body, POSTED)
        led_to = LOCATION.search(answer)
        return Answer(led_to[1].decode() if led_to else "", content)

    def _answer(self, question: bytes, wanted: tuple[bytes, ...]) -> tuple[bytes, bytes]:
        """Head and body."""
        self.asked = question[:100]
        self.socket.sendall(question)
        head, _, body = self._head().partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += self._more()
        if head.split(b" ", 2)[1] not in wanted:
            raise WrongAnswer(f"{question[:100]!r} got {head[:200]!r} {body[-2000:]!r}")
        return head, body

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
    asked = target.asked[client % len(target.asked)]
    with target.connect() as connection:
        for _ in range(WARM_UP):
            ask(connection, asked)
        taken: list[float] = []
        until = time.perf_counter() + seconds
        while time.perf_counter() < until or len(taken) < 2:
            taken.append(ask(connection, asked))
    return taken


def weight(target: Target) -> int:
    """How many bytes a page has."""
    with target.connect() as connection:
        return len(connection.get(target.asked[0].path))
