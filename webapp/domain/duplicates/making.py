"""Makes the search strings and pairs of chosen companies anew, portion by portion."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Date, delete, func, select
from sqlalchemy.orm import Session

from ..changes import Change, ChangeSet, mention
from ..contacts.contact import COMPANY, Contact
from ..errors import N_, Refused, See
from ..inserting import insert_plain
from ..jobs import JobKind, Outcome
from ..setup.marketing import MarketingSetup
from ..users.rights import Area, Right
from .pairs import SearchString, refresh_pairs
from .setting_up import MAINTAIN, what_was_made
from .strings import searching

FILTERS = ("no", "company_no", "external_id")
"""A company is its own company."""
MODIFIED = func.date(func.max(ChangeSet.at), type_=Date)
"""The day of the last change of each contact."""


def modified(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Contacts whose last day fits."""
    changes = select(Change.record_id).join(ChangeSet, ChangeSet.id == Change.change_set_id)
    mine = changes.where(Change.record_type == Contact.type_name).group_by(Change.record_id)
    return Contact.id.in_(mine.having(condition))


def check_searching(session: Session) -> None:
    if searching(session) is None:
        raise Refused(
            N_("No search strings are maintained. Switch that on, or say what is compared, then try again."),
            see=See(MarketingSetup.type_name, field=MAINTAIN),
        )


def companies(session: Session, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    query = select(Contact.id).where(Contact.type == COMPANY, *conditions).order_by(Contact.no)
    return list(session.scalars(query))


def make_strings(session: Session, ids: Sequence[int]) -> Outcome:
    """Of those that are companies still."""
    how = searching(session)
    if how is None:
        return Outcome(0, len(ids), [])
    columns = [Contact.id, *(getattr(Contact, field) for field in how.fields)]
    found = session.execute(select(*columns).where(Contact.id.in_(ids), Contact.type == COMPANY)).all()
    made = {id_: how.strings_of(dict(zip(how.fields, values, strict=True))) for id_, *values in found}
    session.execute(delete(SearchString).where(SearchString.contact_id.in_(ids)))
    rows = [(id_, line, text) for id_, strings in made.items() for line, text in strings.items()]
    insert_plain(session, SearchString.type_name, ("contact_id", "line_id", "text"), rows)
    refresh_pairs(session, list(ids), list(ids), how.needed)
    return Outcome(len(made), len(ids) - len(made), [])


MAKING = JobKind(
    word="search_strings",
    title=N_("Generate Duplicate Search String"),
    done=N_("Companies compared: %(count)s"),
    check=check_searching,
    work=make_strings,
    conclude=lambda session, _ids: mention(session, what_was_made(session)),
    rights=((Area.CONTACTS, Right.WRITE),),
    table=Contact.type_name,
)
