"""The log of interactions as a list and cards, and those that were put off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup
from sqlalchemy import String, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from ... import i18n
from ...domain.columns import Field
from ...domain.comments import Comment, no_of_comments
from ...domain.documents.kinds import DOCUMENT_KINDS
from ...domain.errors import N_, P_, say
from ...domain.interactions.acting import evaluate
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.resending import Out, cannot_resend, how_it_left
from ...domain.interactions.template import INBOUND, OUTBOUND, InteractionTemplate
from ...domain.outbox.mail import Mail
from ...domain.outbox.telling import state_in_words
from ...domain.setup.people import Salesperson
from ...domain.users.rights import Right
from ...domain.users.user import User
from ...pages import Action, Chip, Computed, Fact, FactBox, Page, Tab, Why, kinds
from ...pages.actions import missing_right
from ...pages.rendering import page_of, url_of
from .setting_up import HOME
from .setting_up import PAGES as SETUP_PAGES

ICONS = {"very_positive": "laugh", "positive": "smile", "neutral": "meh", "negative": "frown", "very_negative": "angry"}
BY, FROM = N_("%(what)s – by %(who)s"), N_("%(what)s – from %(who)s")


def _said(text: str) -> Any:
    """A text in the language of whoever asks."""
    return bindparam(None, type_=String, callable_=lambda: i18n.gettext(text), unique=True)


def _put(text: str, what: Any, who: Any) -> Any:
    return func.replace(func.replace(_said(text), "%(what)s", what), "%(who)s", who)


def _title() -> Any:
    """By the description of its template and who spoke, as timelines have it."""
    template = select(InteractionTemplate.description).where(InteractionTemplate.code == Interaction.template_code)
    salesperson = select(Salesperson.description).where(Salesperson.code == Interaction.salesperson_code)
    what = func.coalesce(func.nullif(template.scalar_subquery(), ""), Interaction.description)
    who = func.coalesce(salesperson.scalar_subquery(), Interaction.user_name)
    return case(
        (Interaction.information_flow == OUTBOUND, _put(BY, what, who)),
        (Interaction.information_flow == INBOUND, _put(FROM, what, Interaction.contact_name)),
        else_=what,
    )


def evaluated(value: Any, field: Field) -> str:
    """An icon with its word."""
    text = kinds.show(value, field)
    ui: Any = current_app.jinja_env.globals["ui"]
    return Markup("{} {}").format(Markup(ui.icon(ICONS[value])), text) if value else ""


def chips(entry: Interaction, _around: Any) -> list[Chip]:
    states = (
        (entry.cancelled, N_("Cancelled")),
        (entry.postponed, N_("Postponed")),
        (entry.attempt_failed, N_("Attempt Failed")),
    )
    return [Chip(i18n.gettext(caption), tone="empty") for holds, caption in states if holds]


def unless_of_document(entry: Interaction, _user: User, _around: Any) -> Why | None:
    return None if entry.kind in DOCUMENT_KINDS else Why(say(N_("There is no document to show for this interaction.")))


def unless_file(entry: Interaction, _user: User, _around: Any) -> Why | None:
    return None if entry.file_id is not None else Why(say(N_("Nothing is attached.")))


def if_postponed(entry: Interaction, _user: User, _around: Any) -> Why | None:
    return None if entry.postponed else Why(say(N_("It is finished already.")))


def unless_postponed(entry: Interaction, _user: User, _around: Any) -> Why | None:
    return Why(say(N_("It is postponed. Finish it first."))) if entry.postponed else None


def unless_it_can_go_again(entry: Interaction, user: User, out: Out) -> Why | None:
    """Whoever sends a document again needs the right to send it."""
    page = page_of(entry.kind)
    if page is not None and not user.may(page.area, Right.WRITE):
        return missing_right(page.area, Right.WRITE)
    hindrance = cannot_resend(entry, out)
    return Why(hindrance.message) if hindrance is not None else None


def what_goes_with_it(session: Session, entry: Interaction, out: Out) -> list[Fact]:
    comments = session.scalar(select(no_of_comments(entry))) or 0
    facts = [Fact(N_("Comments"), str(comments), url_for("contacts.interactions_comments", key=entry.key))]
    if entry.file_id is not None:
        facts.append(Fact(N_("Attachment"), entry.file_name, url_for("interactions.file", key=entry.key)))
    if entry.kind in DOCUMENT_KINDS:
        kind = i18n.gettext(DOCUMENT_KINDS[entry.kind].model.one)
        facts.append(
            Fact(kind, entry.document_no, url_for("interactions.show_document", key=entry.key), own_words=True)
        )
    return [*facts, *_how_it_left(out)]


def _how_it_left(out: Out) -> Iterator[Fact]:
    """The file as it was printed or sent, and how far its mail is."""
    page = page_of(out.row.kind) if out.row else None
    if out.row is not None and page is not None:
        url = page.url("dispatch", key=out.row.document_no, dispatch_id=out.row.id)
        yield Fact(N_("As it left"), out.row.file_name, url)
    if out.mail is not None:
        yield Fact(Mail.one, i18n.tell(state_in_words(out.mail)), url_of(out.mail))


COMMENTED = select(Comment.id).where(Comment.interaction_id == Interaction.id).exists()
INTERACTIONS = Page(
    "interactions", Interaction, HOME,
    (
        Tab(N_("General"), (
            "date", "time", "description", "contact_no", "contact_name", "company_no", "company_name", "salesperson_code",
            "user_name", "evaluation", "template_code", "group_code", "information_flow", "initiated_by", "cost", "duration",
        ), summary=("date", "description", "contact_name")),
        Tab(N_("Correspondence"), (
            "correspondence_type", "subject", "language_code", "contact_via", "alternative_address", "attempt_failed", "file_name",
        ), open=False, summary=("correspondence_type", "contact_via", "file_name")),
        Tab(N_("Document"), ("kind", "document_no", "version_no", "occurrence"), open=False, summary=("kind", "document_no")),
    ),
    columns=("date", "title", "contact_name", "description", "evaluation", "has_comment", "salesperson_code", "kind", "document_no",
             "template_code", "user_name"),
    computed=(
        Computed("title", Field(P_("interaction", "Title"), "text"), _title()),
        Computed("has_comment", Field(N_("Comment"), "flag"), COMMENTED),
        Computed("entry_no", Field(N_("Entry No."), "integer"), Interaction.id),
    ),
    more_filters=("contact_no", "company_no", "company_name", "group_code", "cancelled", "attempt_failed", "information_flow",
                  "correspondence_type", "entry_no"),
    sort="-date", icon="message-square", struck="cancelled", styles=("interactions.css",), shown={"evaluation": evaluated},
    note=N_("What was said, printed and sent, to whom and when."), synonyms=N_("log, history, calls, letters, mails, timeline, activities"),
    only=~Interaction.postponed, writable=("evaluation",), made_elsewhere=True, keeps_filters=True, chips=chips, around=how_it_left,
    change=lambda session, entry, values: evaluate(session, [entry], values["evaluation"]),
    factboxes=(FactBox("along", N_("What goes with it"), what_goes_with_it),),
    actions=(
        Action("resume", N_("Resume"), "interactions.resume", "play", Right.WRITE, place="more", enabled=if_postponed),
        Action("show-document", N_("Show document"), "interactions.show_document", "eye", enabled=unless_of_document),
        Action("file", N_("Show attachment"), "interactions.file", "download", place="more", enabled=unless_file),
        Action("comments", N_("Comments"), "contacts.interactions_comments", "message-square-text"),
        Action("resend", N_("Resend"), "interactions.ask_resend", "send", Right.WRITE, enabled=unless_it_can_go_again),
        Action("cancel", N_("Cancel or take back"), "interactions.ask_toggle", "ban", Right.WRITE, place="more", enabled=unless_postponed),
    ),
    list_actions=(
        Action("without-cancelled", N_("Without cancelled ones"), "interactions.interactions_list", "filter", values=(("cancelled", "no"),), place="more"),
        Action("postponed", N_("Postponed Interactions"), "interactions.postponed_list", "clock", place="promoted"),
        Action("statistics", N_("Statistics"), "interactions.statistics", "chart-bar", place="promoted"),
        Action("delete-cancelled", N_("Delete Cancelled Interaction Log Entries"), "interactions.delete_cancelled", "trash-2", Right.DELETE,
               place="more", danger=True),
    ),
    bulk=(
        Action("evaluate", N_("Evaluate"), "interactions.evaluate_ticked", "star", Right.WRITE, "post"),
        Action("comment", N_("Comment"), "interactions.comment_ticked", "message-square", Right.WRITE, "post"),
        Action("resend", N_("Resend"), "interactions.resend_ticked", "send", Right.WRITE, "post"),
        Action("toggle", N_("Cancel or take back"), "interactions.toggle_ticked", "ban", Right.WRITE, "post"),
    ),
)  # fmt: skip
POSTPONED = replace(
    INTERACTIONS, word="postponed", called=N_("Postponed Interactions"),
    columns=("date", "title", "contact_name", "description", "salesperson_code", "user_name", "template_code", "has_comment"),
    only=Interaction.postponed.is_(True), made_elsewhere=False,
    note=N_("Interactions that were put off. Open one to go on with it."), synonyms="",
    list_actions=(Action("log", N_("Interactions"), "interactions.interactions_list", "message-square"),),
    bulk=(Action("delete", N_("Delete"), "interactions.delete_ticked", "trash-2", Right.WRITE, "post", danger=True),),
)  # fmt: skip
CANCELLED = replace(
    INTERACTIONS, only=and_(Interaction.cancelled, ~Interaction.postponed),
    columns=("date", "title", "contact_name", "salesperson_code", "template_code"),
    more_filters=("entry_no", "contact_no", "company_no", "group_code"),
)  # fmt: skip
PAGES = (*SETUP_PAGES, INTERACTIONS)
