"""new-company and sample."""

from __future__ import annotations

import argparse

from .. import i18n, migrations
from ..delivery.sampling import for_sample
from ..domain.changes import Author
from ..domain.errors import N_
from ..domain.errors import say as message
from ..domain.founding import found_company
from ..domain.sample import add_sample, remove_sample
from . import CONSOLE, Subcommands, opened, password_from, ready, say


def declare(subcommands: Subcommands) -> None:
    new = subcommands.add_parser("new-company", help="found the company without the Welcome page")
    for option, text in (
        ("--name", "name of the company"),
        ("--country", "country, two letters such as NO"),
        ("--currency", "local currency, three letters such as NOK"),
        ("--owner-email", "mail address the owner signs in with"),
        ("--owner-name", "name of the owner"),
    ):
        new.add_argument(option, required=True, help=text)
    new.add_argument("--language", required=True, choices=list(i18n.LANGUAGES), help="language of the company")
    new.add_argument(
        "--owner-password", default="", help="password of the owner (asked for, or read from a pipe, if absent)"
    )
    new.add_argument("--sample", action="store_true", help="begin with sample data")
    new.set_defaults(run=run_new_company)
    sample = subcommands.add_parser("sample", help="add or remove the sample data").add_subparsers(required=True)
    add = sample.add_parser("add", help="add a lively small firm to try things on")
    add.add_argument("--password", default="", help="what the sample's people sign in with (asked for if absent)")
    add.set_defaults(run=run_add)
    remove = sample.add_parser("remove", help="take the sample data away, except what was changed since")
    remove.set_defaults(run=run_remove)


def run_new_company(options: argparse.Namespace) -> int:
    password = password_from(options, "owner_password")
    with opened() as database, i18n.speaking(options.language):
        migrations.upgrade(database.engine)
        what = message(N_("Founded %(company)s"), company=options.name)
        with database.transaction(what, Author(None, options.owner_name)) as session:
            found_company(
                session,
                name=options.name,
                country=options.country.upper(),
                currency=options.currency.upper(),
                language=options.language,
                owner_name=options.owner_name,
                owner_email=options.owner_email,
                owner_password=password,
                sample=options.sample,
                on_paper=for_sample,
                texts=i18n.Texts(),
            )
    say(f"{options.name} is ready. {options.owner_email} can sign in.")
    return 0


def run_add(options: argparse.Namespace) -> int:
    password = password_from(options, "password")
    with ready() as database, database.transaction(message(N_("Added the sample data")), CONSOLE) as session:
        add_sample(session, i18n.gettext, password=password, on_paper=for_sample)
    say("The sample data is there.")
    return 0


def run_remove(options: argparse.Namespace) -> int:
    with ready() as database, database.transaction(message(N_("Removed the sample data")), CONSOLE) as session:
        kept = [i18n.tell(each) for each in remove_sample(session)]
    say("The sample data is gone.")
    for text in kept:
        say(f"  {text}")
    return 0
