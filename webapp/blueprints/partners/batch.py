"""Create Contacts from Customers, Vendors, Bank Accounts: the filters, the rehearsal, the start."""

from __future__ import annotations

import hashlib
from functools import partial
from types import SimpleNamespace
from typing import Any

from flask import request, url_for
from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.jobs import begin, unfinished
from ...domain.jobs.kinds import CREATING
from ...domain.partners.kinds import PARTNER_KINDS, PartnerKind
from ...domain.relations.rehearsing import FILTERS, Rehearsal, rehearse
from ...domain.users.rights import Area, Right
from ...pages import Page, done, render
from ...pages.filters import LONGEST, condition
from ...pages.forms import Form
from ...pages.memory import moment_text
from ...pages.working import set_going
from ...security import MissingRight, current_user, needs
from . import bp
from .pages import PAGES

ROWS = 100
"""So many accounts are shown of each sort; all are counted."""
OTHERWISE = N_("Something was changed meanwhile. This is what would be done now: look again, then create the contacts.")


def rehearsal(page: Page) -> Response:
    return _show(page, request.args)


def start(page: Page) -> Response:
    """Do what was shown, with the first portion at once."""
    kind, form = _kind_of(page), _filters(page, request.form)
    try:
        conditions = _conditions(page, form)
        found = rehearse(reading(), kind, conditions)
        if _digest(found) != request.form.get("shown"):
            return _show(page, request.form, i18n.gettext(OTHERWISE), 409)
        creating, author = CREATING[kind.word], current_user().author
        with transaction(say(creating.title), author) as session:
            job = begin(session, creating, found.items, author)
    except Refused:
        return _show(page, request.form, status=422)
    job_id = job.id
    set_going(creating, job)
    return done(url_for("jobs.card", job_id=job_id))


def _show(page: Page, typed: MultiDict[str, str], problem: str = "", status: int = 200) -> Response:
    kind, form = _kind_of(page), _filters(page, typed)
    found = None
    try:
        found = rehearse(reading(), kind, _conditions(page, form))
    except Refused as refused:
        form.refuse(refused)
    view = SimpleNamespace(
        title=i18n.gettext(CREATING[kind.word].title),
        breadcrumb=[{"caption": i18n.gettext(kind.model.many), "url": page.url()}],
        url=page.url("rehearse_contacts"),
        problem=problem or form.problem,
        problem_link=form.see_link,
        fields=[form.control(name) for name in FILTERS],
        kept=[(name, form.typed(name)) for name in FILTERS],
        found=found and _found_view(page, found),
        unfinished=[_job_view(job) for job in unfinished(reading(), CREATING[kind.word])],
        list_url=page.url(),
    )
    return render("jobs/rehearsal.html", status=status, rehearsal=view)


def _found_view(page: Page, found: Rehearsal) -> SimpleNamespace:
    doubtful = [partner for partner in found.ready if partner.id in found.doubts]
    return SimpleNamespace(
        ready=[_row(page, partner) for partner in found.ready[:ROWS]],
        doubtful=[_row(page, partner, ", ".join(found.doubts[partner.id])) for partner in doubtful[:ROWS]],
        refused=[_row(page, partner, i18n.tell(reason)) for partner, reason in found.refusals[:ROWS]],
        count=len(found.ready),
        doubtful_count=len(doubtful),
        refused_count=len(found.refusals),
        empty=_why_nothing(page, found),
        linked_count=found.linked,
        digest=_digest(found),
        rows=ROWS,
    )


def _why_nothing(page: Page, found: Rehearsal) -> str:
    if found.ready:
        return ""
    many = i18n.gettext(page.model.many)
    if found.refusals:
        return i18n.gettext("None of those without a contact can get one. Look below at what stands in the way.")
    if found.linked:
        return i18n.gettext("Every one of these has a contact already.")
    return i18n.gettext("%(table)s: there are none here. Change the filters, or add some first.", table=many)


def _row(page: Page, partner: Any, text: str = "") -> SimpleNamespace:
    return SimpleNamespace(label=partner.label, url=page.card_url(partner), text=text)


def _job_view(job: Any) -> SimpleNamespace:
    return SimpleNamespace(
        url=url_for("jobs.card", job_id=job.id),
        text=i18n.gettext("%(position)s of %(total)s", position=job.position, total=job.total),
        who=job.by_name,
        when=moment_text(job.at),
    )


def _filters(page: Page, typed: MultiDict[str, str]) -> Form:
    model = page.model
    fields = {name: Field(field_of(model, name).caption, "text", LONGEST) for name in FILTERS}
    return Form(fields, {}, typed)


def _conditions(page: Page, form: Form) -> list[ColumnElement[bool]]:
    """What was typed into the filters; a refusal says which of them cannot be read."""
    return [_condition(page, name, form.typed(name).strip()) for name in FILTERS if form.typed(name).strip()]


def _condition(page: Page, name: str, typed: str) -> ColumnElement[bool]:
    try:
        return condition(getattr(page.model, name), field_of(page.model, name), typed)
    except Refused as refused:
        refused.field = name
        raise


def _digest(found: Rehearsal) -> str:
    """What was shown, in short: whoever starts it has seen exactly these."""
    return hashlib.sha256(repr(found.items).encode()).hexdigest()[:16]


def _kind_of(page: Page) -> PartnerKind:
    area = Area(page.model.area)
    if not current_user().may(area, Right.READ):
        raise MissingRight(area, Right.READ)
    return PARTNER_KINDS[page.model.type_name]


for each in PAGES:
    if each.model.type_name in PARTNER_KINDS:
        allowed = needs(Area.CONTACTS, Right.WRITE)
        url = f"/{each.word}/create-contacts"
        bp.add_url_rule(url, each.endpoint("rehearse_contacts"), allowed(partial(rehearsal, each)))
        bp.add_url_rule(url, each.endpoint("create_contacts"), allowed(partial(start, each)), methods=["POST"])
