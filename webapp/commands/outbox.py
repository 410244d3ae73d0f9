"""outbox: how many mails wait, and a worker that carries them."""

from __future__ import annotations

import argparse
import signal

from .. import logs
from ..delivery.outgoing import a_round
from ..domain.outbox.acting import counts
from ..domain.outbox.writing import is_set_up
from ..i18n import gettext
from ..workers import Postman
from . import Subcommands, ready, say


def declare(subcommands: Subcommands) -> None:
    outbox = subcommands.add_parser("outbox", help="tell how many mails wait, or carry them")
    outbox.set_defaults(run=tell_counts)
    verbs = outbox.add_subparsers(metavar="VERB")
    run = verbs.add_parser("run", help="carry mails to the mail server until stopped; any number may run")
    run.add_argument("--once", action="store_true", help="carry what is due now, then end")
    run.set_defaults(run=carry)


def tell_counts(_options: argparse.Namespace) -> int:
    with ready() as database, database.sessions() as session:
        if not is_set_up(session):
            say("No mail server is set up, so mails are held.")
        for state, count in counts(session).items():
            say(f"{gettext(state.caption)}: {count}")
    return 0


def carry(options: argparse.Namespace) -> int:
    logs.to_stderr()
    with ready() as database:
        if options.once:
            taken = 0
            while portion := a_round(database):
                taken += portion
            say(f"Mails taken: {taken}")
            return 0
        postman = Postman(database)
        signal.signal(signal.SIGTERM, lambda *_signal: postman.stop())
        say("Carrying mails. Stop with Ctrl+C.")
        postman.walk()
    return 0
