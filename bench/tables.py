"""What a run prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .bulk import Rates
from .outbox import Carried
from .papers import Printed


class Figures(NamedTuple):
    """Of one server in one round; milliseconds, and answers per second."""

    p50: float
    p95: float
    rate: float
    work: float
    """Milliseconds of processor for an answer, with what led up to it."""


class Key(NamedTuple):
    """What was measured."""

    size: int
    scenario: str
    clients: int
    server: str


Results = Mapping[Key, Sequence[Figures]]
"""A row of figures for each round."""
OWN, RAW, ORM = SERVERS = ("concord", "raw", "orm")


def quietest(results: Results, key: Key) -> Figures:
    """The round in which the machine had least else to do."""
    return min(results[key])


def answers(results: Results, size: int, questions: Mapping[str, int], weights: Mapping[str, int]) -> Iterator[str]:
    """A line for each scenario and number of clients."""
    heads = "".join(f"{name:>10} p50     p95     1/s" for name in SERVERS)
    yield f"{f'{size:,} contacts':<27}{heads}   × raw  × orm    work  × orm  questions    bytes"
    for key in results:
        if (key.size, key.server) == (size, OWN):
            scenario = key.scenario
            own, raw, orm = (quietest(results, key._replace(server=name)) for name in SERVERS)
            figures = "".join(f"{each.p50:14.2f}{each.p95:8.2f}{each.rate:8.0f}" for each in (own, raw, orm))
            ratios = f"{own.p50 / raw.p50:8.1f}{own.p50 / orm.p50:7.1f}{own.work:8.1f}{own.work / orm.work:7.1f}"
            yield f"{scenario:<24}{key.clients:>3}{figures}{ratios}{questions[scenario]:>11}{weights.get(scenario, 0):>9,}"


def long_work(rates: Mapping[tuple[int, str], Rates]) -> Iterator[str]:
    yield f"{'':<24}{'contacts':>10}{'records/s':>12}{'executemany':>13}{'× slower':>10}{'rows each':>11}"
    for (size, name), each in rates.items():
        yield f"{name:<24}{size:>10,}{each.own:>12,.0f}{each.raw:>13,.0f}{each.raw / each.own:>10.1f}{each.rows:>11.1f}"


def papers(printed: Iterable[Printed]) -> Iterator[str]:
    yield f"{'':<24}{'p50':>8}{'best':>8}{'typesetting':>13}{'lines':>7}{'bytes':>10}"
    for each in printed:
        figures = f"{each.p50:>8.1f}{each.best:>8.1f}{each.floor:>13.1f}{each.lines:>7}{each.size:>10,}"
        yield f"{f'PDF of {each.pages} pages':<24}{figures}"


def mails(carried: Mapping[int, Carried]) -> Iterator[str]:
    yield f"{'':<24}{'contacts':>10}{'mails/s':>12}{'said alone':>13}{'× slower':>10}{'work':>8}"
    for size, each in carried.items():
        figures = f"{each.own:>12,.0f}{each.floor:>13,.0f}{each.floor / each.own:>10.1f}{each.work:>8.1f}"
        yield f"{'outbox':<24}{size:>10,}{figures}"


def growth(results: Results, rates: Mapping[tuple[int, str], Rates], sizes: Sequence[int]) -> Iterator[str]:
    """How many times as long everything takes in the largest database as in the smallest."""
    small, large = min(sizes), max(sizes)
    yield f"{f'{large:,} against {small:,}':<27}{'p50':>8}{'p95':>8}{'work':>8}{'floor p50':>11}{'p95/p50 at the larger':>24}"
    for size, scenario, clients, server in results:
        if (size, server) == (small, OWN):
            before, after = (quietest(results, Key(each, scenario, clients, OWN)) for each in (small, large))
            floor = [quietest(results, Key(each, scenario, clients, ORM)).p50 for each in (small, large)]
            more = f"{after.p50 / before.p50:8.2f}{after.p95 / before.p95:8.2f}{after.work / before.work:8.2f}{floor[1] / floor[0]:11.2f}"
            yield f"{scenario:<24}{clients:>3}{more}{after.p95 / after.p50:>24.2f}"
    for name in dict.fromkeys(name for _, name in rates):
        yield f"{name:<27}{rates[small, name].own / rates[large, name].own:8.2f}"
