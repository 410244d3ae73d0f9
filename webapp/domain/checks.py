"""The promises as queries: each names what breaks it. More come with the records they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Select, exists, func, select
from sqlalchemy.orm import Session

from .base import Base, Record, field_of, models
from .changes import Change, ChangeSet
from .changes.values import keep
from .derived import label_again, mislabelled, missorted, sort_again
from .documents.counting import count_again, miscounted
from .errors import N_, Message, say
from .interactions.interaction import KINDS
from .interactions.promises import count_prints_again, misprinted, mistold, names_of, spoilt, without_dispatch
from .partners.partner import Partner
from .relations.contact_relation import ContactRelation
from .relations.equality import differences, make_equal
from .search import SearchEntry, index_records
from .series import NoSeriesLine, unaccounted
from .usage import pairs_of

MOST_FINDINGS = 100


@dataclass(frozen=True)
class Check:
    """A promise, what it says, and what breaks it now."""

    promise: str
    text: str
    findings: Callable[[Session], Iterator[Message]]
    mend: Callable[[Session], None] | None = None
    """Makes it true again, where the program can know how."""


def links_are_equal(session: Session) -> Iterator[Message]:
    """P1: both sides of a link hold the same value in every shared field."""
    for contact, account, fields in differences(session):
        for field in fields:
            yield say(
                N_(
                    "Contact %(contact)s and %(account)s are linked and differ in %(field)s: “%(left)s” and “%(right)s”."
                ),
                contact=contact.label,
                account=account.label,
                field=say(field_of(type(account), field).caption),
                left=_shown(contact, field),
                right=_shown(account, field),
            )


def _shown(record: Base, field: str) -> str:
    return keep(getattr(record, field)) or ""


def links_are_single(session: Session) -> Iterator[Message]:
    """P2: the tables themselves refuse a second link and one to another kind; this asks all the same."""
    relation = ContactRelation
    for columns in ((relation.contact_id, relation.kind), (relation.partner_id,)):
        query = select(func.min(relation.id), func.count()).where(relation.kind.is_not(None)).group_by(*columns)
        for id_, count in session.execute(query.having(func.count() > 1)):
            link = session.get_one(relation, id_)
            yield say(N_("There are %(count)s links like %(link)s."), count=count, link=link.label)
    misfits = select(relation).join(Partner, Partner.id == relation.partner_id).where(Partner.kind != relation.kind)
    for link in session.scalars(misfits):
        yield say(N_("The link %(link)s names an account of another kind."), link=link.label)


def rows_point_somewhere(session: Session) -> Iterator[Message]:
    """P3: no row points to nothing."""
    for table, columns, query in _lost_rows():
        count = session.scalar(query) or 0
        if count:
            yield say(
                N_("%(count)s rows of %(table)s name something that is gone (%(column)s)."),
                count=count,
                table=table,
                column=columns,
            )


def _lost_rows() -> list[tuple[str, str, Select[Any]]]:
    return [
        (name, ", ".join(key.column_keys), _lost(key))
        for name, table in sorted(Base.metadata.tables.items())
        for key in sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))
    ]


@cache
def _lost(key: ForeignKeyConstraint) -> Select[Any]:
    """Made once: there are hundreds of keys."""
    target = key.referred_table.alias()
    there = exists().where(*(target.c[other.name] == own for own, other in pairs_of(key)))
    return select(func.count()).where(*(column.is_not(None) for column in key.columns), ~there)


def dispatches_are_told(session: Session) -> Iterator[Message]:
    """P4: what left the house is logged, or it says why not; the tables hold to it, and this asks all the same."""
    for row in mistold(session):
        yield say(
            N_("%(file)s left the house, and neither an interaction nor a reason tells of just that."),
            file=row.file_name,
        )


def entries_have_left(session: Session) -> Iterator[Message]:
    for entry in without_dispatch(session):
        yield say(
            N_("Interaction %(no)s tells of %(table)s %(document)s, and nothing is kept that left."),
            no=str(entry.id),
            table=say(dict(KINDS)[entry.kind]),
            document=entry.document_no,
        )


def prints_are_counted(session: Session) -> Iterator[Message]:
    for document in misprinted(session):
        yield say(
            N_("%(table)s %(record)s says another number of prints than were made."),
            table=say(document.one),
            record=document.label,
        )


def files_are_intact(session: Session) -> Iterator[Message]:
    for file in spoilt(session):
        yield say(
            N_("The file of %(names)s is not what was kept. Bring it back from a backup."),
            names=names_of(session, file),
        )


def changes_are_complete(session: Session) -> Iterator[Message]:
    """P5: every tracked record came by a remembered action, and every change belongs to one."""
    for model in models():
        if not model.tracked:
            continue
        for record in session.scalars(_unremembered(model)):
            yield say(
                N_("Nobody knows how %(table)s %(record)s came to be."), table=say(model.one), record=record.label
            )


@cache
def _unremembered(model: type[Base]) -> Select[Any]:
    came = exists().where(
        Change.record_type == model.type_name,
        Change.record_id == model.id,
        Change.field == "id",
        Change.before.is_(None),
    )
    return select(model).where(~came).limit(MOST_FINDINGS)


def actions_have_changes(session: Session) -> Iterator[Message]:
    """P5: an action without changes would be an action that was half lost."""
    empty = select(func.count()).select_from(ChangeSet).where(~exists().where(Change.change_set_id == ChangeSet.id))
    count = session.scalar(empty) or 0
    if count:
        yield say(N_("%(count)s actions have no changes."), count=count)


def numbers_are_accounted_for(session: Session) -> Iterator[Message]:
    """P6: every number between the first and the last is in use or accounted for."""
    for line in session.scalars(select(NoSeriesLine).order_by(NoSeriesLine.id)):
        for entry in unaccounted(session, line):
            yield say(
                N_("Number %(no)s of series %(series)s is unaccounted for."), no=entry.no, series=line.no_series_code
            )


def search_finds_everything(session: Session) -> Iterator[Message]:
    """What is not in the index cannot be found."""
    for model in models():
        if not issubclass(model, Record):
            continue
        for record in session.scalars(_unindexed(model).limit(MOST_FINDINGS)):
            if record.search_texts():
                yield say(
                    N_("%(table)s %(record)s cannot be found by searching."), table=say(model.one), record=record.label
                )


def index_again(session: Session) -> None:
    """Put into the index what is missing there."""
    for model in models():
        if issubclass(model, Record):
            index_records(session, came=list(session.scalars(_unindexed(model))), gone=[])


@cache
def _unindexed(model: type[Base]) -> Select[Any]:
    indexed = exists().where(SearchEntry.record_type == model.type_name, SearchEntry.record_id == model.id)
    return select(model).where(~indexed)


def lists_are_in_order(session: Session) -> Iterator[Message]:
    for record in missorted(session):
        yield say(
            N_("%(table)s %(record)s is not in its place in the list."), table=say(record.one), record=record.label
        )


def contacts_show_their_relation(session: Session) -> Iterator[Message]:
    for contact in mislabelled(session):
        yield say(N_("Contact %(contact)s shows another business relation than it has."), contact=contact.label)


def documents_add_up(session: Session) -> Iterator[Message]:
    for document in miscounted(session):
        yield say(
            N_("The amounts of %(table)s %(record)s are not those of its lines."),
            table=say(document.one),
            record=document.label,
        )


CHECKS = (
    Check("P1", N_("Linked cards are the same in all they share."), links_are_equal, mend=make_equal),
    Check("P2", N_("Every link is the only one of its kind."), links_are_single),
    Check("P3", N_("Every link points to something."), rows_point_somewhere),
    Check("P4", N_("What left the house is logged, or it says why not."), dispatches_are_told),
    Check("P4", N_("Of every logged document the dispatch is kept."), entries_have_left),
    Check("P4", N_("Documents count their prints."), prints_are_counted, mend=count_prints_again),
    Check("P4", N_("Kept files are what they were."), files_are_intact),
    Check("P5", N_("Every record knows how it came to be."), changes_are_complete),
    Check("P5", N_("Every action knows what it changed."), actions_have_changes),
    Check("P6", N_("Every number is in use or accounted for."), numbers_are_accounted_for),
    Check(N_("Search"), N_("Every record can be found."), search_finds_everything, mend=index_again),
    Check(N_("Search"), N_("Every card is in its place in the lists."), lists_are_in_order, mend=sort_again),
    Check(N_("Search"), N_("Every contact shows what it is to us."), contacts_show_their_relation, mend=label_again),
    Check(N_("Search"), N_("Every document comes to what its lines come to."), documents_add_up, mend=count_again),
)


def broken_promises(session: Session) -> Iterator[tuple[Check, Message]]:
    for check in CHECKS:
        for count, finding in enumerate(check.findings(session)):
            if count == MOST_FINDINGS:
                break
            yield check, finding
