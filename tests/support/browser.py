"""A browser without a window: opens pages, fills forms by their labels, presses buttons by their texts.

It sends forms plainly, or as htmx would, and holds every answer to the rules of the house.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.test import TestResponse

from .houses import OWNER, PASSWORD
from .html import Node, parse
from .rules import check_fragment, check_page

MOST_REDIRECTS = 5


class CompiledOnce(BytecodeCache):
    """Every house has a program of its own; their templates are the same, and compiling them takes longest."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {"bytecode_cache": CompiledOnce()}


class Browser:
    def __init__(self, app: Flask, htmx: bool = False) -> None:
        self.client = app.test_client()
        self.htmx = htmx
        self.page = Node("root")
        self.url = ""
        self.status = 0
        self.response: TestResponse | None = None

    # --- going places

    def open(self, url: str, **headers: str) -> Browser:
        self._answer(self.client.get(url, headers=headers, buffered=True), url)
        return self

    def follow(self, text: str) -> Browser:
        """The link with this text."""
        link = next((link for link in self.page.all("a") if link.text == text or link.get("aria-label") == text), None)
        assert link is not None, f"no link {text!r} among {[link.text for link in self.page.all('a')]}"
        return self.open(link["href"])

    def sign_in(self, email: str = OWNER, password: str = PASSWORD) -> Browser:
        self.open("/sign-in").fill("Email", email).fill("Password", password).press("Sign in")
        assert self.status == 200, self.text
        return self

    # --- forms

    def fill(self, label: str, value: str | bool) -> Browser:
        control = self.control(label)
        if control.get("type") == "checkbox":
            control.attributes.pop("checked", None)
            if value:
                control.attributes["checked"] = ""
        elif control.tag == "select":
            self._select(control, str(value))
        elif control.tag == "textarea":
            control.children = [str(value)]
        else:
            control.attributes["value"] = str(value)
        return self

    def attach(self, label: str, data: bytes, name: str) -> Browser:
        """Choose a file."""
        self.control(label).files = [(data, name)]
        return self

    def press(self, text: str, **more: Any) -> Browser:
        """The button with this text, with everything its form holds; more fields as a hand-made request has them."""
        button = self.button(text)
        identifier = button.get("form")
        form = self.page.by_id(identifier) if identifier else button.above("form")
        assert form is not None, f"the button {text!r} has no form"
        fields = self._fields(form) + ([(button["name"], button.get("value"))] if button.has("name") else [])
        fields += list(more.items())
        url = button.get("formaction") or form["action"]
        if (button.get("formmethod") or form["method"]) == "get":
            query = urlencode([(name, value) for name, value in fields if value])
            return self.open(f"{url}?{query}" if query else url)
        self._send(url, fields, form, button if button.has("hx-post") else form)
        return self

    def post(self, url: str, **fields: Any) -> TestResponse:
        """A form that the page does not have, with this session's token."""
        return self.client.post(url, data={"csrf_token": self.token(), **fields})

    def token(self) -> str:
        tokens = self.page.all("input", name="csrf_token")
        if not tokens:
            tokens = parse(self.client.get("/my-settings").text).all("input", name="csrf_token")
        return tokens[0]["value"]

    # --- looking

    @property
    def text(self) -> str:
        bodies = self.page.all("body")
        return bodies[0].text if bodies else self.page.text

    @property
    def heading(self) -> str:
        return self.page.one("h1").text

    @property
    def receipts(self) -> list[str]:
        return [
            node.one("p").text
            for node in self.page.all("article", where=lambda node: node.has_class("receipt"))
            if node.above("template") is None
        ]

    @property
    def problem(self) -> str:
        """What stands above the form."""
        return next((node.text for node in self.page.all(role="alert")), "")

    def tick(self, label: str) -> Browser:
        """The tick box of a row."""
        self.page.one("input", type="checkbox", aria_label=label).attributes["checked"] = ""
        return self

    def choose(self, name: str, value: str) -> Browser:
        """One of several radio buttons."""
        for node in self.page.all("input", type="radio", name=name):
            node.attributes.pop("checked", None)
            if node["value"] == value:
                node.attributes["checked"] = ""
        return self

    def control(self, label: str) -> Node:
        for caption in self.page.all("label"):
            if caption.text == label:
                control = self.page.by_id(caption.get("for")) if caption.has("for") else None
                if control is not None:
                    return control
        named = self.page.all(
            where=lambda node: node.tag in ("input", "select", "textarea") and node.get("aria-label") == label
        )
        if named:
            main = self.page.by_id("main")
            return next((node for node in named if main is not None and node in main.walk()), named[0])
        labels = sorted({caption.text for caption in self.page.all("label")})
        raise AssertionError(f"no field {label!r}; there are {labels}")

    def value(self, label: str) -> str:
        control = self.control(label)
        if control.tag == "select":
            return next((option["value"] for option in control.all("option") if option.has("selected")), "")
        return control.text if control.tag in ("textarea", "output") else control.get("value")

    def is_ticked(self, label: str) -> bool:
        return self.control(label).has("checked")

    def error_at(self, label: str) -> str:
        control = self.control(label)
        if control.get("aria-invalid") != "true":
            return ""
        note = self.page.by_id(control["aria-describedby"])
        assert note is not None
        return note.one("p", class_="error").text

    def button(self, text: str) -> Node:
        found = [node for node in self.page.all("button") if text in (node.text, node.get("aria-label"))]
        main = self.page.by_id("main")
        inside = [node for node in found if main is not None and node in main.walk()]
        assert found, f"no button {text!r} among {[node.text for node in self.page.all('button')]}"
        return (inside or found)[0]

    def has_button(self, text: str) -> bool:
        return any(node.text == text for node in self.page.all("button"))

    def rows(self) -> list[list[str]]:
        """The cells of the main table, without its tick boxes."""
        table = self.page.all("table")[0]
        return [
            [cell.text for cell in row.children if isinstance(cell, Node) and not cell.has_class("select")]
            for row in table.one("tbody").all("tr")
        ]

    # --- inside

    def _fields(self, form: Node) -> list[tuple[str, Any]]:
        inside = [node for node in form.walk() if not node.has("form")]
        outside = [node for node in self.page.walk() if form.get("id") and node.get("form") == form["id"]]
        return [pair for node in inside + outside if node.get("name") for pair in self._values(node)]

    @staticmethod
    def _values(node: Node) -> list[tuple[str, Any]]:
        kind = node.get("type")
        if node.has("disabled") or node.tag == "button" or kind in ("submit", "reset"):
            return []
        if kind == "file":
            return [(node["name"], (BytesIO(data), name)) for data, name in node.files]
        if node.tag == "select":
            chosen = [option["value"] for option in node.all("option") if option.has("selected")]
            return [(node["name"], value) for value in chosen or [option["value"] for option in node.all("option")][:1]]
        if node.tag == "textarea":
            return [(node["name"], "".join(str(child) for child in node.children).removeprefix("\n"))]
        if kind in ("checkbox", "radio"):
            return [(node["name"], node.get("value", "on"))] if node.has("checked") else []
        return [(node["name"], node.get("value"))] if node.tag == "input" else []

    @staticmethod
    def _select(control: Node, wanted: str) -> None:
        options = control.all("option")
        chosen = next((option for option in options if wanted in (option.text, option["value"])), None)
        assert chosen is not None, f"no choice {wanted!r} among {[option.text for option in options]}"
        for option in options:
            option.attributes.pop("selected", None)
        chosen.attributes["selected"] = ""

    def _send(self, url: str, fields: list[tuple[str, Any]], form: Node, sender: Node) -> None:
        data: dict[str, list[Any]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        as_htmx = self.htmx and sender.has("hx-post")
        headers = {"HX-Request": "true"} if as_htmx else {}
        multipart = form.get("enctype") == "multipart/form-data"
        response = self.client.post(
            url, data=data, headers=headers, content_type="multipart/form-data" if multipart else None
        )
        if not as_htmx:
            self._answer(response, url)
        elif response.headers.get("HX-Redirect"):
            self.open(response.headers["HX-Redirect"])
        else:
            self._swap(response, sender["hx-target"].removeprefix("#"))

    def _answer(self, response: TestResponse, url: str) -> None:
        for _ in range(MOST_REDIRECTS):
            if response.status_code not in (302, 303, 308):
                break
            url = response.headers["Location"]
            assert not urlsplit(url).netloc, f"a redirect to another host: {url}"
            response = self.client.get(url)
        self.status, self.url, self.response = response.status_code, url, response
        if response.content_type.startswith("text/html"):
            self.page = parse(response.text)
            check_page(self.page)

    def _swap(self, response: TestResponse, target: str) -> None:
        """Put the fragment in the place of its target, as htmx does; what goes elsewhere says where. The title stays."""
        self.status, self.response = response.status_code, response
        assert "HX-Request" in response.headers.get("Vary", "")
        fragment = parse(response.text)
        check_fragment(fragment)
        parts = [node for node in fragment.children if isinstance(node, Node)]
        for part in parts:
            place = part["id"] if part.has("hx-swap-oob") else target
            old = self.page.by_id(place)
            assert old is not None, f"nothing to swap for #{place}"
            old.replace_with(part)
        check_fragment(self.page)
