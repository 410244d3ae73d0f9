"""user add, deactivate, set-password."""

from __future__ import annotations

import argparse

from sqlalchemy.orm import Session

from .. import i18n
from ..domain.errors import N_, Refused
from ..domain.errors import say as message
from ..domain.users.rights import Role
from ..domain.users.user import User, add_user, change_user, set_password, user_by_email
from . import CONSOLE, Subcommands, password_from, ready, say


def declare(subcommands: Subcommands) -> None:
    user = subcommands.add_parser("user", help="people who sign in").add_subparsers(required=True)
    add = user.add_parser("add", help="add a user")
    add.add_argument("--email", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--language", default=i18n.SOURCE, choices=list(i18n.LANGUAGES))
    add.add_argument("--time-zone", default="Europe/London", help="such as Europe/Oslo")
    add.add_argument("--password", default="", help="asked for, or read from a pipe, if absent")
    add.set_defaults(run=run_add)
    deactivate = user.add_parser("deactivate", help="end all sessions of a user and let nobody sign in as them")
    deactivate.add_argument("email")
    deactivate.set_defaults(run=run_deactivate)
    password = user.add_parser("set-password", help="give a user a new password")
    password.add_argument("email")
    password.add_argument("--password", default="", help="asked for, or read from a pipe, if absent")
    password.set_defaults(run=run_set_password)


def run_add(options: argparse.Namespace) -> int:
    password = password_from(options, "password")
    values: dict[str, object] = {
        name: getattr(options, name) for name in ("email", "name", "role", "language", "time_zone")
    }
    what = message(N_("Created: %(table)s %(record)s"), table=message(User.one), record=options.name)
    with ready() as database, database.transaction(what, CONSOLE) as session:
        add_user(session, values, password)
    say(f"{options.email} can sign in.")
    return 0


def run_deactivate(options: argparse.Namespace) -> int:
    what = message(N_("Deactivated %(record)s"), record=options.email)
    with ready() as database, database.transaction(what, CONSOLE) as session:
        change_user(session, _user(session, options.email), {"active": False})
    say(f"{options.email} cannot sign in any more.")
    return 0


def run_set_password(options: argparse.Namespace) -> int:
    password = password_from(options, "password")
    what = message(N_("Set the password of %(record)s"), record=options.email)
    with ready() as database, database.transaction(what, CONSOLE) as session:
        set_password(session, _user(session, options.email), password)
    say(f"{options.email} has a new password.")
    return 0


def _user(session: Session, email: str) -> User:
    user = user_by_email(session, email)
    if user is None:
        raise Refused(N_("There is no user %(email)s."), email=email)
    return user
