"""A job on its page, which looks again and again how far it is; with script only the progress, without the whole page."""

from __future__ import annotations

from types import SimpleNamespace

from flask import url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.errors import N_, Message, Refused, say
from ...domain.jobs import Job, JobKind, State, cancel, resume, was_undone
from ...domain.jobs.kinds import JOB_KINDS
from ...pages import done, receipt, render
from ...pages.memory import change_set_url, moment_text
from ...pages.rendering import page_of, see_link, wants_fragment
from ...pages.working import counts, go_on
from ...security import MissingRight, current_user, signed_in
from . import bp

STATES = {
    State.RUNNING: N_("It has stopped half-way. What is done is done; go on when you like."),
    State.CANCELLED: N_("It was cancelled. What is done stays."),
    State.FAILED: N_("It cannot go on as it is. What is done stays."),
    State.DONE: N_("It is done."),
}


@bp.get("/<int:job_id>", endpoint="card")
@signed_in
def card(job_id: int) -> Response:
    return _show(_job(job_id))


@bp.post("/<int:job_id>", endpoint="watch")
@signed_in
def watch(job_id: int) -> Response:
    """How far it is. While its own people look, it goes on by itself after the server has stopped and started again."""
    job = _job(job_id)
    if job.is_running and not job.is_worked_on and job.by_id == current_user().id:
        _resume(job_id)
        job = reading().get_one(Job, job_id)
    if wants_fragment() and job.is_worked_on:
        return _show(job)
    return done(url_for("jobs.card", job_id=job_id))


@bp.post("/<int:job_id>/cancel", endpoint="cancel")
@signed_in
def cancel_now(job_id: int) -> Response:
    kind = kind_of(_job(job_id))
    with transaction(say(kind.title), current_user().author) as session:
        cancel(session, job_id)
    return done(url_for("jobs.card", job_id=job_id))


@bp.post("/<int:job_id>/resume", endpoint="resume")
@signed_in
def resume_now(job_id: int) -> Response:
    _resume(job_id)
    return done(url_for("jobs.card", job_id=job_id))


def _resume(job_id: int) -> None:
    kind = kind_of(_job(job_id))
    try:
        with transaction(say(kind.title), current_user().author) as session:
            resume(session, kind, job_id, current_user().author)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        go_on(job_id)


def kind_of(job: Job) -> JobKind:
    """What the job is, for those who may do it."""
    kind = JOB_KINDS[job.kind]
    for area, right in kind.rights:
        if not current_user().may(area, right):
            raise MissingRight(area, right)
    return kind


def _job(job_id: int) -> Job:
    job = reading().get(Job, job_id) if job_id < 2**31 else None
    if job is None:
        raise NotFound
    kind_of(job)
    return job


def _show(job: Job) -> Response:
    session, kind = reading(), kind_of(job)
    mine, undone = job.by_id == current_user().id, was_undone(session, job)
    problem = job.problem
    moves = job.is_worked_on and not undone
    view = SimpleNamespace(
        id=job.id,
        title=i18n.gettext(kind.title),
        breadcrumb=_breadcrumb(kind),
        who=job.by_name,
        when=moment_text(job.at),
        text="" if moves else i18n.gettext(STATES[State(job.state)]),
        problem=i18n.tell(problem[0]) if problem else "",
        problem_link=see_link(problem[1]) if problem else None,
        position=job.position,
        total=job.total,
        counts=[i18n.tell(say(kind.done, count=job.done)), *map(i18n.tell, counts(job))],
        named=[
            _named(i18n.gettext("Refused"), "refused", job.refusals, job.refused),
            _named(i18n.gettext("Passed by"), "passed", job.passed, job.skipped),
        ],
        notes=[i18n.tell(note) for note in job.notes],
        moves=moves,
        undone=undone,
        can_resume=mine and not moves and not undone and not job.is_over,
        changes_url=change_set_url(job.change_set_id) if job.change_set_id else None,
        undo_url=url_for("changes.undo_action", change_set_id=job.change_set_id)
        if job.change_set_id and not moves and not undone
        else None,
    )
    return render("jobs/job.html", fragment="progress", job=view)


def _breadcrumb(kind: JobKind) -> list[SimpleNamespace]:
    page = page_of(kind.table)
    assert page is not None
    return [SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url())]


def _named(caption: str, word: str, rows: list[tuple[str, Message]], count: int) -> SimpleNamespace:
    """The first ones with the reason; how many more there are."""
    shown = [SimpleNamespace(label=label, text=i18n.tell(reason)) for label, reason in rows]
    return SimpleNamespace(caption=caption, id=f"{word}-title", rows=shown, more=count - len(rows))
