"""One table says who may do what."""

from __future__ import annotations

import pytest

from webapp.domain.users.rights import RIGHTS, Area, Right, Role, may


@pytest.mark.parametrize(
    ("role", "area", "rights"),
    [
        (Role.OWNER, Area.USERS, "rwds"),
        (Role.SALES, Area.CONTACTS, "rwd"),
        (Role.SALES, Area.PURCHASES, "r"),
        (Role.SALES, Area.BANKING, ""),
        (Role.SALES, Area.SERVICE, "rwd"),
        (Role.PURCHASING, Area.PURCHASES, "rwd"),
        (Role.PURCHASING, Area.SALES, "r"),
        (Role.PURCHASING, Area.USERS, ""),
        (Role.ACCOUNTING, Area.CONTACTS, "rw"),
        (Role.ACCOUNTING, Area.BANKING, "rwds"),
        (Role.ACCOUNTING, Area.COMPANY, "rs"),
        (Role.READER, Area.INTERACTIONS, "r"),
        (Role.READER, Area.BANKING, ""),
    ],
)
def test_a_role_has_these_rights_in_this_area(role: Role, area: Area, rights: str) -> None:
    assert {right for right in Right if may(role, area, right)} == set(map(Right, rights))


def test_the_owner_may_do_everything() -> None:
    assert all(may(Role.OWNER, area, right) for area in Area for right in Right)


def test_the_table_is_complete() -> None:
    assert {(role, area) for role, row in RIGHTS.items() for area in row} == {(r, a) for r in Role for a in Area}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_read_something(role: Role) -> None:
    assert any(may(role, area, Right.READ) for area in Area)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_do_something_may_look_at_it(role: Role) -> None:
    assert all(may(role, area, Right.READ) for area in Area if RIGHTS[role][area])


def test_the_reader_only_reads() -> None:
    assert set().union(*RIGHTS[Role.READER].values()) == {Right.READ}


def test_only_the_owner_sees_users() -> None:
    assert [role for role in Role if may(role, Area.USERS, Right.READ)] == [Role.OWNER]


@pytest.mark.parametrize("word", [*Area, *Right, *Role])
def test_every_word_of_the_table_can_be_said(word: Area | Right | Role) -> None:
    assert word.caption
