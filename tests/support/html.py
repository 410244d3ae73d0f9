"""A page as a tree, small enough to read: what a browser would see of it without a window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use", "rect", "line"}
RAW = {"script", "style"}
UNSEEN = {"script", "style", "template", "title", "desc"}
_ATTRIBUTE = r"""\s+([^\s=<>/"']+)(?:="([^"]*)"|='([^']*)'|=([^\s"'<>]+))?"""
ATTRIBUTE = re.compile(_ATTRIBUTE)
TAG = re.compile(
    rf"<!--.*?-->|<!doctype [^>]*>|</(?P<ended>\w+)>|"
    rf"<(?P<opened>\w+)(?P<attributes>(?:{_ATTRIBUTE})*)\s*(?P<closed>/?)>",
    re.DOTALL | re.IGNORECASE,
)
END_OF_RAW = re.compile(r"(?P<opened>)</(?P<ended>script|style)>", re.IGNORECASE)


@dataclass(eq=False)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)
    files: list[tuple[bytes, str]] = field(default_factory=list)
    """What somebody chose in a file input: contents and name."""
    _walked: list[Node] | None = None
    """All of it, once somebody has asked."""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def text(self) -> str:
        """What can be read, with single blanks."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN:
                yield " "
                yield from child._texts()
                yield " "

    def walk(self) -> list[Node]:
        """In the order in which it is read."""
        if self._walked is None:
            self._walked, waiting = [], [self]
            while waiting:
                node = waiting.pop()
                self._walked.append(node)
                waiting.extend([child for child in reversed(node.children) if isinstance(child, Node)])
        return self._walked

    def all(self, tag: str = "", where: Callable[[Node], bool] | None = None, **attributes: str) -> list[Node]:
        found = [node for node in self.walk() if not tag or node.tag == tag]
        for name, value in attributes.items():
            name = name.rstrip("_").replace("_", "-")
            found = [node for node in found if node.attributes.get(name) == value]
        return [node for node in found if where(node)] if where else found

    def one(self, tag: str = "", where: Callable[[Node], bool] | None = None, **attributes: str) -> Node:
        found = self.all(tag, where, **attributes)
        assert len(found) == 1, f"expected one <{tag}> {attributes}, found {len(found)}"
        return found[0]

    def by_id(self, identifier: str) -> Node | None:
        return next((node for node in self.walk() if node.get("id") == identifier), None)

    def has_class(self, name: str) -> bool:
        return name in self.get("class").split()

    def above(self, tag: str) -> Node | None:
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node

    def replace_with(self, *nodes: Node | str) -> None:
        assert self.parent is not None
        place = self.parent.children.index(self)
        self.parent.children[place : place + 1] = nodes
        for node in nodes:
            if isinstance(node, Node):
                node.parent = self.parent
        above: Node | None = self.parent
        while above is not None:
            above._walked, above = None, above.parent


class _Builder:
    def __init__(self) -> None:
        self.root = self.here = Node("root")

    def open(self, tag: str, attributes: dict[str, str], closed: bool) -> None:
        node = Node(tag, attributes, self.here)
        assert tag != "form" or node.above("form") is None, "a form in a form"
        self.here.children.append(node)
        if not closed and tag not in VOID:
            self.here = node

    def close(self, tag: str) -> None:
        assert self.here.tag == tag and self.here.parent is not None, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent

    def say(self, text: str) -> None:
        assert self.here.tag in RAW or "<" not in text, f"a loose < in {text!r}"
        self.here.children.append(text if self.here.tag in RAW else unescape(text))


def parse(html: str) -> Node:
    """Stricter than a browser: what is not closed, or closed in the wrong place, is a fault of the page."""
    builder, read = _Builder(), 0
    while (tag := (END_OF_RAW if builder.here.tag in RAW else TAG).search(html, read)) is not None:
        if tag.start() > read:
            builder.say(html[read : tag.start()])
        read = tag.end()
        if tag["opened"]:
            builder.open(tag["opened"].lower(), _attributes(tag["attributes"]), bool(tag["closed"]))
        elif tag["ended"] and tag["ended"].lower() not in VOID:
            builder.close(tag["ended"].lower())
    if read < len(html):
        builder.say(html[read:])
    assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
    return builder.root


def _attributes(written: str) -> dict[str, str]:
    found = (match.groups("") for match in ATTRIBUTE.finditer(written))
    return {name.lower(): unescape("".join(value)) for name, *value in found}
