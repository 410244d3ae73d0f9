"""Receipts: what an action did, here and elsewhere, with *Undo* in reach."""

from __future__ import annotations

from types import SimpleNamespace

from flask import session

from .. import i18n
from ..db import written
from ..domain.base import Record, seen_field
from ..domain.changes import Change, Memory
from ..domain.changes.rules import NUMBERS
from ..domain.errors import N_, Message, say
from .rendering import page_of

MOST_RECEIPTS = 4
MOST_NOTES = 6
LONGEST_NOTE = 300
NAMED = 4
CAME, WENT, CHANGED = N_("Also created: %(records)s"), N_("Also deleted: %(records)s"), N_("Also changed: %(records)s")


def receipt(
    text: Message | str,
    tone: str = "done",
    details: list[str] | None = None,
    link: SimpleNamespace | None = None,
    undo: bool = True,
    about: Record | None = None,
    button: SimpleNamespace | None = None,
    also: SimpleNamespace | None = None,
) -> None:
    """Say what was done; it shows on the next page, with *Undo* when something was changed, or with a button of its
    own. `also` is a second link."""
    memory = written() if undo else None
    told = [i18n.tell(note) for note in memory.notes] if memory else []
    if memory and about is not None:
        told = [*elsewhere(memory, about), *told]
    receipts = session.get("receipts", [])[-MOST_RECEIPTS + 1 :]
    receipts.append(
        {
            "text": i18n.tell(text)[:LONGEST_NOTE],
            "tone": tone,
            "details": [detail[:LONGEST_NOTE] for detail in [*(details or []), *told]][:MOST_NOTES],
            "link": [link.url, link.text] if link else None,
            "also": [also.url, also.text] if also else None,
            "button": [button.url, button.text] if button else None,
            "undo": memory.change_set_id if memory else None,
        }
    )
    session["receipts"] = receipts


def elsewhere(memory: Memory, about: Record) -> list[str]:
    """What an action changed beside the record it was about, a sentence for each way."""
    itself = (about.type_name, about.id)
    by_record: dict[tuple[str, int], list[Change]] = {}
    for change in memory.first:
        which = (change.record_type, change.record_id)
        if which != itself and change.rule not in NUMBERS and page_of(change.record_type):
            by_record.setdefault(which, []).append(change)
    groups: dict[str, list[str]] = {}
    for changes in by_record.values():
        groups.setdefault(_way(changes), []).append(_named(changes))
    unnamed = sum(page_of(type_) is not None for type_, _id in memory.touched - by_record.keys() - {itself})
    return [_sentence(way, named, len(named) + (unnamed if way == CHANGED else 0)) for way, named in groups.items()]


def _way(changes: list[Change]) -> str:
    return CAME if any(c.is_creation for c in changes) else WENT if any(c.is_deletion for c in changes) else CHANGED


def _named(changes: list[Change]) -> str:
    """The record, and which of its fields changed."""
    page = page_of(changes[0].record_type)
    assert page is not None
    name = f"{i18n.gettext(page.model.one)} {changes[0].label}"
    if _way(changes) != CHANGED:
        return name
    fields = (seen_field(page.model, change.field) for change in changes)
    captions = [i18n.gettext(field.caption) for field in fields if field is not None]
    return f"{name} ({', '.join(dict.fromkeys(captions))})" if captions else name


def _sentence(way: str, named: list[str], count: int) -> str:
    shown = ", ".join(named[:NAMED])
    if count > NAMED:
        shown = i18n.gettext("%(some)s and %(more)s more", some=shown, more=count - NAMED)
    return i18n.tell(say(way, records=shown))
