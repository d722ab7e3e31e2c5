"""The clients that are compared: how each is called, and how its own account of a run is read."""

import json
import math
import os
from dataclasses import dataclass

from harness import network, processes


@dataclass(frozen=True)
class Task:
    """What a client is to do: sweep so many addresses with so many connections open."""

    first: str
    hosts: int
    port: int
    timeout_ms: int
    in_flight: int
    loops: int
    cores: str
    directory: str
    limit_s: int = processes.RUN_LIMIT_S


@dataclass(frozen=True)
class Run:
    """What a client did. The sweep excludes process start; the wall clock has all of it."""

    sweep_s: float
    wall_s: float
    cpu_s: float
    rss_kib: int
    counts: dict
    trouble: str = ""


def failed(finished):
    last = (finished.errors.strip().splitlines() or ["no message"])[-1]
    return Run(
        math.inf,
        finished.wall_s,
        finished.cpu_s,
        finished.rss_kib,
        {},
        f"exit {finished.status}: {last}",
    )


class Reference:
    """The C reference; for two loops two processes, each with half of hosts and window."""

    COUNTS = {
        "live": "live",
        "refused": "refused",
        "timeout": "silent",
        "not_rdp": "not-rdp",
        "error": "error",
    }

    def __init__(self, binary, *modes):
        self.name = " ".join(("C", *modes))
        self._command = [binary, *modes]

    def run(self, task):
        share = task.hosts // task.loops
        launched = [
            processes.launch(
                [
                    *self._command,
                    "-a",
                    network.address(task.first, loop * share),
                    "-n",
                    str(share),
                    "-w",
                    str(task.in_flight // task.loops),
                    "-p",
                    str(task.port),
                    "-T",
                    str(task.timeout_ms),
                ],
                task.cores,
                task.directory,
            )
            for loop in range(task.loops)
        ]
        finished = [processes.wait(one) for one in launched]
        for one in finished:
            if one.status:
                return failed(one)
        reports = [json.loads(one.output) for one in finished]
        counts = {name: sum(report[key] for report in reports) for key, name in self.COUNTS.items()}
        return Run(
            max(report["seconds"] for report in reports),
            max(one.wall_s for one in finished),
            sum(one.cpu_s for one in finished),
            sum(report["max_rss_kib"] for report in reports),
            counts,
        )


class Rdpsweep:
    """The product as its users run it: results to a CSV file, histograms on, rate limits off."""

    COUNTS = {"ready": "live"}

    def __init__(self, launcher, transport):
        self.name = f"rdpsweep {transport}"
        self._launcher = launcher
        self._transport = transport

    def command(self, task, csv, summary):
        last = network.address(task.first, task.hosts - 1)
        return [
            self._launcher,
            "scan",
            f"{task.first}-{last}",
            "-p",
            str(task.port),
            "--rate",
            "unlimited",
            "--segment-rate",
            "unlimited",
            "--max-in-flight",
            str(task.in_flight),
            "--event-loops",
            str(task.loops),
            "--transport",
            self._transport,
            "--connect-timeout",
            f"{task.timeout_ms}ms",
            "--reply-timeout",
            f"{task.timeout_ms}ms",
            "--retries",
            "0",
            "--seed",
            "1",
            "-o",
            csv,
            "--summary-json",
            summary,
            "-q",
        ]

    def run(self, task):
        csv = os.path.join(task.directory, "results.csv")
        summary = os.path.join(task.directory, "summary.json")
        finished = processes.run(
            self.command(task, csv, summary), task.cores, task.directory, task.limit_s
        )
        try:
            # A fleet in which nothing answers is status 3, and so is a failed sweep, which has no
            # summary.
            return self._read(finished, csv, summary) if os.path.exists(summary) else failed(finished)
        finally:
            for path in (csv, summary):
                if os.path.exists(path):
                    os.remove(path)

    def _read(self, finished, csv, summary):
        """The one place that knows the fields of the summary."""
        with open(summary) as file:
            facts = json.load(file)
        counts = {}
        for outcome, count in facts["outcomes"].items():
            if count:
                counts[self.COUNTS.get(outcome, outcome)] = count
        trouble = []
        transport = facts["settings"]["transport"]
        if transport != self._transport:
            trouble.append(f"ran on {transport}")
        rows = count_lines(csv) - 1
        if rows != sum(counts.values()):
            trouble.append(f"{rows} rows in the CSV for {sum(counts.values())} outcomes")
        return Run(
            facts["duration_s"],
            finished.wall_s,
            finished.cpu_s,
            finished.rss_kib,
            counts,
            "; ".join(trouble),
        )


def count_lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
