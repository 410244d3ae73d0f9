"""Measures what Concord takes against the floor, on this machine, in one run.

    python -m bench.measure                              a new SQLite database, thrown away afterwards
    python -m bench.measure postgresql                   the same on a PostgreSQL server of its own
    python -m bench.measure --rows 1000,100000           both sizes in turn, and how much slower the larger is
    python -m bench.measure URL --rows 100000            a database of your own: made ready and filled as far as needed
    python -m bench.measure --only list,save --rounds 7 --seconds 2 --no-bulk

URL is sqlite:///file or postgresql://…, and the database belongs to the bench. With several sizes there is a database
for each: write {rows} where its name has the size. At 100,000 contacts there are 20,000 customers, 10,000 vendors, 50 bank
accounts, 1,000,000 remembered changes, 100,000 documents and 1,000,000 interactions, which takes a quarter of an hour to
make; other sizes have the same shape.

Every scenario (scenarios.py) is measured in turn on Concord and on both floor apps, with 1 and with 8 clients, and that
several times over. The tables show the quietest round of each: milliseconds per answer, answers per second, how many times
the floor that is; the same for the work of the processor, which other programs on the machine hardly disturb; what was
asked of the database (counted in process) and how many bytes came. Long work (bulk.py) is measured in process and taken
back, papers (papers.py) in process and warm, and mails (outbox.py) while no server runs, to a mail server that is really there. A PostgreSQL server of the bench's own does not wait for the disk, which saves are to be read with.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from statistics import median, quantiles

from tests.support import postgresql
from webapp.config import read_url

from . import tables
from .asking import Asked
from .bulk import BULKS, Rates, measured
from .clients import WARM_UP, Target, hammer, weight
from .counting import questions_of
from .database import EMAIL, PASSWORD, names_of, prepared
from .outbox import carried
from .papers import printed
from .scenarios import SCENARIOS, Scenario
from .servers import Served, concord, floor, sign_in
from .tables import ORM, RAW, Figures, Key

MOST_CLIENTS = 8
SIZE = "{rows}"


def main() -> None:
    arguments = _arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="concord-bench-")))
        urls = _urls(stack, arguments.url, arguments.rows, folder)
        for size, url in urls.items():
            prepared(url, size, MOST_CLIENTS)
        with ExitStack() as serving:
            pool = serving.enter_context(get_context("fork").Pool(MOST_CLIENTS))
            runs = [Run(size, url, _servers(serving, url, arguments.workers, folder)) for size, url in urls.items()]
            results = _measured(runs, _wanted(arguments.only), pool, arguments.rounds, arguments.seconds)
            for run in runs:
                _print(tables.answers(results, run.size, run.questions, run.weights))
                _print(run.memory())
        rates = {} if arguments.no_bulk else _rates(runs)
        if rates:
            _print(tables.long_work(rates))
            _print(tables.papers(printed(runs[-1].url)))
            _print(tables.mails({run.size: carried(run.url) for run in runs}))
    if len(runs) > 1:
        _print(tables.growth(results, rates, [run.size for run in runs]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", default="", help="of a database for the bench, or: postgresql")
    parser.add_argument("--rows", type=_sizes, default=[1_000], help="contacts; several sizes separated by commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each measurement")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--only", default="", help="beginnings of names of scenarios, separated by commas")
    parser.add_argument("--no-bulk", action="store_true", help="leave out the long work and the papers")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _urls(stack: ExitStack, given: str, sizes: Sequence[int], folder: Path) -> dict[int, str]:
    if given == "postgresql":
        server = stack.enter_context(postgresql.server())
        return {size: server.url(server.create()) for size in sizes}
    address = given or f"sqlite:///{folder / f'bench-{SIZE}.db'}"
    return {size: read_url(address.replace(SIZE, str(size)), "URL") for size in sizes}


def _servers(stack: ExitStack, url: str, workers: int, folder: Path) -> list[Served]:
    own = stack.enter_context(concord(url, workers, folder))
    return [own, *(stack.enter_context(floor(kind, url, workers)) for kind in (RAW, ORM))]


def _wanted(only: str) -> list[Scenario]:
    return [each for each in SCENARIOS if each.name.startswith(tuple(only.split(",")))]


def _measured(
    runs: Sequence[Run], scenarios: Sequence[Scenario], pool: Pool, rounds: int, seconds: float
) -> dict[Key, list[Figures]]:
    """Whatever is to be compared is measured right after one another."""
    results: dict[Key, list[Figures]] = {}
    for _ in range(rounds):
        for scenario in scenarios:
            for run in runs:
                for key, figures in run.measure(scenario, pool, seconds):
                    results.setdefault(key, []).append(figures)
    return results


def _rates(runs: Sequence[Run]) -> dict[tuple[int, str], Rates]:
    return {(run.size, bulk.name): measured(run.url, bulk) for bulk in BULKS for run in runs}


class Run:
    """A database of one size with the servers on it."""

    def __init__(self, size: int, url: str, servers: Sequence[Served]) -> None:
        self.size, self.url, self.servers = size, url, servers
        self.cookie = sign_in(servers[0].port, EMAIL, PASSWORD)
        self.names = names_of(url, MOST_CLIENTS)
        self.before = {server.name: server.memory() for server in servers}
        self.targets: dict[str, dict[str, Target]] = {}
        self.weights: dict[str, int] = {}
        self.questions: dict[str, int] = {}

    def measure(self, scenario: Scenario, pool: Pool, seconds: float) -> Iterator[tuple[Key, Figures]]:
        if scenario.name not in self.targets:
            self._make_ready(scenario)
        for clients in scenario.clients:
            for server in self.servers:
                target, before = self.targets[scenario.name][server.name], server.worked()
                asked = [(target, client, seconds) for client in range(clients)]
                answers = pool.starmap(hammer, asked, chunksize=1)
                yield Key(self.size, scenario.name, clients, server.name), _figures(answers, server.worked() - before)

    def _make_ready(self, scenario: Scenario) -> None:
        """The same thing on every server, with pages that weigh the same."""
        own, *floors = self.servers
        first = Target(own.port, self._asked(scenario.own), self.cookie)
        targets = {own.name: first} | {each.name: Target(each.port, self._asked(scenario.floor)) for each in floors}
        if scenario.own.typed is None:
            weights = {name: weight(target) for name, target in targets.items()}
            for each in floors:
                lacking = max(0, weights[own.name] - weights[each.name])
                target = targets[each.name]
                targets[each.name] = replace(target, asked=tuple(asked.filled(lacking) for asked in target.asked))
            self.weights[scenario.name] = weights[own.name]
        self.targets[scenario.name] = targets
        self.questions[scenario.name] = questions_of(self.url, first.asked[0])

    def _asked(self, asked: Asked) -> tuple[Asked, ...]:
        return tuple(asked.about(names) for names in self.names)

    def memory(self) -> Iterator[str]:
        for server in self.servers:
            before, now = self.before[server.name] / 1e6, server.memory() / 1e6
            yield f"memory of {server.name}: {before:.0f} MB, {now:.0f} MB afterwards"


def _figures(answers: Sequence[Sequence[float]], worked: float) -> Figures:
    taken = [1000 * each for times in answers for each in times]
    rate = sum(len(times) / sum(times) for times in answers)
    warmed_up = WARM_UP * len(answers)
    return Figures(median(taken), quantiles(taken, n=20)[-1], rate, 1000 * worked / (len(taken) + warmed_up))


def _print(lines: Iterator[str]) -> None:
    print(*lines, sep="\n", end="\n\n", flush=True)


if __name__ == "__main__":
    main()
