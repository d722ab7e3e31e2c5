"""What is swept, and what must come out of it."""

import re
from dataclasses import dataclass, field
from typing import Callable

from harness import network


@dataclass(frozen=True)
class Workload:
    name: str
    first: str
    port: int
    timeout_ms: int
    expected: Callable[[int], dict]

    @property
    def waits(self):
        """Whether its pace is set by the timeout and not by the client."""
        return self.timeout_ms == SHORT_MS


# What is silent costs a timeout. What answers must not: 15,000 in flight are most of a second's
# work for a fresh-socket client on a slow core, and hosts would be given up waiting their turn.
SHORT_MS = 1_000
LONG_MS = 5_000

LIVE = Workload("live", network.LIVE_FIRST, network.PORT, LONG_MS, lambda hosts: {"live": hosts})
REFUSED = Workload(
    "refused", network.LIVE_FIRST, network.CLOSED_PORT, LONG_MS, lambda hosts: {"refused": hosts}
)
DEAD = Workload("dead", network.DEAD_FIRST, network.PORT, SHORT_MS, lambda hosts: {"silent": hosts})
MIXED = Workload(
    "5 % live",
    network.MIXED_FIRST,
    network.PORT,
    SHORT_MS,
    lambda hosts: {
        "live": hosts // network.MIXED_EVERY,
        "silent": hosts - hosts // network.MIXED_EVERY,
    },
)


@dataclass
class Scenario:
    """A row group of the table: clients that do the same work, pass after pass in turn."""

    loops: int
    in_flight: int
    workload: Workload
    hosts: int
    passes: int
    clients: list
    runs: dict = field(default_factory=dict)

    @property
    def name(self):
        return f"{self.loops}/{self.in_flight}/{self.workload.name}"

    def wrong(self, run):
        """Why this run did not do the work, or nothing if it did."""
        return wrong(run, self.workload.expected(self.hosts))

    def wrong_ones(self, runs):
        """What a row says instead of figures: a sweep that loses hosts is not fast."""
        reasons = sorted({self.wrong(run) for run in runs} - {""})
        return "**WRONG**: " + "; ".join(reasons) if reasons else ""


def wrong(run, expected):
    if run.trouble:
        return run.trouble
    counts = {outcome: count for outcome, count in run.counts.items() if count}
    return "" if counts == expected else f"{counts} instead of {expected}"


@dataclass(frozen=True)
class Size:
    """How much is done: the whole measurement, or just enough to see that all of it works."""

    hosts: int
    timeouts: int
    passes: int
    waiting_passes: int
    start_passes: int
    far_hosts: int

    def hosts_of(self, workload, in_flight):
        return in_flight * self.timeouts if workload.waits else self.hosts


FULL = Size(
    hosts=400_000, timeouts=14, passes=5, waiting_passes=3, start_passes=10, far_hosts=65_536
)
QUICK = Size(hosts=20_000, timeouts=1, passes=1, waiting_passes=1, start_passes=3, far_hosts=16_384)

START_HOSTS = 254


def sweeps(size, clients, windows):
    for loops in (1, 2):
        for in_flight in windows:
            for workload in (LIVE, REFUSED, DEAD, MIXED):
                yield Scenario(
                    loops,
                    in_flight,
                    workload,
                    size.hosts_of(workload, in_flight),
                    size.waiting_passes if workload.waits else size.passes,
                    clients,
                )


def start(size, clients):
    """So few hosts that starting and ending the program is nearly all of it."""
    return Scenario(1, 1_000, LIVE, START_HOSTS, size.start_passes, clients)


def selected(scenarios, pattern, references):
    """Keeps what matches, as LOOPS/WINDOW/WORKLOAD/CLIENT, and what its ratios are made from."""
    for scenario in scenarios:
        matching = {
            client
            for client in scenario.clients
            if re.search(pattern, f"{scenario.name}/{client.name}")
        }
        if matching:
            scenario.clients = [
                client
                for client in scenario.clients
                if client in matching or client.name in references
            ]
            yield scenario
