"""People who sign in: who they are, and that somebody always may do everything."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import PASSWORD, a_user
from webapp.domain.errors import Refused
from webapp.domain.users import user as users
from webapp.domain.users.rights import Area, Right, Role
from webapp.domain.users.user import (
    add_user,
    change_password,
    change_user,
    normal_email,
    owners,
    password_fits,
    set_password,
    user_by_email,
)

READER = Role.READER.value
OWNER = Role.OWNER.value


def refusal(session: Session, **values: object) -> Refused:
    usual = {"name": "Ann", "email": "ann@fabrikam.example"}
    with pytest.raises(Refused) as refused:
        add_user(session, {**usual, **values}, PASSWORD)
    return refused.value


def test_a_user_is_added_and_may_do_least_unless_told(session: Session) -> None:
    user = add_user(session, {"name": " Ann ", "email": "ann@fabrikam.example"}, PASSWORD)

    assert (user.name, user.role, user.language, user.time_zone) == ("Ann", READER, "en-GB", "Europe/London")
    assert user.active
    assert user.author == (user.id, "Ann")
    assert password_fits(user, PASSWORD)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"email": ""}, "email"),
        ({"email": "ann"}, "email"),
        ({"email": "ann@"}, "email"),
        ({"email": "ann@fabrikam.example, bo@fabrikam.example"}, "email"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
    ],
)
def test_a_user_who_cannot_be_is_refused_at_the_field(session: Session, values: dict[str, str], field: str) -> None:
    assert refusal(session, **values).field == field


@pytest.mark.parametrize("typed", ["Ann@Fabrikam.EXAMPLE", "  ann@fabrikam.example ", "ANN@fabrikam.example"])
def test_an_address_has_one_form(session: Session, typed: str) -> None:
    user = a_user(session, email=typed)

    assert user.email == "ann@fabrikam.example" == normal_email(typed)
    assert user_by_email(session, typed) is user


def test_an_address_belongs_to_one_user(session: Session) -> None:
    a_user(session, name="Ann Other", email="ann@fabrikam.example")

    refused = refusal(session, email="ANN@fabrikam.example")

    assert (refused.field, refused.message.params) == ("email", {"name": "Ann Other"})


def test_nobody_takes_over_an_address_by_a_change(session: Session) -> None:
    a_user(session, email="ann@fabrikam.example")
    user = a_user(session)

    with pytest.raises(Refused) as refused:
        change_user(session, user, {"email": "ann@fabrikam.example"})

    assert refused.value.field == "email"


def test_keeping_the_own_address_is_no_twin(session: Session) -> None:
    user = a_user(session, email="ann@fabrikam.example")

    change_user(session, user, {"email": "Ann@fabrikam.example", "name": "Ann"})

    assert (user.email, user.name) == ("ann@fabrikam.example", "Ann")


@pytest.mark.parametrize("values", [{"active": False}, {"role": READER}, {"active": False, "role": READER}])
def test_the_last_owner_stays(session: Session, values: dict[str, object]) -> None:
    owner = a_user(session)
    a_user(session, active=False)
    a_user(session, role=READER)

    with pytest.raises(Refused, match="last owner") as refused:
        change_user(session, owner, values)

    assert refused.value.field == "role"
    assert (owner.active, owner.role) == (True, OWNER)


@pytest.mark.parametrize("values", [{"active": False}, {"role": READER}])
def test_an_owner_may_leave_when_there_is_another(session: Session, values: dict[str, object]) -> None:
    owner, other = a_user(session), a_user(session)

    change_user(session, owner, values)

    assert owners(session) == [other]


def test_the_last_owner_may_still_change_otherwise(session: Session) -> None:
    owner = a_user(session)

    change_user(session, owner, {"name": "Olga", "role": OWNER, "active": True})

    assert owner.name == "Olga"


def test_a_sleeping_owner_may_lose_the_role(session: Session) -> None:
    a_user(session)
    sleeping = a_user(session, active=False)

    change_user(session, sleeping, {"role": READER})

    assert sleeping.role == READER


def test_whoever_is_switched_off_is_signed_out_everywhere(session: Session) -> None:
    a_user(session)
    user = a_user(session, role=READER)
    before = user.session_version

    change_user(session, user, {"active": False})

    assert user.session_version > before


def test_other_changes_sign_nobody_out(session: Session) -> None:
    user = a_user(session)
    before = user.session_version

    change_user(session, user, {"name": "Olga", "theme": "dark"})

    assert user.session_version == before


def test_an_owner_without_a_name_is_called_by_the_address(session: Session) -> None:
    user = a_user(session, email="ann@fabrikam.example")
    user.name = ""

    with session.no_autoflush:
        assert user.label == "ann@fabrikam.example"


def test_what_a_user_may_do_follows_the_role(session: Session) -> None:
    user = a_user(session, role=READER)

    assert user.may(Area.CONTACTS, Right.READ)
    assert not user.may("contacts", Right.WRITE)


# Passwords


@pytest.mark.parametrize("password", ["", "123456789", "x" * 201])
def test_a_password_that_is_too_short_or_too_long_is_refused(session: Session, password: str) -> None:
    with pytest.raises(Refused) as refused:
        a_user(session, password)

    assert refused.value.field == "password"


@pytest.mark.parametrize("password", ["1234567890", "x" * 200, "пароль из букв"])
def test_a_password_of_a_fitting_length_fits_afterwards(session: Session, password: str) -> None:
    user = a_user(session, password)

    assert password_fits(user, password)
    assert password not in user.password_hash


@pytest.mark.parametrize("typed", ["", "lanterns at dus", "Lanterns at dusk", "lanterns at dusk "])
def test_another_password_does_not_fit(session: Session, typed: str) -> None:
    assert not password_fits(a_user(session), typed)


def test_the_same_password_is_never_kept_alike_twice(session: Session) -> None:
    assert a_user(session).password_hash != a_user(session).password_hash


def test_nobody_fits_no_password_and_takes_as_long(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    real = users.hasher

    class Watched:
        hash = real.hash

        def verify(self, kept: str, typed: str) -> bool:
            verified.append(kept)
            return real.verify(kept, typed)

    monkeypatch.setattr(users, "hasher", Watched())

    fits = [password_fits(None, "nobody"), password_fits(None, PASSWORD), password_fits(a_user(session), PASSWORD)]

    assert fits == [False, False, True]
    assert len(verified) == 3


def test_a_user_without_a_password_cannot_sign_in(session: Session) -> None:
    user = a_user(session)
    user.password_hash = ""

    assert not password_fits(user, "")


def test_a_new_password_ends_every_session(session: Session) -> None:
    user = a_user(session)
    before = user.session_version

    set_password(session, user, "another long secret")

    assert user.session_version == before + 1
    assert password_fits(user, "another long secret")
    assert not password_fits(user, PASSWORD)


def test_the_own_password_changes_with_the_old_one_only(session: Session) -> None:
    user = a_user(session)

    with pytest.raises(Refused) as refused:
        change_password(session, user, "wrong", "another long secret")

    assert refused.value.field == "old_password"
    change_password(session, user, PASSWORD, "another long secret")
    assert password_fits(user, "another long secret")
