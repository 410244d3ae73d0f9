"""Small forms that are no card: sign in, welcome, a password."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from .forms import Form


def dialog(
    form: Form,
    title: str,
    url: str,
    button: str,
    cancel_url: str | None = None,
    *,
    intro: list[str] | None = None,
    hidden: list[tuple[str, str]] | None = None,
    extra: list[SimpleNamespace] | None = None,
    plain: bool = False,
    options: Mapping[str, list[Any]] | None = None,
    choices: Mapping[str, list[Any]] | None = None,
) -> SimpleNamespace:
    controls = {name: form.control(name) for name in form.fields}
    for name, control in controls.items():
        control.options = (options or {}).get(form.fields[name].refers_to, []) or (choices or {}).get(name, [])
    return SimpleNamespace(
        title=title,
        intro=intro or [],
        fields=list(controls.values()),
        hidden=hidden or [],
        url=url,
        button=button,
        cancel_url=cancel_url,
        problem=form.problem,
        problem_link=form.see_link,
        problems=[
            SimpleNamespace(caption=controls[name].caption, text=text, id=controls[name].id)
            for name, text in form.errors.items()
        ],
        extra=extra or [],
        plain=plain,
        enctype=None,
    )
