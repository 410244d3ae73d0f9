"""Measures what Concord's pages take against the floor, on this machine, in one run.

    python -m bench.measure                              a new SQLite database, thrown away afterwards
    python -m bench.measure URL --rows 100000            a database of your own: made ready and filled as far as needed
    python -m bench.measure URL --rounds 7 --seconds 2 --only list,card

URL is sqlite:///file or postgresql://…; the database belongs to the bench. Every scenario is measured in turn on Concord
and on both floor apps, with 1 and with 8 clients, and that several times over, so that whatever else the machine does
hits all alike. The table shows medians of the rounds: milliseconds per answer, answers per second, how many times the
floor that is, what was asked of the database (counted in process) and how many bytes came.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from webapp.config import read_url

from .clients import Connection, Target, hammer
from .database import EMAIL, PASSWORD, keys_of, prepared, questions_of
from .floor.subjects import SUBJECTS
from .servers import Served, concord, floor, sign_in

CLIENTS = (1, 8)
FLOORS = ("raw", "orm")


@dataclass(frozen=True)
class Scenario:
    """Something people do: where Concord does it, and what the floor does in its place."""

    name: str
    path: str
    """Of Concord; `{key}` is a record, another one for each client."""
    floor: str
    subject: str
    typed: dict[str, str] | None = None
    """For a save: what is typed into the card."""


SCENARIOS = (
    Scenario("list", "/setup/salespeople", "/salespeople", "salespeople"),
    Scenario("card", "/setup/salespeople/{key}", "/salespeople/{key}", "salespeople"),
    Scenario(
        "save", "/setup/salespeople/{key}", "/salespeople/{key}", "salespeople", typed={"job_title": "Seller {n}"}
    ),
)


class Figures(NamedTuple):
    """Of one server in one round; milliseconds, and answers per second."""

    p50: float
    p95: float
    rate: float


Results = dict[tuple[str, int, str], list[Figures]]
"""By scenario, number of clients and server: a row of figures for each round."""


def main() -> None:
    arguments = _arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="concord-bench-")))
        url = read_url(arguments.url or f"sqlite:///{folder / 'bench.db'}", "URL")
        prepared(url, arguments.rows)
        pool = stack.enter_context(get_context("fork").Pool(max(CLIENTS)))
        servers = [stack.enter_context(concord(url, arguments.workers, folder))]
        servers += [stack.enter_context(floor(kind, url, arguments.workers)) for kind in FLOORS]
        run = Run(url, servers, pool, arguments.seconds)
        wanted = [each for each in SCENARIOS if not arguments.only or each.name in arguments.only.split(",")]
        before = {server.name: server.memory() for server in servers}
        run.measure(wanted, arguments.rounds)
        for line in run.table(wanted):
            print(line)
        for server in servers:
            print(
                f"memory of {server.name}: {before[server.name] / 1e6:.0f} MB, {server.memory() / 1e6:.0f} MB afterwards"
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", default="", help="of a database for the bench")
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each measurement")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--only", default="", help="names of scenarios, separated by commas")
    return parser.parse_args()


class Run:
    """One run over the scenarios on all servers."""

    def __init__(self, url: str, servers: Sequence[Served], pool: Pool, seconds: float) -> None:
        self.url = url
        self.servers = servers
        self.pool = pool
        self.seconds = seconds
        self.cookie = sign_in(servers[0].port, EMAIL, PASSWORD)
        self.keys = {word: keys_of(url, SUBJECTS[word], max(CLIENTS)) for word in SUBJECTS}
        self.results: Results = {}
        self.bytes: dict[str, int] = {}

    def measure(self, scenarios: Sequence[Scenario], rounds: int) -> None:
        targets = {scenario.name: self._targets(scenario) for scenario in scenarios}
        for _ in range(rounds):
            for scenario in scenarios:
                for clients in CLIENTS:
                    for name, target in targets[scenario.name].items():
                        figures = self._figures(target, clients)
                        self.results.setdefault((scenario.name, clients, name), []).append(figures)

    def _figures(self, target: Target, clients: int) -> Figures:
        answers = self.pool.starmap(hammer, [(target, client, self.seconds) for client in range(clients)], chunksize=1)
        taken = [1000 * each for times in answers for each in times]
        rate = sum(len(times) / sum(times) for times in answers)
        return Figures(median(taken), quantiles(taken, n=20)[-1], rate)

    def _targets(self, scenario: Scenario) -> dict[str, Target]:
        """The same thing on every server, with pages that weigh the same."""
        own, *floors = self.servers
        asked = Target(own.port, self._paths(scenario.path, scenario), {"Cookie": self.cookie}, scenario.typed)
        self.bytes[scenario.name] = _weight(asked)
        targets = {own.name: asked}
        for server in floors:
            bare = Target(server.port, self._paths(scenario.floor, scenario), typed=scenario.typed)
            lacking = max(0, self.bytes[scenario.name] - _weight(bare))
            targets[server.name] = replace(bare, paths=tuple(f"{path}?fill={lacking}" for path in bare.paths))
        return targets

    def _paths(self, path: str, scenario: Scenario) -> tuple[str, ...]:
        return tuple(path.format(key=key) for key in self.keys[scenario.subject])

    def table(self, scenarios: Sequence[Scenario]) -> Iterator[str]:
        names = [server.name for server in self.servers]
        yield (
            "               "
            + "".join(f"{name:>8} p50     p95     1/s" for name in names)
            + "   × raw  × orm  questions    bytes"
        )
        for scenario in scenarios:
            asked = questions_of(self.url, self._paths(scenario.path, scenario)[0], scenario.typed)
            for clients in CLIENTS:
                own, *floors = [_middle(self.results[scenario.name, clients, name]) for name in names]
                figures = "".join(f"{each.p50:12.2f}{each.p95:8.2f}{each.rate:8.0f}" for each in (own, *floors))
                ratios = "".join(f"{own.p50 / each.p50:7.1f}" for each in floors)
                yield f"{scenario.name:<12}{clients:>3}{figures} {ratios}{asked:>11}{self.bytes[scenario.name]:>9,}"


def _middle(rounds: Sequence[Figures]) -> Figures:
    return Figures(*(median(values) for values in zip(*rounds, strict=True)))


def _weight(target: Target) -> int:
    with Connection(target.port, target.headers) as connection:
        return len(connection.get(target.paths[0]))


if __name__ == "__main__":
    main()
