"""What holds for every page of the house, whatever it shows."""

from __future__ import annotations

from collections import Counter

from .html import Node

CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "reset", "button", "image"}
VERBS = {"hx-get": "get", "hx-post": "post"}


def check_page(root: Node) -> None:
    check_fragment(root)
    headings = root.all("h1")
    assert len(headings) == 1, f"{len(headings)} main headings"
    title = root.one("title", where=lambda node: node.above("svg") is None)
    written = " ".join("".join(child for child in title.children if isinstance(child, str)).split())
    assert written.startswith(headings[0].text), f"the title {written!r} does not begin with {headings[0].text!r}"
    assert root.one("html").get("lang")


def check_fragment(root: Node) -> None:
    _ids_are_unique(root)
    labelled = {label.get("for") for label in root.all("label")}
    for form in root.all("form"):
        _form_is_whole(form)
    for node in root.walk():
        if node.tag in CONTROLS:
            _has_label(node, labelled)
        _is_only_said(node)
        for verb in VERBS.keys() & node.attributes.keys():
            _has_plain_twin(node, verb)


def _ids_are_unique(root: Node) -> None:
    twice = [
        name for name, number in Counter(node.get("id") for node in root.walk() if node.get("id")).items() if number > 1
    ]
    assert not twice, f"ids used twice: {twice}"


def _form_is_whole(form: Node) -> None:
    assert form.get("action"), "a form without an action"
    assert form.get("method") in ("get", "post"), "a form without a method"
    tokens = form.all("input", name="csrf_token")
    assert bool(tokens) == (form["method"] == "post"), f"token of the form {form['action']}"


def _has_label(control: Node, labelled: set[str]) -> None:
    if control.get("type") in UNLABELLED:
        return
    named = control.has("aria-label") or control.has("aria-labelledby") or control.above("label") is not None
    assert named or (control.get("id") or "?") in labelled, f"no label for {control.attributes}"


def _is_only_said(node: Node) -> None:
    """How it looks and what it does is said elsewhere."""
    assert "style" not in node.attributes, f"a style attribute on <{node.tag}>"
    for name in node.attributes:
        assert not name.startswith(("on", "hx-on")), f"a script attribute on <{node.tag}>"


def _has_plain_twin(node: Node, verb: str) -> None:
    """Without script the same element does the same: same address, same method."""
    if node.tag == "a":
        assert verb == "hx-get" and node.get("href") == node[verb], f"{node.attributes} has no plain twin"
    elif node.tag == "button":
        assert verb == "hx-post" and node.get("formaction") == node[verb], f"{node.attributes} has no plain twin"
    else:
        assert node.tag == "form", f"{verb} on <{node.tag}>"
        assert (node["action"], node["method"]) == (node[verb], VERBS[verb]), f"{node.attributes} has no plain twin"
    assert node.get("hx-target") and node.get("hx-swap"), f"{node.attributes} lacks target or swap"
