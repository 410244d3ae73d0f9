"""People who sign in."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from zoneinfo import available_timezones

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..base import Record, now
from ..changes import Author, memory_of
from ..columns import Moment, choice, flag, reference, text
from ..errors import N_, P_, Refused
from ..values import read_email
from .rights import ROLE_CAPTIONS, Area, Right, Role, may

LANGUAGES = (
    ("en-GB", N_("English")),
    ("nb-NO", N_("Norwegian")),
    ("nl-NL", N_("Dutch")),
    ("fr-CH", N_("French (Switzerland)")),
    ("ru-RU", N_("Russian")),
)
THEMES = (("auto", N_("As the device")), ("light", N_("Light")), ("dark", N_("Dark")))
DENSITIES = (("comfortable", N_("Comfortable")), ("compact", N_("Compact")))
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LAST_OWNER = N_("This is the last owner. Make somebody else owner first.")

hasher = PasswordHasher()


class User(Record):
    __tablename__ = "user"
    area: ClassVar[str] = Area.USERS
    one: ClassVar[str] = N_("User")
    many: ClassVar[str] = N_("Users")
    key_field: ClassVar[str] = "email"

    email: Mapped[str] = text(80, N_("Email"), kind="email", unique=True, required=True, autocomplete="username")
    name: Mapped[str] = text(100, P_("person", "Name"), required=True, autocomplete="name")
    role: Mapped[str] = choice("role", N_("Role"), tuple((role.value, ROLE_CAPTIONS[role]) for role in reversed(Role)))
    language: Mapped[str] = choice("language", N_("Language"), LANGUAGES)
    time_zone: Mapped[str] = text(40, N_("Time Zone"), kind="timezone", required=True)
    salesperson_code: Mapped[str | None] = reference("salesperson", N_("Salesperson Code"), 20)
    theme: Mapped[str] = choice("theme", N_("Theme"), THEMES)
    density: Mapped[str] = choice("density", N_("Row Height"), DENSITIES)
    single_keys: Mapped[bool] = flag(N_("Single-letter Keys"), default=True)
    active: Mapped[bool] = flag(N_("Active"), default=True)
    password_hash: Mapped[str] = mapped_column(default="", info={"untracked": True})
    session_version: Mapped[int] = mapped_column(default=1, info={"untracked": True})
    signed_in_at: Mapped[dt.datetime | None] = mapped_column(Moment, info={"untracked": True})

    @property
    def label(self) -> str:
        return self.name or self.email

    @property
    def author(self) -> Author:
        return Author(self.id, self.name)

    def may(self, area: Area | str, right: Right) -> bool:
        return may(Role(self.role), Area(area), right)

    def search_texts(self) -> tuple[str, ...]:
        return (self.name, self.email)

    @classmethod
    def check_table(cls, session: Session) -> None:
        if not owners(session):
            raise Refused(LAST_OWNER, field="role")


def own_salesperson(session: Session) -> str | None:
    """The code under which whoever acts sells or buys."""
    by = memory_of(session).by
    return session.scalar(select(User.salesperson_code).where(User.id == by.id)) if by.id else None


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email.strip().casefold()))


def owners(session: Session) -> list[User]:
    return list(session.scalars(select(User).where(User.role == Role.OWNER, User.active).order_by(User.name)))


def add_user(session: Session, values: dict[str, object], password: str) -> User:
    user = User()
    session.add(user)
    with session.no_autoflush:
        _set(session, user, {"time_zone": "Europe/London", "language": "en-GB", **values})
    user.password_hash = hash_password(password)
    session.flush()
    return user


def change_user(session: Session, user: User, values: dict[str, object]) -> None:
    """Somebody who leaves, or gets another role, must not be the last owner."""
    stays_owner = values.get("active", user.active) and values.get("role", user.role) == Role.OWNER
    if user.active and user.role == Role.OWNER and not stays_owner:
        _refuse_without_owner(session, user)
    with session.no_autoflush:
        _set(session, user, values)
    if not user.active:
        user.session_version += 1
    session.flush()


def set_password(session: Session, user: User, password: str) -> None:
    """A new password ends every session."""
    user.password_hash = hash_password(password)
    sign_out_everywhere(user)
    session.flush()


def change_password(session: Session, user: User, old: str, new: str) -> None:
    if not password_fits(user, old):
        raise Refused(N_("This is not your password. Type it again."), field="old_password")
    set_password(session, user, new)


def note_sign_in(session: Session, user: User) -> None:
    """Not a change of the card: people sign in on several devices at once, and none of them is in the others' way."""
    session.execute(update(User).where(User.id == user.id).values(signed_in_at=now()))


def sign_out_everywhere(user: User) -> None:
    user.session_version += 1


def hash_password(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            N_("The password has %(length)s characters. Take at least %(least)s."),
            field="password",
            length=len(password),
            least=SHORTEST_PASSWORD,
        )
    if len(password) > LONGEST_PASSWORD:
        raise Refused(
            N_("The password is too long. Take at most %(most)s characters."), field="password", most=LONGEST_PASSWORD
        )
    return hasher.hash(password)


def password_fits(user: User | None, password: str) -> bool:
    """Takes as long for somebody unknown as for a user, so that nobody learns who has an account."""
    try:
        return hasher.verify(user.password_hash if user else _nobodys_hash(), password) and user is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def _nobodys_hash() -> str:
    global _NOBODY
    if not _NOBODY:
        _NOBODY = hasher.hash("nobody")
    return _NOBODY


_NOBODY = ""


def _set(session: Session, user: User, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(user, name, value)
    user.name = user.name.strip()
    if not user.name:
        raise Refused(N_("Enter a name."), field="name")
    user.email = normal_email(user.email)
    twin = user_by_email(session, user.email)
    if twin is not None and twin is not user:
        raise Refused(
            N_("%(name)s signs in with this address already. Take another one."), field="email", name=twin.name
        )
    if user.time_zone not in available_timezones():
        raise Refused(
            N_("There is no time zone %(zone)s. Take one like Europe/Oslo."), field="time_zone", zone=user.time_zone
        )


def normal_email(typed: str) -> str:
    """People sign in with their address in small or capital letters."""
    return read_email(typed, "email").casefold()


def _refuse_without_owner(session: Session, leaving: User) -> None:
    if not any(owner is not leaving for owner in owners(session)):
        raise Refused(LAST_OWNER, field="role")
