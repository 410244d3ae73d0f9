"""Pairs: companies with enough equal search strings.

A string that many companies share finds nobody, since it says too little, but it counts. So the work for one company
does not grow with the number of all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations, groupby, islice
from typing import Any, TypeVar

from sqlalchemy import (
    CTE,
    CheckConstraint,
    CompoundSelect,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from ..base import Base
from ..columns import bytewise
from ..inserting import insert_plain

MOST_SHARING = 30
AT_ONCE = 400
NEW_PAIRS = "new pairs"
LONGEST = 10
T = TypeVar("T")


class SearchString(Base):
    """What a line of the setup makes of a company."""

    __tablename__ = "search_string"

    line_id: Mapped[int] = mapped_column(ForeignKey("duplicate_search_line.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(bytewise(LONGEST))

    __table_args__ = (
        UniqueConstraint("contact_id", "line_id"),
        Index("ix_search_string_equal", "line_id", "text", "contact_id"),
    )


class DuplicatePair(Base):
    """Two companies with enough equal strings, the older one first."""

    __tablename__ = "duplicate_pair"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    hits: Mapped[int] = mapped_column(index=True)

    __table_args__ = (
        UniqueConstraint("contact_id", "other_id"),
        CheckConstraint("contact_id < other_id", name="older_first"),
    )


def refresh_pairs(session: Session, contact_ids: Collection[int], known: Collection[int], needed: int) -> None:
    """The pairs of these companies, found again; those that were known before have some already. What has come about is
    left for whoever tells of it."""
    found: dict[tuple[int, int], int] = {}
    stored: dict[tuple[int, int], int] = {}
    asked = {"ids": list(contact_ids), "known": list(known), "needed": needed}
    for is_stored, one, other, hits in session.execute(_found_and_stored(), asked):
        (stored if is_stored else found)[min(one, other), max(one, other)] = hits
    _remove(session, stored.items() - found.items())
    new = dict(found.items() - stored.items())
    _store(session, new)
    session.info.setdefault(NEW_PAIRS, set()).update(new)


def has_new_pairs(session: Session, contact_id: int) -> bool:
    """Whether the last flushes found others that may be the same."""
    return any(contact_id in pair for pair in session.info.pop(NEW_PAIRS, ()))


def sharing(session: Session, own_id: int, strings: Mapping[int, str], needed: int) -> dict[int, int]:
    """Which other companies have enough of these strings, and how many."""
    values: dict[str, Any] = {"own_id": own_id, "needed": needed}
    for place, (line_id, text) in enumerate(strings.items()):
        values |= {f"line_{place}": line_id, f"text_{place}": text}
    return {id_: hits for _own_id, id_, hits in session.execute(_sharing_given(len(strings)), values)}


@cache
def _found_and_stored() -> CompoundSelect[Any]:
    whose = select(SearchString.contact_id.label("whose"), SearchString.line_id, SearchString.text)
    mine = whose.where(SearchString.contact_id.in_(bindparam("ids", expanding=True))).cte("mine")
    known: Any = bindparam("known", expanding=True)
    stored = select(literal(1), DuplicatePair.contact_id, DuplicatePair.other_id, DuplicatePair.hits).where(
        or_(DuplicatePair.contact_id.in_(known), DuplicatePair.other_id.in_(known))
    )
    return union_all(_sharing(mine, literal(0)), stored)


@cache
def _sharing_given(how_many: int) -> Select[Any]:
    rows = (
        select(
            bindparam("own_id", type_=Integer).label("whose"),
            bindparam(f"line_{place}", type_=Integer).label("line_id"),
            bindparam(f"text_{place}", type_=String).label("text"),
        )
        for place in range(how_many)
    )
    return _sharing(union_all(*rows).cte("mine"))


def _sharing(mine: CTE, *more: Any) -> Select[Any]:
    """Whose the strings are, who else has enough of them, and how many. PostgreSQL is held to these steps: left to
    itself, and before it has counted the rows, it compares everybody with everybody."""
    other, further, third = aliased(SearchString), aliased(SearchString), aliased(SearchString)
    too_many = select(literal(1)).where(_equal(third, mine)).limit(1).offset(MOST_SHARING).exists()
    rare = select(mine).where(~too_many).cte("rare").prefix_with("MATERIALIZED", dialect="postgresql")
    near = (
        select(rare.c.whose, other.contact_id)
        .join(other, _equal(other, rare))
        .where(other.contact_id != rare.c.whose)
        .distinct()
        .cte("near")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    compared = (
        select(near.c.whose, near.c.contact_id, mine.c.line_id, mine.c.text)
        .join(mine, mine.c.whose == near.c.whose)
        .cte("compared")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return (
        select(*more, compared.c.whose, compared.c.contact_id, func.count())
        .join(further, and_(further.contact_id == compared.c.contact_id, _equal(further, compared)))
        .group_by(compared.c.whose, compared.c.contact_id)
        .having(func.count() >= bindparam("needed"))
    )


def find_all_pairs(session: Session, needed: int) -> None:
    """Every pair there is, where none is stored."""
    for some in portions(_possible_pairs(session, needed), AT_ONCE):
        hits = _hits(session, some)
        _store(session, {pair: count for pair, count in hits.items() if count >= needed})


def _possible_pairs(session: Session, needed: int) -> Iterator[tuple[int, int]]:
    """Equal in strings that few share, and together with what many share perhaps in enough."""
    few: Counter[tuple[int, int]] = Counter()
    many: Counter[int] = Counter()
    query = select(SearchString.line_id, SearchString.text, SearchString.contact_id)
    rows = session.execute(query.order_by(SearchString.line_id, SearchString.text, SearchString.contact_id))
    for _string, equal in groupby(rows, key=lambda row: (row[0], row[1])):
        ids = [row[2] for row in equal]
        if len(ids) > MOST_SHARING:
            many.update(ids)
        else:
            few.update(combinations(ids, 2))
    for (one, other), hits in few.items():
        if hits + min(many[one], many[other]) >= needed:
            yield one, other


def _hits(session: Session, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    strings: dict[int, set[tuple[int, str]]] = defaultdict(set)
    ids = {id_ for pair in pairs for id_ in pair}
    query = select(SearchString.contact_id, SearchString.line_id, SearchString.text)
    for id_, line, text in session.execute(query.where(SearchString.contact_id.in_(ids))):
        strings[id_].add((line, text))
    return {(one, other): len(strings[one] & strings[other]) for one, other in pairs}


def _equal(string: Any, mine: CTE) -> Any:
    return and_(string.line_id == mine.c.line_id, string.text == mine.c.text)


def _remove(session: Session, pairs: Iterable[tuple[tuple[int, int], int]]) -> None:
    rows = [{"one": one, "other": other} for (one, other), _hits in pairs]
    if rows:
        table: Any = DuplicatePair.__table__
        its = (table.c.contact_id == bindparam("one")) & (table.c.other_id == bindparam("other"))
        session.connection().execute(delete(table).where(its), rows)


def _store(session: Session, hits: dict[tuple[int, int], int]) -> None:
    rows = [(*pair, count) for pair, count in hits.items()]
    insert_plain(session, DuplicatePair.type_name, ("contact_id", "other_id", "hits"), rows)


def portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
