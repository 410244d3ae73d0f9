"""Fields as they stand on cards. Most values are blank or usual, so what a field looks like was often made before."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from flask import request

from .. import i18n
from .forms import Control

KEPT = 4096


class Fields:
    """Makes fields by a macro, which knows nothing but its control, and keeps what it made."""

    def __init__(self, macro: Callable[[Control], str]) -> None:
        self.macro = macro
        self.kept: dict[tuple[Hashable, ...], str] = {}

    def __call__(self, control: Control) -> str:
        key = (i18n.current().tag, request.root_path, *map(_fixed, vars(control).values()))
        made = self.kept.get(key)
        if made is None:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            made = self.kept[key] = self.macro(control)
        return made


def _fixed(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
