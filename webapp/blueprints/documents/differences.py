"""What is different between a document as it left and as it is: its head field by field, its lines one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

from ... import i18n
from ...domain.base import Base, field_of, seen_field
from ...domain.changes.values import read, tracked_fields
from ...domain.documents.document import Document
from ...domain.documents.kinds import kind_of
from ...domain.documents.line import DocumentLine
from ...domain.errors import N_
from ...pages import kinds

Kept = Mapping[str, str]
Captions = Mapping[str, str]
NO_CAPTIONS: Captions = MappingProxyType({})
OWN = frozenset(("id", "status", "no_printed", "sent_at", "no_series_code", "occurrence"))
"""What is not about what the document says."""
LINE_OWN = frozenset(("id", "document_id", "place"))
ADDED, REMOVED, CHANGED = N_("Added"), N_("Removed"), N_("Changed")


class Differences(NamedTuple):
    head: list[SimpleNamespace]
    lines: list[SimpleNamespace]

    @property
    def none(self) -> bool:
        return not self.head and not self.lines


def compared(then: Mapping[str, Any], now: Mapping[str, Any], document: Document) -> Differences:
    captions = kind_of(document).side.line_captions
    head = _fields(then["head"], now["head"], type(document), OWN)
    return Differences(head, _lines(then["lines"], now["lines"], captions))


def _fields(
    then: Kept, now: Kept, model: type[Base], own: frozenset[str], captions: Captions = NO_CAPTIONS
) -> list[SimpleNamespace]:
    """In the order in which they are declared; what people never see is passed by."""
    return [
        SimpleNamespace(
            caption=i18n.gettext(captions.get(name, field.caption)),
            then=_shown(model, name, then.get(name)),
            now=_shown(model, name, now.get(name)),
        )
        for name in tracked_fields(model)
        if name not in own
        and then.get(name) != now.get(name)
        and (field := seen_field(model, name)) is not None
        and ((then and now) or _says(model, name, (now or then).get(name)))
    ]


def _says(model: type[Base], name: str, kept: str | None) -> bool:
    """Of a line that came or went, nought and nothing need no row."""
    return kept is not None and bool(read(model, name, kept))


def _lines(then: Sequence[Kept], now: Sequence[Kept], captions: Captions) -> list[SimpleNamespace]:
    """The lines that are there now, each beside what it was; then those that are gone. A line that
    was deleted and brought back is a new one in the old place."""
    before = {line["id"]: line for line in then}
    by_place = {line["place"]: line for line in then if line["id"] not in {each["id"] for each in now}}
    pairs: list[tuple[Kept | None, Kept | None]] = [
        (before.get(line["id"]) or by_place.pop(line["place"], None), line) for line in now
    ]
    pairs += [(line, None) for line in by_place.values()]
    found = [_line(was, line, captions) for was, line in pairs]
    return [line for line in found if line is not None]


def _line(then: Kept | None, now: Kept | None, captions: Captions) -> SimpleNamespace | None:
    fields = _fields(then or {}, now or {}, DocumentLine, LINE_OWN, captions)
    if then is not None and now is not None and not fields:
        return None
    way = CHANGED if then is not None and now is not None else ADDED if then is None else REMOVED
    told = now or then or {}
    return SimpleNamespace(
        way=i18n.gettext(way),
        tone={ADDED: "added", REMOVED: "removed"}.get(way, "changed"),
        text=" ".join(filter(None, (told.get("product_no"), told.get("description")))),
        fields=fields,
    )


def _shown(model: type[Base], name: str, kept: str | None) -> str:
    if kept is None:
        return ""
    return kinds.show(read(model, name, kept), field_of(model, name))
