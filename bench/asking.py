"""What is asked of a server: a page, or a form filled in and sent as a browser would."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote_plus

Form = dict[str, str | list[str]]
LINE = re.compile(rb'id="line-(\d+)"')


@dataclass(frozen=True)
class Asked:
    """One question; names in braces stand for what each client asks about."""

    path: str
    typed: Mapping[str, str] | None = None
    """For a form: what is typed into it; `{n}` is another number each time."""
    to: str = ""
    """Where the form is sent, if not to its own address."""
    then: str = ""
    """What is sent to the record that the form has made; only that is timed then."""
    leads_to: str = ""
    """Where the address begins that a form leads to, if all went well."""
    back: str = ""
    """What takes away again, without being measured, the line that was made: `{made}` is its number."""
    ticked: str = ""
    """The keys of what is ticked in a list, with blanks between."""
    htmx: bool = False
    """As htmx asks for a part of the page."""

    def about(self, names: Mapping[str, str]) -> Asked:
        quoted = {name: quote_plus(text) for name, text in names.items()} | {"made": "{made}"}
        path, to, back = (address.format_map(quoted) for address in (self.path, self.to, self.back))
        ticked = self.ticked.format_map(names)
        typed = {name: text.format_map({**names, "n": "{n}"}) for name, text in (self.typed or {}).items()}
        return replace(self, path=path, to=to, back=back, ticked=ticked, typed=typed or None)

    def filled(self, lacking: int) -> Asked:
        """For the floor: with as many bytes more."""
        return replace(self, path=f"{self.path}{'&' if '?' in self.path else '?'}fill={lacking}")


class WrongAnswer(Exception):
    """The server answered something else than what is to be measured."""


class Answer(NamedTuple):
    led_to: str
    """Where the answer leads to, if it leads on."""
    body: bytes


class Asking(Protocol):
    def get(self, path: str) -> bytes: ...

    def post(self, path: str, form: Form) -> Answer: ...


def ask(server: Asking, asked: Asked) -> float:
    """How many seconds the last answer took. What comes before it is not measured."""
    if asked.typed is None:
        return _timed(server.get, asked.path)[0]
    form: Form = {**card_form(server.get(asked.path)), **({"key": asked.ticked.split()} if asked.ticked else {})}
    form |= {name: text.format(n=time.monotonic_ns()) for name, text in asked.typed.items()}
    path = asked.to or asked.path.partition("?")[0]
    if asked.then:
        path = server.post(path, form).led_to.partition("?")[0] + asked.then
        form = {"csrf_token": form["csrf_token"]}
    taken, answer = _timed(server.post, path, form)
    if not answer.led_to.startswith(asked.leads_to):
        raise WrongAnswer(f"{path} led to {answer.led_to}")
    made = LINE.search(answer.body)
    if asked.back and made:
        server.post(asked.back.format(made=made[1].decode()), {"csrf_token": form["csrf_token"]})
    return taken


def _timed(question: Any, *about: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    answer = question(*about)
    return time.perf_counter() - started, answer


def card_form(page: bytes) -> dict[str, str]:
    reader = FormReader()
    reader.feed(page.decode())
    return reader.values


class FormReader(HTMLParser):
    """What a browser would send of the form of a card, or of a dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.inside = False
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.inside = given.get("id") == "card-form" or (given.get("class") == "plain-form" and "id" not in given)
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
