"""The keys of the house, as the help page shows them. The script acts on the same ones."""

from __future__ import annotations

from types import SimpleNamespace

from ... import i18n
from ...domain.errors import N_

KEYS = (
    (N_("Everywhere"), (
        ("Ctrl+K", N_("Search everything")),
        ("Alt+Q", N_("Search everything")),
        ("?", N_("All keys")),
        ("G H", N_("Home")),
        ("G S", N_("Setup")),
        ("Esc", N_("Close")),
    )),
    (N_("Lists"), (
        ("F3", N_("Search the list")),
        ("Shift+F3", N_("Filters")),
        ("Alt+N", N_("New")),
        ("J K", N_("Next and previous row")),
        ("Enter", N_("Open the row")),
    )),
    (N_("Cards"), (
        ("Ctrl+S", N_("Save")),
        ("Ctrl+Enter", N_("Save and close")),
        ("Ctrl+Up", N_("Previous record")),
        ("Ctrl+Down", N_("Next record")),
        ("Alt+Up", N_("Why this value?")),
        ("Alt+F2", N_("Fact boxes")),
    )),
)  # fmt: skip


def key_groups() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            caption=i18n.gettext(caption),
            rows=[SimpleNamespace(keys=keys, text=i18n.gettext(text)) for keys, text in rows],
        )
        for caption, rows in KEYS
    ]
