"""The command `concord`. Every subcommand says what it did and ends with 0, or says what is wrong and ends with 1."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.exc import OperationalError

from .commands import backup, checking, company, copying, outbox, serving, users
from .config import WrongSetting
from .domain.errors import Refused
from .i18n import SOURCE, speaking, tell

COMMANDS = (serving, company, users, checking, backup, copying, outbox)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="concord", description="Contacts in step with customers, vendors and bank accounts."
    )
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.declare(subcommands)
    options = parser.parse_args(arguments)
    with speaking(SOURCE):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    """The console speaks English, whatever the company speaks."""
    try:
        return int(options.run(options) or 0)
    except WrongSetting as wrong:
        return _say(f"Wrong setting {wrong}")
    except Refused as refused:
        return _say(tell(refused.message))
    except OperationalError as error:
        return _say(f"The database cannot be used: {error.orig}")
    except KeyboardInterrupt:
        return _say("Stopped.")


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
