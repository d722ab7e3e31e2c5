"""One sweep of a prefix of 127.0.0.0: whether speed and memory last, and no row is lost."""

import csv
import os
from datetime import datetime

from harness import clients, network, plan, table

MILLION = 1_000_000
# The /8's broadcast address, and on older kernels its first one, cannot be connected to.
UNCONNECTABLE = 2
HEAP = "-Xmx200m"
LIMIT_S = 3_600


class Kept(clients.Rdpsweep):
    """Reads the result rows before they are deleted."""

    def _read(self, finished, csv_path, summary):
        run = super()._read(finished, csv_path, summary)
        self.first, self.last, self.distinct = read_rows(csv_path, sum(run.counts.values()))
        return run


def read_rows(path, hosts):
    """Starts a second among the first and last million rows, or quarter of fewer; how many
    addresses have a row."""
    part = min(MILLION, hosts // 4)
    seen = bytearray(1 << 24)
    marks = {}
    with open(path, newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        address, started = header.index("address"), header.index("started_at")
        for number, row in enumerate(rows):
            _, b, c, d = row[address].split(".")
            seen[int(b) << 16 | int(c) << 8 | int(d)] = 1
            if number in (0, part, hosts - 1 - part, hosts - 1):
                marks[number] = datetime.fromisoformat(row[started].replace("Z", "+00:00"))

    def rate(begin, end):
        if begin not in marks or end not in marks:
            return 0.0
        return part / ((marks[end] - marks[begin]).total_seconds() or float("inf"))

    return rate(0, part), rate(hosts - 1 - part, hosts - 1), sum(seen)


def measure(launcher, transport, bits, cores, directory):
    """The table of the sweep, and whether every address has one row with the right outcome."""
    hosts = 1 << (32 - bits)
    sweep = Kept(launcher, transport)
    os.environ["RDPSWEEP_JAVA_OPTS"] = HEAP
    run = sweep.run(
        clients.Task(
            "127.0.0.0",
            hosts,
            network.PORT,
            plan.LONG_MS,
            1_000,
            1,
            cores,
            directory,
            limit_s=LIMIT_S,
        )
    )
    if not run.counts:
        return run.trouble, False
    right = (
        not run.trouble
        and sum(run.counts.values()) == hosts
        and sweep.distinct == hosts
        and run.counts.get("live", 0) >= hosts - UNCONNECTABLE
    )
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in run.counts.items() if count)
    header = (
        "client",
        "addresses with a row",
        "sweep s",
        "hosts/s",
        "first million/s" if hosts > 4 * MILLION else "first quarter/s",
        "last million/s" if hosts > 4 * MILLION else "last quarter/s",
        "last ÷ first",
        "CPU µs a host",
        "RSS MiB",
        "outcomes",
    )
    row = (
        f"{sweep.name}, {HEAP}",
        f"{sweep.distinct:,}",
        f"{run.sweep_s:,.0f}",
        f"{hosts / run.sweep_s:,.0f}",
        f"{sweep.first:,.0f}",
        f"{sweep.last:,.0f}",
        f"{sweep.last / sweep.first:.2f}" if sweep.first else "",
        f"{run.cpu_s * 1e6 / hosts:.1f}",
        f"{run.rss_kib / 1024:.0f}",
        outcomes if right else f"**WRONG** {run.trouble} {outcomes}",
    )
    return table.markdown(header, [row]), right
