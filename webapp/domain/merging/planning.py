"""The rehearsal: what merging two records would do, and what a person has to decide first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import Base, Record, model_of
from ..contacts.company import contact_by_no
from ..contacts.contact import Contact
from ..errors import N_, Refused, say
from ..partners.kinds import kind_of
from ..partners.partner import Partner
from ..relations.links import contact_of
from ..usage import pairs_of
from .rows import Naming, Twins, namings, rows_between, rows_naming, says_no_more, side_by_side
from .values import BOTH, GOES, KEPT, Choice, Difference, differences

EXAMPLES = 5
Pair = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Move:
    """Rows that name the one that goes, and will name the kept one."""

    naming: Naming
    rows: tuple[tuple[int, int], ...]
    examples: tuple[Record, ...]

    @property
    def model(self) -> type[Record]:
        return self.naming.model


@dataclass(frozen=True)
class Clash:
    """A row of the one that goes that has no place beside rows of the kept one. Only one of the two can stay."""

    naming: Naming
    row: Record
    others: tuple[Record, ...]
    side: str
    """Which stays; blank where a person has to say."""
    along: MergePlan | None = None
    """What stands behind the two could become one as well."""

    @property
    def key(self) -> str:
        return f"{self.row.type_name}.{self.row.id}"

    @property
    def sides(self) -> tuple[str, ...]:
        return (KEPT, GOES, BOTH) if self.along else (KEPT, GOES)

    def solved(self, choice: Choice) -> str:
        side = self.side or choice.get(self.key, "")
        return side if side in self.sides else ""


@dataclass
class MergePlan:
    kept: Record
    goes: Record
    decided: frozenset[str] = frozenset()
    """Fields that are settled elsewhere: the kept one's stay."""
    differences: list[Difference] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    between: list[Record] = field(default_factory=list)
    """Rows that tie the two to each other, which makes no sense once they are one."""

    def unsolved(self, choice: Choice) -> Iterator[Clash]:
        for clash in self.clashes:
            side = clash.solved(choice)
            if not side:
                yield clash
            elif side == BOTH and clash.along:
                yield from clash.along.unsolved(choice)

    def all_plans(self) -> Iterator[MergePlan]:
        """This one, and those that could be done along with it."""
        yield self
        for clash in self.clashes:
            if clash.along:
                yield from clash.along.all_plans()

    @property
    def mark(self) -> str:
        """Another one as soon as anything shown in the plan has changed."""
        seen = [row for plan in self.all_plans() for row in plan._seen()]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]

    def _seen(self) -> Iterator[object]:
        yield from ((each.type_name, each.id, each.version) for each in (self.kept, self.goes))
        yield from ((move.model.type_name, move.rows) for move in self.moves)
        yield from ((row.type_name, row.id) for row in self.between)
        yield from ((clash.key, [(row.id, row.version) for row in clash.others]) for clash in self.clashes)


class Unsolved(Refused):
    """Carries the clashes, so that a page can list them."""

    def __init__(self, plan: MergePlan, clashes: list[Clash]) -> None:
        super().__init__(
            N_("%(kept)s and %(goes)s clash: %(place)s. Choose which one stays."),
            kept=plan.kept.label,
            goes=plan.goes.label,
            place=say(clashes[0].row.many),
        )
        self.clashes = clashes


def plan_merge(session: Session, kept: Record, goes: Record) -> MergePlan:
    """What merging would do; merging does exactly this."""
    check_mergeable(kept, goes)
    return _plan(session, kept, goes)


def check_mergeable(kept: Record, goes: Record) -> None:
    if kept is goes:
        raise Refused(
            N_("%(record)s cannot be merged with itself. Choose another one."), field="with", record=kept.label
        )
    if not _are_alike(kept, goes):
        raise Refused(
            N_("%(kept)s and %(goes)s are not of the same type. Only companies merge with companies, and persons with persons."),
            field="with",
            kept=kept.label,
            goes=goes.label,
        )  # fmt: skip


def plan_along(session: Session, plan: MergePlan) -> MergePlan:
    """The plan of two that merge along with others, as it is once those have merged."""
    return _plan(session, plan.kept, plan.goes, plan.decided)


def _are_alike(kept: Record, goes: Record) -> bool:
    return type(kept) is type(goes) and getattr(kept, "type", "") == getattr(goes, "type", "")


def _plan(
    session: Session,
    kept: Record,
    goes: Record,
    decided: frozenset[str] = frozenset(),
    within: frozenset[Pair] = frozenset(),
) -> MergePlan:
    plan = MergePlan(kept, goes, decided, _differences(session, kept, goes, decided))
    twins: Twins = {}
    within |= {_pair(kept, goes)}
    found = namings(goes)
    plan.between = rows_between(session, found, kept, goes)
    spoken = {(row.type_name, row.id) for row in plan.between}
    for naming, rows in rows_naming(session, goes, found).items():
        met = side_by_side(session, naming, kept, goes) if rows else []
        clashes = {row.id: _clash(session, naming, kept, row, others, twins, within) for row, others in met}
        lost = {id_ for id_, clash in clashes.items() if clash is None}
        table = naming.model.type_name
        moving = [(id_, version) for id_, version in rows if id_ not in lost and (table, id_) not in spoken]
        plan.clashes += [clash for clash in clashes.values() if clash]
        if moving:
            plan.moves.append(Move(naming, tuple(moving), _examples(session, naming, moving)))
    return plan


def _differences(session: Session, kept: Record, goes: Record, decided: frozenset[str]) -> list[Difference]:
    """Whom an account turns to first stays as it is where the other one's would not belong to its contact."""
    found = differences(kept, goes, decided)
    primary = next((each for each in found if each.name == "primary_contact_no" and each.default == GOES), None)
    if primary is None or belongs(session, primary.goes, contact_of(session, kept) or contact_of(session, goes)):  # type: ignore[arg-type]
        return found
    return [replace(each, default=KEPT) if each.key == primary.key else each for each in found]


def belongs(session: Session, no: str | None, contact: Contact | None) -> bool:
    """Whether an account with this contact can turn to that one first."""
    if no is None or contact is None:
        return True
    primary = contact_by_no(session, no)
    return primary is contact or (primary.company_no is not None and primary.company_no == contact.no)


def _examples(session: Session, naming: Naming, rows: list[tuple[int, int]]) -> tuple[Record, ...]:
    model = naming.model
    first = [id_ for id_, _version in rows[:EXAMPLES]]
    return tuple(session.scalars(select(model).where(model.id.in_(first)).order_by(model.id)))


def _clash(
    session: Session,
    naming: Naming,
    kept: Record,
    row: Record,
    others: tuple[Record, ...],
    twins: Twins,
    within: frozenset[Pair],
) -> Clash | None:
    """Nothing where the two that the rows tie to are merging already: the rows are gone by then."""
    ends = _ends(session, naming, row, others)
    if ends and _pair(*ends) in within:
        return None
    side = _by_itself(naming, row, others, twins)
    twins[row.type_name, row.id] = others[0].id
    along = None
    if ends and not side and _are_alike(*ends):
        along = _plan(session, *ends, decided=_shared(kept, ends[0]), within=within)
    return Clash(naming, row, others, side, along)


def _by_itself(naming: Naming, row: Record, others: tuple[Record, ...], twins: Twins) -> str:
    """Where one of the two says no more than the other, nobody needs to be asked."""
    about = naming.values(row).keys()
    if all(says_no_more(row, other, about, twins) for other in others):
        return KEPT
    return GOES if all(says_no_more(other, row, about, {}) for other in others) else ""


def _ends(session: Session, naming: Naming, row: Record, others: tuple[Record, ...]) -> tuple[Record, Record] | None:
    """Whom the two rows tie to the two that merge: of the kept one's row, and of the other one's."""
    for key in naming.table.foreign_key_constraints:
        target, tie = model_of(key.referred_table.name), Naming(naming.model, tuple(pairs_of(key)))
        if tie == naming or not issubclass(target, Contact | Partner):
            continue
        found = [_tied(session, tie, target, each) for each in (*others, row)]
        mine = next((each for each in found[:-1] if each is not None), None)
        if mine is not None and found[-1] is not None and mine is not found[-1]:
            return mine, found[-1]
    return None


def _tied(session: Session, tie: Naming, target: type[Base], row: Record) -> Any:
    id_ = getattr(row, tie.field)
    return session.get(target, id_) if id_ is not None else None


def _shared(one: Record, other: Record) -> frozenset[str]:
    """What a contact and its account have in common is decided with the first of them."""
    account = next((each for each in (one, other) if isinstance(each, Partner)), None)
    return frozenset(kind_of(account).shared) if account else frozenset()


def _pair(kept: Record, goes: Record) -> Pair:
    return frozenset({(kept.type_name, kept.id), (goes.type_name, goes.id)})
