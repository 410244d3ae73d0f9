"""Serves a floor app as `concord run` serves Concord: python -m bench.floor raw|orm PORT WORKERS."""

from __future__ import annotations

import sys

from granian.constants import Interfaces
from granian.server import Server

from .serving import database_url


def main() -> None:
    kind, port, workers = sys.argv[1:]
    Server(
        f"bench.floor.{kind}:app",
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=1 if database_url().startswith("sqlite") else 4,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
