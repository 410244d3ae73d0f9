"""The first page, and small things that every page leans on."""

from __future__ import annotations

from types import SimpleNamespace

from flask import Response as PlainResponse
from flask import abort, g, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import formats, i18n, migrations
from ...db import database, reading, transaction
from ...domain.base import Base, model_of
from ...domain.changes import Change, ChangeSet
from ...domain.columns import Field
from ...domain.contacts.places import suggested
from ...domain.errors import N_, Refused, say
from ...domain.pictures import Picture
from ...domain.users.rights import Area, Right
from ...domain.users.views import LONGEST_QUERY
from ...domain.users.views import delete_view as forget_view
from ...domain.users.views import save_view as keep_view
from ...pages import done, kinds, receipt, render
from ...pages.lookups import Option, looked_up
from ...pages.memory import change_set_url, moment_text
from ...pages.query import COUNTED
from ...pages.rendering import directory, page_of, url_of
from ...security import MissingRight, current_user, is_own_path, needs, public, signed_in
from . import bp
from .cues import CUES, STEPS, cue_numbers, steps_done
from .keys import key_groups

LONGEST_LOOKUP = 100
LAST_RECORDS = 8
LAST_CHANGES = 8
VIEW_NAME = Field(N_("Name"))
VIEW_QUERY = Field(N_("Filters"), length=LONGEST_QUERY)


@bp.get("/")
@signed_in
def index() -> Response:
    me = current_user()
    return render(
        "home.html",
        home=SimpleNamespace(
            greeting=i18n.gettext("Good day, %(name)s", name=me.name),
            **_steps(reading()),
            cues=_cues(reading()),
            charts_url=url_for(".charts") if me.may(Area.INTERACTIONS, Right.READ) else None,
            records=_my_records(reading()),
            recent=_recent(reading()) if me.may(Area.COMPANY, Right.READ) else [],
        ),
    )


def _steps(session: Session) -> dict[str, object]:
    """The first steps, until all are done."""
    if not g.user.may(Area.COMPANY, Right.SETUP):
        return {"steps": None, "steps_done": 0, "steps_total": 0}
    ticks = steps_done(session)
    steps = [
        SimpleNamespace(
            caption=i18n.gettext(step.caption),
            text=i18n.gettext(step.text),
            done=tick,
            url=_step_url(step.table, step.field),
        )
        for step, tick in zip(STEPS, ticks, strict=True)
    ]
    return {"steps": None if all(ticks) else steps, "steps_done": sum(ticks), "steps_total": len(steps)}


def _step_url(table: str, field: str) -> str:
    page = directory()[table]
    return page.url("card") + f"#field-{field}" if page.is_single else page.url()


def _cues(session: Session) -> list[SimpleNamespace]:
    items = [
        SimpleNamespace(
            caption=i18n.gettext(cue.caption),
            number=_counted(number),
            url=url_for(cue.endpoint) if cue.endpoint else page.url() + cue.query,
            tone=("warning" if number else "good") if cue.warns else "",
        )
        for cue, number in zip(CUES, cue_numbers(session), strict=True)
        if (page := directory()[cue.table]) and g.user.may(page.area, Right.READ)
    ]
    return [SimpleNamespace(caption=i18n.gettext("At a glance"), items=items)] if items else []


def _counted(number: int) -> str:
    shown = formats.show_number(min(number, COUNTED), i18n.current().locale)
    return f"{shown}+" if number > COUNTED else shown


def _my_records(session: Session) -> list[SimpleNamespace]:
    """What this person changed last, where it still is."""
    touched = (
        select(
            Change.record_type, Change.record_id, func.max(Change.id).label("last"), func.max(ChangeSet.at).label("at")
        )
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(ChangeSet.by_id == g.user.id, ChangeSet.id > (_newest(session) - 1000))
        .group_by(Change.record_type, Change.record_id)
        .order_by(func.max(Change.id).desc())
        .limit(LAST_RECORDS * 2)
    )
    found = [(session.get(model_of(row.record_type), row.record_id), row.at) for row in session.execute(touched)]
    return [
        SimpleNamespace(text=f"{i18n.gettext(record.one)} {record.label}", url=url, when=moment_text(at))
        for record, at in found
        if record is not None and (url := _readable_url(record))
    ][:LAST_RECORDS]


def _newest(session: Session) -> int:
    return session.scalar(select(func.max(ChangeSet.id))) or 0


def _readable_url(record: Base) -> str | None:
    page = page_of(record.type_name)
    return url_of(record) if page and g.user.may(page.area, Right.READ) else None


def _recent(session: Session) -> list[SimpleNamespace]:
    query = select(ChangeSet).order_by(ChangeSet.id.desc()).limit(LAST_CHANGES)
    return [
        SimpleNamespace(
            text=i18n.tell(change_set.message),
            who=change_set.by_name,
            when=moment_text(change_set.at),
            url=change_set_url(change_set.id),
        )
        for change_set in session.scalars(query)
    ]


@bp.get("/keys")
@signed_in
def keys() -> Response:
    return render("keys.html", "keys", keys=SimpleNamespace(groups=key_groups()))


@bp.get("/pictures/<int:picture_id>")
@needs(Area.COMPANY, Right.READ)
def picture(picture_id: int) -> Response:
    kept = reading().get(Picture, picture_id) if picture_id < 2**31 else None
    if kept is None:
        abort(404)
    response = PlainResponse(kept.data, content_type=kept.media_type)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@bp.get("/lookup/<table>")
@signed_in
def lookup(table: str) -> Response:
    """What fits what somebody types into a field that names a record."""
    page = page_of(table)
    if page is None or not page.model.title_field:
        abort(404)
    if not current_user().may(page.area, Right.READ):
        raise MissingRight(page.area, Right.READ)
    options = looked_up(
        reading(), page.model, request.args.get("among", ""), request.args.get("q", "")[:LONGEST_LOOKUP]
    )
    return render("options.html", "options", options=options)


@bp.get("/suggest/<any(post_code, city):field>")
@needs(Area.CONTACTS, Right.READ)
def suggest(field: str) -> Response:
    """Post codes with their cities, and cities with their post codes, as they are in the addresses there are."""
    typed = request.args.get("q", "")[:LONGEST_LOOKUP].strip()
    typed = typed.upper() if field == "post_code" else typed
    options = [Option(*row) for row in suggested(reading(), field, typed)] if typed else []
    return render("options.html", "options", options=options)


@bp.post("/views/<word>")
@signed_in
def save_view(word: str) -> Response:
    page = next((page for page in directory().values() if page.word == word), None)
    if page is None or page.is_single or page.parent:
        abort(404)
    query = ""
    try:
        query = kinds.read(request.form.get("query", ""), VIEW_QUERY)
        name = kinds.read(request.form.get("name", ""), VIEW_NAME)
        with transaction(say(N_("Saved a view")), current_user().author) as writing:
            view = keep_view(writing, current_user().id, word, name, query)
    except Refused as refused:
        receipt(refused.message, tone="warning", undo=False)
    else:
        receipt(say(N_("Saved the view %(name)s."), name=view.name), undo=False)
    return done(f"{page.url()}?{query}")


@bp.post("/views/<int:view_id>/delete")
@signed_in
def delete_view(view_id: int) -> Response:
    if view_id >= 2**31:
        abort(404)
    with transaction(say(N_("Deleted a view")), current_user().author) as writing:
        forget_view(writing, current_user().id, view_id)
    receipt(say(N_("The view is deleted.")), undo=False)
    back = request.form.get("next", "")
    return done(back if is_own_path(back) else url_for("home.index"))


@bp.get("/healthz")
@public
def health() -> Response:
    """For a proxy or a watchdog: whether the database answers and has the tables of this release."""
    with database().engine.connect() as connection:
        current = migrations.current(connection) == migrations.head()
    status = 200 if current else 503
    return PlainResponse(
        "ok\n" if current else "migrations are missing\n", status, content_type="text/plain; charset=utf-8"
    )
