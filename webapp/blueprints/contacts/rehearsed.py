"""What a rehearsed file looks like: its columns, the answers it was read with, and what is to become of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import formats, i18n
from ...domain.changes.values import read
from ...domain.columns import Field
from ...domain.errors import N_
from ...domain.importing.addresses import Kept
from ...domain.importing.bringing import counts, how_many, rows_of
from ...domain.importing.columns import ADDRESSES, PICTURE, RELATIONS, Subject, fields_of
from ...domain.importing.records import ADD, CHANGE, ImportFile, ImportRow, State
from ...domain.importing.relations import Relation
from ...domain.importing.settings import CHOICES, UPDATE, Settings
from ...domain.partners.kinds import PARTNER_KINDS
from ...pages import kinds
from ...pages.rendering import page_of, url_of

ROWS = 50
MOST_CHANGES = 8
TONES = {State.NEW: "good", State.DUPLICATE: "warning", State.REFUSED: "warning"}
KEY = N_("Rows mean the record with the same")
NAMED = frozenset({ADDRESSES, PICTURE, RELATIONS})
"""What is named in words rather than as a change."""
AS_ALL = N_("as chosen for all: %(choice)s")

Url = Callable[..., str]


def rehearsal_view(
    session: Session, subject: Subject, file: ImportFile, state: str, number: int, url: Url
) -> SimpleNamespace:
    settings, found = Settings.load(file.settings), counts(session, file)
    total = found.get(state, 0) if state else sum(found.values())
    first = (number - 1) * ROWS
    rows = rows_of(session, file, state, first, ROWS)
    doing = how_many(session, file)
    return SimpleNamespace(
        name=file.name,
        url=url(state=state, page=number if number > 1 else None),
        notes=[i18n.tell(note) for note in file.notes],
        states=_states(found, state, url),
        adding=doing.get(ADD, 0),
        changing=doing.get(CHANGE, 0),
        columns=_columns(subject, file, settings),
        left_out=[
            heading for at, heading in enumerate(file.shown["headings"]) if heading and at not in settings.columns
        ],
        understood=bool({"no", "name"} & set(settings.columns.values())),
        choices=_choices(subject, file, settings),
        rows=_rows(session, subject, settings, rows),
        previous_url=url(state=state, page=number - 1) if number > 1 else None,
        next_url=url(state=state, page=number + 1) if first + ROWS < total else None,
        pages_text=_pages_text(first, len(rows), total),
    )


def _states(found: Mapping[str, int], chosen: str, url: Url) -> list[SimpleNamespace]:
    offered = [("", i18n.gettext("All"), sum(found.values()))]
    offered += [(state, i18n.gettext(state.caption), found.get(state, 0)) for state in State]
    return [
        SimpleNamespace(
            id=state or "all",
            text=f"{caption} {formats.show_number(count, i18n.current().locale)}",
            url=url(state=state),
            current=state == chosen,
        )
        for state, caption, count in offered
        if count or state in ("", chosen)
    ]


def _pages_text(first: int, shown: int, total: int) -> str:
    locale = i18n.current().locale
    numbers = {"first": first + 1, "last": first + shown, "count": total}
    texts = {name: formats.show_number(number, locale) for name, number in numbers.items()}
    return i18n.gettext("%(first)s–%(last)s of %(count)s", **texts)


def _columns(subject: Subject, file: ImportFile, settings: Settings) -> list[SimpleNamespace]:
    shown = file.shown
    captions = sorted((i18n.gettext(field.caption), name) for name, field in fields_of(subject.word).items())
    return [
        SimpleNamespace(
            name=f"column-{at}",
            heading=heading or i18n.gettext("Column %(number)s", number=at + 1),
            examples=" · ".join(shown["examples"][at]),
            choices=_options([("", i18n.gettext("leave out")), *((name, text) for text, name in captions)], settings.columns.get(at, "")),
        )
        for at, heading in enumerate(shown["headings"])
    ]  # fmt: skip


def _options(offered: Sequence[tuple[str, str]], chosen: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(value=value, label=label, selected=value == chosen) for value, label in offered]


def _choices(subject: Subject, file: ImportFile, settings: Settings) -> list[SimpleNamespace]:
    fields = fields_of(subject.word)
    matched = {fields[name].kind for name in settings.columns.values() if name in fields}
    asked = {
        "decimal": not file.shown["plain"] and bool(matched & {"decimal", "percent"}),
        "dates": not file.shown["plain"] and bool("date" in matched or ADDRESSES in settings.columns.values()),
        "companies": subject.kind is None,
        "links": RELATIONS in settings.columns.values(),
    }
    views = [
        _choice(name, caption, [(value, i18n.gettext(text)) for value, text in offered], getattr(settings, name))
        for name, (caption, offered) in CHOICES.items()
        if asked.get(name, True)
    ]
    keys = [("", i18n.gettext("number")), *((key, i18n.gettext(fields[key].caption)) for key in subject.keys)]
    return [_choice("key", KEY, keys, settings.key), *views]


def _choice(name: str, caption: str, offered: Sequence[tuple[str, str]], chosen: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, caption=i18n.gettext(caption), choices=_options(offered, chosen))


def _rows(session: Session, subject: Subject, settings: Settings, rows: Sequence[ImportRow]) -> list[SimpleNamespace]:
    ids = [row.record_id for row in rows if row.record_id is not None]
    there = {each.id: each for each in session.scalars(select(subject.model).where(subject.model.id.in_(ids)))}
    return [_row(subject, settings, row, there.get(row.record_id)) for row in rows]


def _row(subject: Subject, settings: Settings, row: ImportRow, record: Any) -> SimpleNamespace:
    told = row.told
    return SimpleNamespace(
        id=row.place,
        line=row.line,
        state=i18n.gettext(State(row.state).caption),
        tone=TONES.get(State(row.state), ""),
        label=row.label or "–",
        url=url_of(record) if record is not None else None,
        twin=_twin(told["twin"]),
        refusals=[_refusal(subject, name, i18n.tell(message)) for name, message in row.refusals],
        reasons=[i18n.tell(reason) for reason in row.reasons],
        company=told["company"],
        comes=", ".join(_beside(told["more"])) if row.deed else "",
        changes=list(_changes(subject, told)) if row.state == State.UPDATE or row.deed == CHANGE else [],
        choices=_row_choices(settings, row, told["twin"], subject) if row.state == State.DUPLICATE else [],
    )


def _twin(twin: list[str] | None) -> SimpleNamespace | None:
    page = page_of(twin[0]) if twin else None
    if not twin or page is None:
        return None
    label = f"{i18n.gettext(page.model.one)} {twin[1]} {twin[2]}"
    return SimpleNamespace(label=label, url=page.url("card", key=twin[1]))


def _refusal(subject: Subject, name: str, text: str) -> SimpleNamespace:
    field = fields_of(subject.word).get(name)
    return SimpleNamespace(caption=i18n.gettext(field.caption) if field else "", text=text)


def _changes(subject: Subject, told: Mapping[str, Any]) -> Iterator[SimpleNamespace]:
    columns, fields = subject.model.__mapper__.columns, fields_of(subject.word)
    changed = [(name, told["before"][name], after) for name, after in told["values"].items()]
    for name, before, after in changed[:MOST_CHANGES]:
        field = columns[name].info["field"]
        texts = [_shown(subject, name, kept, field) for kept in (before, after)]
        yield SimpleNamespace(caption=i18n.gettext(field.caption), before=texts[0], after=texts[1])
    for name in told["more"].keys() - NAMED:
        yield SimpleNamespace(caption=i18n.gettext(fields[name].caption), before="", after="+")


def _beside(more: Mapping[str, Any]) -> Iterator[str]:
    """What comes with a row, in words."""
    if ADDRESSES in more:
        count = len(Kept.load(more[ADDRESSES]).values)
        yield i18n.ngettext("%(n)s address", "%(n)s addresses", count)
    if PICTURE in more:
        yield i18n.gettext("a picture")
    for each in (Relation(*kept) for kept in more.get(RELATIONS, ())):
        yield _relation(each)


def _relation(each: Relation) -> str:
    if not each.kind:
        return i18n.gettext("business relation %(code)s", code=each.code)
    table = i18n.gettext(PARTNER_KINDS[each.kind].model.one)
    return i18n.gettext("linked with %(table)s %(no)s", table=table, no=each.no)


def _shown(subject: Subject, name: str, kept: str | None, field: Field) -> str:
    return kinds.show(read(subject.model, name, kept), field)


def _row_choices(settings: Settings, row: ImportRow, twin: list[str] | None, subject: Subject) -> list[SimpleNamespace]:
    """Only a record of the same kind can be updated."""
    can_update = bool(twin) and twin[0] == subject.model.type_name  # type: ignore[index]
    offered = [(value, i18n.gettext(text)) for value, text in CHOICES["duplicates"][1] if value != UPDATE or can_update]
    for_all = i18n.gettext(dict(CHOICES["duplicates"][1])[settings.duplicates])
    return _options([("", i18n.gettext(AS_ALL, choice=for_all)), *offered], settings.rows.get(row.place, ""))
