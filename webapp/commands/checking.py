"""check: the promises, one by one."""

from __future__ import annotations

import argparse

from .. import i18n
from ..domain.checks import CHECKS, MOST_FINDINGS
from . import Subcommands, progress, ready, say


def declare(subcommands: Subcommands) -> None:
    check = subcommands.add_parser(
        "check", help="check the promises on the whole database; ends with 1 when one is broken"
    )
    check.set_defaults(run=run_check)


def run_check(_options: argparse.Namespace) -> int:
    broken = 0
    with ready() as database, database.sessions() as session:
        for check in CHECKS:
            progress(f"{check.promise}: {check.text}")
            for count, finding in enumerate(check.findings(session)):
                if count == MOST_FINDINGS:
                    say(f"{check.promise}: … and more")
                    break
                say(f"{check.promise}: {i18n.tell(finding)}")
                broken += 1
    say("All promises hold." if not broken else f"{broken} broken.")
    return 1 if broken else 0
