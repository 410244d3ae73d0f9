"""Many people who save the same linked cards at the same time, through a server that really listens."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from itertools import count, takewhile
from threading import Barrier
from urllib.parse import urlencode

TAG = re.compile(r"<(input|select|option)\b([^>]*)>")
TOKEN = re.compile(r'name="csrf_token" value="([^"]*)"')
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
FIELDS: dict[str, Callable[[int, int], str]] = {
    "name_2": lambda person, turn: f"by {person}, turn {turn}",
    "address": lambda person, turn: f"Main Street {person}-{turn}",
    "address_2": lambda person, turn: f"Floor {person}-{turn}",
    "phone_no": lambda person, turn: f"22{person}{turn:05}",
}
"""What people type into shared fields; nothing is typed twice."""


@dataclass(frozen=True)
class Answer:
    """How the server answered to one form: what somebody saw in a field, and typed over it; neither if it was a deed."""

    url: str
    field: str
    seen: str
    typed: str
    status: int
    compared: bool
    """Whether the answer puts both values side by side."""
    seconds: float


@dataclass(frozen=True)
class Deed:
    """A button somewhere: the page it is on, where it leads, and what it sends beside the page's token."""

    page: str
    url: str
    form: tuple[tuple[str, str], ...] = ()


class Person:
    """Somebody with a connection and a cookie."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}

    def close(self) -> None:
        self.connection.close()

    def ask(self, method: str, url: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        self.connection.request(method, url, urlencode(form) if form else None, self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def change(self, url: str, field: str, value: str) -> Answer:
        """Open a card, type into one of its fields, save."""
        status, page = self.ask("GET", url)
        assert status == 200, f"{url}: {status}"
        form = form_of(page)
        began = time.perf_counter()
        status, page = self.ask("POST", url, form | {field: value})
        taken = time.perf_counter() - began
        return Answer(url, field, form[field], value, status, f'name="chosen-{field}"' in page, taken)

    def press(self, deed: Deed) -> Answer:
        """Open the page and press the button, unless the page is not there just now."""
        began = time.perf_counter()
        status, page = self.ask("GET", deed.page)
        token, as_seen = TOKEN.search(page), re.search(rf'action="({re.escape(deed.url)}\?[^"]*)"', page)
        if status == 200 and token:
            url = unescape(as_seen[1]) if as_seen else deed.url
            status, _page = self.ask("POST", url, {"csrf_token": token[1], **dict(deed.form)})
        return Answer(deed.url, "", "", "", status, False, time.perf_counter() - began)


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the card's form."""
    inside = page[page.index('id="card-form"') :].partition("</form>")[0]
    form: dict[str, str] = {}
    chooser = ""
    for tag, written in TAG.findall(inside):
        attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(written)}
        if tag == "select":
            chooser = attributes["name"]
        elif tag == "option":
            if "selected" in attributes or chooser not in form:
                form[chooser] = attributes["value"]
        elif attributes.get("name") and _is_sent(attributes):
            form[attributes["name"]] = attributes.get("value", "")
    return form


def _is_sent(attributes: dict[str, str]) -> bool:
    kind = attributes.get("type")
    return kind != "file" and (kind != "checkbox" or "checked" in attributes)


def all_at_once(
    people: int, seconds: float, port: int, cookie: str, urls: Sequence[str], deeds: Sequence[Deed] = ()
) -> list[Answer]:
    """Each person changes any field of any card, again and again, and presses some button now and then."""
    together = Barrier(people)

    def work(number: int) -> list[Answer]:
        choice, answers = random.Random(number), []
        with closing(Person(port, cookie)) as person:
            together.wait()
            until = time.monotonic() + seconds
            for turn in takewhile(lambda _turn: time.monotonic() < until, count()):
                if deeds and turn % 3 == 2:
                    answers.append(person.press(choice.choice(deeds)))
                    continue
                field = choice.choice(tuple(FIELDS))
                answers.append(person.change(choice.choice(urls), field, FIELDS[field](number, turn)))
        return answers

    with ThreadPoolExecutor(people) as pool:
        return [answer for answers in pool.map(work, range(people)) for answer in answers]
