"""Merging two contacts, customers, vendors or bank accounts: choose the other one, look at everything, press once."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Changed, Refused, say
from ...domain.merging import BOTH, MergePlan, Unsolved, candidates, chosen_other, merge, plan_merge
from ...domain.partners.kinds import PARTNER_KINDS
from ...domain.users.rights import Area, Right
from ...pages import Page, done, receipt, render
from ...pages.finding import find, held, ticked_keys
from ...pages.forms import Control
from ...pages.lookups import Option
from ...pages.rendering import page_of, see_link
from ...security import current_user, needs
from . import bp
from .rehearsal import permitted, plan_view, plans_of

MERGED = N_("Merged: %(table)s %(goes)s into %(kept)s")
OTHER = "with"


def ask(table: str, key: str) -> Response:
    """Which other one; once that is known, what merging would do."""
    session, page = reading(), _page(table)
    kept = find(session, page, key)
    typed = request.args.get(OTHER, "").strip()[:200]
    if not typed:
        return _choose(session, page, kept)
    try:
        plan = plan_merge(session, kept, chosen_other(session, kept, typed))  # type: ignore[arg-type]
    except Refused as refused:
        return _choose(session, page, kept, typed, refused)
    return _rehearse(session, page, plan)


def merge_now(table: str, key: str) -> Response:
    page, other = _page(table), request.form.get(OTHER, "")
    chosen = {name: side for name, side in request.form.items() if "." in name}
    try:
        with transaction(say(MERGED, table=say(page.model.one), goes="", kept=""), current_user().author) as session:
            kept, goes = held(session, page, key, other)
            what = say(MERGED, table=say(page.model.one), goes=goes.label, kept=kept.label)
            name_action(session, what)
            plan = plan_merge(session, kept, goes)  # type: ignore[arg-type]
            merge(session, kept, goes, _within_rights(plan, chosen), seen=request.form.get("mark", ""))
    except Changed:
        text = i18n.gettext("Something of this was changed meanwhile. This is how it is now: look at it, then merge.")
        return _again(page, key, other, chosen, text, 409)
    except Unsolved as refused:
        return _again(page, key, other, chosen, i18n.tell(refused.message), 422)
    except Refused as refused:
        return _again(page, key, other, chosen, i18n.tell(refused.message), 422, see_link(refused.see))
    receipt(what, about=kept)  # type: ignore[arg-type]
    return done(page.card_url(kept))


def merge_ticked(table: str) -> Response:
    """The upper one of two ticked rows stays, unless that is turned round."""
    page, keys = _page(table), ticked_keys()
    if len(keys) != 2:
        receipt(say(N_("Tick the two rows that are one and the same, then try again.")), tone="note", undo=False)
        return done(page.url())
    return done(url_for(f"contacts.{table}s_merge", key=keys[0], **{OTHER: keys[1]}))


def _page(table: str) -> Page:
    page = page_of(table)
    assert page is not None
    return page


def _within_rights(plan: MergePlan, chosen: dict[str, str]) -> dict[str, str]:
    """What the visitor may not merge along was not offered, and is no choice."""
    forbidden = {
        clash.key for each in plan.all_plans() for clash in each.clashes if clash.along and not permitted(clash.along)
    }
    return {key: side for key, side in chosen.items() if side != BOTH or key not in forbidden}


def _again(
    page: Page, key: str, other: str, chosen: dict[str, str], problem: str, status: int, link: Any = None
) -> Response:
    """The page as it is now, with what was chosen."""
    session = reading()
    kept, goes = find(session, page, key), find(session, page, other)
    try:
        plan = plan_merge(session, kept, goes)  # type: ignore[arg-type]
    except Refused as refused:
        return _choose(session, page, kept, other, refused)
    return _rehearse(session, page, plan, chosen, problem, status, link)


def _choose(session: Session, page: Page, kept: Any, typed: str = "", refused: Refused | None = None) -> Response:
    likely = candidates(session, kept)
    control = Control(
        name=OTHER,
        caption=i18n.gettext("Merge with"),
        kind="reference",
        text=typed,
        error=i18n.tell(refused.message) if refused else "",
        hint=i18n.gettext("Its number or its name."),
        options=[Option(each.no, each.name) for each in likely],
        lookup_url=url_for("home.lookup", table=page.model.type_name, among=getattr(kept, "type", None)),
        required=True,
    )
    view = SimpleNamespace(
        title=i18n.gettext("Merge %(record)s", record=kept.label),
        breadcrumb=_breadcrumb(page, kept),
        url=request.path,
        field=control,
        likely=[SimpleNamespace(text=each.label, url=_way_to(each.no)) for each in likely],
        cancel_url=page.card_url(kept),
    )
    return render("merging/choose.html", status=422 if refused else 200, merging=view)


def _rehearse(
    session: Session,
    page: Page,
    plan: MergePlan,
    chosen: dict[str, str] | None = None,
    problem: str = "",
    status: int = 200,
    link: Any = None,
) -> Response:
    first, *along = plans_of(plan)
    sections = [plan_view(session, each, chosen or {}, asking=status == 422) for each in (first, *along)]
    questions = [clash for section in sections[:1] for clash in section.clashes]
    kept, goes = plan.kept, plan.goes
    view = SimpleNamespace(
        title=i18n.gettext("Merge %(kept)s with %(goes)s", kept=kept.label, goes=goes.label),
        breadcrumb=_breadcrumb(page, kept),
        intro=i18n.gettext(
            "%(kept)s stays. %(goes)s goes, and whatever names it will name the one that stays. Its number leads there from then on. Undo brings both back.",
            kept=kept.label, goes=goes.label,
        ),
        url=request.path,
        hidden=[(OTHER, goes.key), ("mark", plan.mark)],
        first=sections[0],
        along=[
            SimpleNamespace(title=_along_title(each), section=section)
            for each, section in zip(along, sections[1:], strict=True)
        ],
        problem=problem,
        problem_link=link,
        problems=[SimpleNamespace(caption=each.caption, text=each.error, id=each.id) for each in questions if each.error],
        cancel_url=page.card_url(kept),
        turned_url=f"{page.card_url(goes)}/merge?{OTHER}={kept.key}",
    )  # fmt: skip
    return render("merging/merge.html", status=status, merging=view)


def _breadcrumb(page: Page, kept: Any) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()),
        SimpleNamespace(caption=kept.label, url=page.card_url(kept)),
    ]


def _along_title(plan: MergePlan) -> str:
    return i18n.gettext(
        "If %(table)s %(kept)s and %(goes)s become one as well",
        table=i18n.gettext(plan.kept.one),
        kept=plan.kept.label,
        goes=plan.goes.label,
    )


def _way_to(no: str) -> str:
    return url_for(str(request.endpoint), **(request.view_args or {}), **{OTHER: no})


for model in (Contact, *(kind.model for kind in PARTNER_KINDS.values())):
    table = model.type_name
    base, endpoint = f"/{table.replace('_', '-')}s", f"{table}s_merge"
    right = needs(Area(model.area), Right.DELETE)
    bp.add_url_rule(f"{base}/<key:key>/merge", endpoint, right(partial(ask, table)))
    bp.add_url_rule(f"{base}/<key:key>/merge", f"{endpoint}_now", right(partial(merge_now, table)), methods=["POST"])
    bp.add_url_rule(f"{base}/merge", f"{endpoint}_ticked", right(partial(merge_ticked, table)), methods=["POST"])
