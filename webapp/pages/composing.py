"""The form in which a mail is written, whatever it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from flask import request

from .. import i18n
from ..domain.errors import Message
from .forms import Form

TO = "recipients"


def first_of(candidates: Sequence[tuple[str, Message]]) -> str:
    """To whom the mail goes at first: whom the address names, or the first who is known."""
    asked = request.args.get("to", "")
    return next((emails for emails, _why in candidates if emails == asked), candidates[0][0] if candidates else "")


def composer(form: Form, candidates: Sequence[tuple[str, Message]], here: str, **more: Any) -> SimpleNamespace:
    """Where nobody's address is known, the field for it says so and waits for one."""
    if not form.typed(TO):
        form.errors.setdefault(TO, i18n.gettext("No address is known. Enter one."))
    controls = {name: form.control(name) for name in form.fields}
    controls[TO].hint = ""
    usual: Mapping[str, Any] = {
        "ticks": None, "attached": [], "hidden": [], "notice": None, "options": {}, "takes_files": True,
    }  # fmt: skip
    return SimpleNamespace(
        controls=list(controls.values()),
        by_name=controls,
        candidates=[
            SimpleNamespace(emails=emails, reason=i18n.tell(why), url=f"{here}?{urlencode({'to': emails})}")
            for emails, why in candidates
        ],
        problem=form.problem,
        problem_link=form.see_link,
        problems=[
            SimpleNamespace(caption=controls[name].caption, text=text, id=controls[name].id)
            for name, text in form.errors.items()
        ]
        if form.posted is not None
        else [],
        **{**usual, **more},
    )


def files_brought() -> list[tuple[str, bytes]]:
    """What was chosen to go along."""
    return [(file.filename, file.read()) for file in request.files.getlist("files") if file.filename]
