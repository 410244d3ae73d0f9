"""Answers: a page or its fragment, a way on after an action, a receipt for it."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, g, make_response, redirect, request, session, url_for
from markupsafe import Markup
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response as BaseResponse

from .. import formats, i18n
from ..domain.base import Base
from ..domain.errors import See
from ..domain.users.rights import Role
from ..domain.users.user import User
from .declarations import Page
from .today import work_date


def directory() -> dict[str, Page]:
    """Every declared page by the table of its records."""
    return current_app.extensions["pages"]  # type: ignore[no-any-return]


def page_of(record_type: str) -> Page | None:
    return directory().get(record_type)


def url_of(record: Base) -> str | None:
    """The card of a record, where it has one."""
    page = page_of(record.type_name)
    return page.card_url(record) if page else None


def see_link(see: See | None) -> SimpleNamespace | None:
    """Where a refusal can be mended."""
    page = see and page_of(see.page)
    if not see or not page:
        return None
    url = page.url("card") if page.is_single else page.url("card", key=see.key) if see.key else page.url()
    caption = i18n.gettext(page.model.one if page.is_single or see.key else page.model.many)
    anchor = f"#field-{see.field}" if see.field else ""
    return SimpleNamespace(url=url + anchor, text=i18n.gettext("Open %(page)s", page=f"{caption} {see.key}".strip()))


def _receipts() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            id=place,
            text=kept["text"],
            tone=kept["tone"],
            details=kept["details"],
            link=SimpleNamespace(url=kept["link"][0], text=kept["link"][1]) if kept["link"] else None,
            also=SimpleNamespace(url=kept["also"][0], text=kept["also"][1]) if kept.get("also") else None,
            button=SimpleNamespace(url=kept["button"][0], text=kept["button"][1]) if kept.get("button") else None,
            undo_url=url_for("changes.undo_action", change_set_id=kept["undo"]) if kept["undo"] else None,
        )
        for place, kept in enumerate(session.pop("receipts", []), 1)
    ]


def render(template: str, fragment: str = "", status: int = 200, **context: Any) -> Response:
    """The page; for a request of htmx only the fragment of the same template, with the receipts beside it."""
    context["shell"] = _shell()
    page = current_app.jinja_env.get_template(template)
    if fragment and wants_fragment():
        scope = page.new_context(context)
        ui = current_app.jinja_env.globals["ui"]
        html = "".join(page.blocks[fragment](scope))
        html += str(ui.messages(context["shell"].receipts, context["shell"].here, oob=True))  # type: ignore[attr-defined]
    else:
        html = page.render(context)
    response = make_response(html, status)
    response.vary.update(("HX-Request", "Cookie"))
    return response


def messages_only(status: int) -> Response:
    """Receipts alone: the page that asked stays as it is, with all that was typed."""
    ui = current_app.jinja_env.globals["ui"]
    shell = _shell()
    response = make_response(str(ui.messages(shell.receipts, shell.here, oob=True)), status)  # type: ignore[attr-defined]
    response.vary.update(("HX-Request", "Cookie"))
    return response


def wants_fragment() -> bool:
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def here() -> str:
    """The address asked for, written so that it leads here again whatever signs a key has."""
    path = quote(request.root_path.rstrip("/") + request.path, safe="/@:,;=+!$&'()*")
    query = request.query_string.decode("ascii", "ignore")
    return f"{path}?{query}" if query and request.method == "GET" else path


def done(url: str) -> BaseResponse:
    """Go on after an action. A redirect inside htmx's own request would be followed there, so it is told instead."""
    if wants_fragment():
        return make_response("", 204, {"HX-Redirect": iri_to_uri(url)})
    return redirect(url, 303)


@cache
def _fingerprint(folder: str, name: str) -> str:
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:10]


def add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    """A file's address changes with its content, so that browsers may keep it for ever."""
    if endpoint == "static":
        values["v"] = _fingerprint(current_app.static_folder or "", values["filename"])


def asset(name: str) -> str:
    """The address of a file; a page asks for that of its icons a hundred times."""
    return _asset(request.root_path, name)


@cache
def _asset(_root: str, name: str) -> str:
    """Behind a proxy's prefix the addresses begin with it."""
    return url_for("static", filename=name)


def _shell() -> SimpleNamespace:
    user = g.get("user")
    language = i18n.current()
    return SimpleNamespace(
        company=g.get("company", ""),
        user=user and SimpleNamespace(
            name=user.name, initials=_initials(user.name), role=i18n.gettext(Role(user.role).caption), email=user.email
        ),
        nav=_nav(user),
        dialogs=_part("layout/dialogs.html"),
        languages=[
            SimpleNamespace(tag=each.tag, name=each.name, current=each is language) for each in i18n.LANGUAGES.values()
        ],
        lang=language.tag,
        work_date=formats.show_date(work_date(), language.locale),
        theme=user.theme if user else "auto",
        density=user.density if user else "comfortable",
        single_keys=user.single_keys if user else False,
        receipts=_receipts(),
        here=here(),
        asset=asset,
        request_id=g.get("request_id", ""),
    )  # fmt: skip


def _nav(user: User | None) -> Markup:
    groups = current_app.extensions["navigation"](user) if user else []
    about = (user.role, groups[0].here) if user and groups else ()
    return _part("layout/nav.html", *about, nav=groups)


def _part(template: str, *about: Hashable, **context: Any) -> Markup:
    """A part of the page that is the same on many: made once for each language, and whatever else it is about."""
    key = (template, i18n.current().tag, request.root_path, *about)
    if key not in _parts:
        _parts[key] = Markup(current_app.jinja_env.get_template(template).render(context))
    return _parts[key]


_parts: dict[tuple[Hashable, ...], Markup] = {}


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
