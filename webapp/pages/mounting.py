"""The addresses of a declared page: list, card, new, delete, export, memory."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint

from ..domain.users.rights import Right
from ..security import needs
from . import deleting, exporting, memory, rippling, submitting
from .declarations import Page
from .listing import show_list


def mount(blueprint: Blueprint, page: Page) -> None:
    """Give a page its addresses, each with the right it asks for."""
    if page.is_single:
        base = record = f"/{page.word}"
    elif page.parent is not None:
        base = f"/{page.parent.word}/<key:parent>/{page.word}"
        record = f"{base}/<key:key>"
    else:
        base = f"/{page.word}"
        record = f"{base}/<key:key>"

    def add(action: str, url: str, view: Any, right: Right, *methods: str) -> None:
        bound = needs(page.area, right)(partial(view, page))
        blueprint.add_url_rule(url, page.endpoint(action), bound, methods=methods or ("GET",))

    add("card", record, submitting.show, Right.READ)
    add("save", record, submitting.save, page.write, "POST")
    add("history", f"{record}/history", memory.show_history, Right.READ)
    add("why", f"{record}/why", memory.show_why, Right.READ)
    add("as_it_was", f"{record}/as-it-was", memory.show_as_it_was, Right.READ)
    if page.ripple is not None:
        add("ripple", f"{record}/ripple", rippling.show_ripple, page.write, "POST")
    if page.is_single:
        return
    if page.parent is None:
        add("list", base, show_list, Right.READ)
        add("export", f"{base}.<ending>", exporting.export, Right.READ)
    if page.add is not None:
        add("new", f"{base}/new", submitting.show_new, page.write)
        add("create", f"{base}/new", submitting.create, page.write, "POST")
    if page.delete is not None:
        add("delete", f"{record}/delete", deleting.ask_delete, page.remove)
        add("delete_now", f"{record}/delete", deleting.delete, page.remove, "POST")
        if page.parent is None:
            add("delete_selected", f"{base}/delete", deleting.delete_selected, page.remove, "POST")
