"""Results as Markdown: medians, with the spread of the ratios over interleaved passes."""

from statistics import median

HEADER = (
    "loops",
    "in flight",
    "hosts",
    "client",
    "hosts/s",
    "× C",
    "× C fast",
    "CPU µs a host",
    "CPU × C",
    "busy %",
    "RSS MiB",
    "outcomes of all passes",
)


def sweeps(scenarios, plain, fast):
    """One row a client; a scenario is what the clients of its rows have in common.

    Busy is CPU time by sweep time. Where a client sets its own pace and others leave it its cores,
    it is near 100 a loop; well below, the responder or a neighbour on the machine held it up.
    """
    rows = []
    for scenario in scenarios:
        base, best = scenario.runs.get(plain, []), scenario.runs.get(fast, [])
        for client, runs in scenario.runs.items():
            wrong = scenario.wrong_ones(runs)
            figures = (
                ["–"] * 6
                if wrong
                else (
                    f"{median(scenario.hosts / run.sweep_s for run in runs):,.0f}",
                    _spread(other.sweep_s / run.sweep_s for run, other in zip(runs, base)),
                    _spread(other.sweep_s / run.sweep_s for run, other in zip(runs, best)),
                    f"{median(run.cpu_s * 1e6 / scenario.hosts for run in runs):.1f}",
                    _spread(run.cpu_s / other.cpu_s for run, other in zip(runs, base)),
                    f"{median(100 * run.cpu_s / run.sweep_s for run in runs):.0f}",
                )
            )
            rows.append(
                (
                    scenario.loops,
                    f"{scenario.in_flight:,}",
                    scenario.workload.name,
                    client,
                    *figures,
                    _rss(runs),
                    wrong or _outcomes(runs),
                )
            )
    return markdown(HEADER, rows)


def commands(scenarios, fast):
    """The same runs as their user waits for them: process start, CSV and exit included."""
    rows = []
    for scenario in scenarios:
        best = scenario.runs.get(fast, [])
        for client, runs in scenario.runs.items():
            wrong = scenario.wrong_ones(runs)
            figures = (
                ["–"] * 4
                if wrong
                else (
                    f"{median(run.wall_s for run in runs) * 1e3:,.0f}",
                    f"{median(run.sweep_s for run in runs) * 1e3:,.0f}",
                    f"{median(scenario.hosts / run.wall_s for run in runs):,.0f}",
                    _spread(other.wall_s / run.wall_s for run, other in zip(runs, best)),
                )
            )
            rows.append((f"{scenario.hosts:,}", client, *figures, wrong or _outcomes(runs)))
    return markdown(
        (
            "live hosts",
            "client",
            "command ms",
            "of it sweep ms",
            "hosts/s of command",
            "× C fast",
            "outcomes of all passes",
        ),
        rows,
    )


def peers(rows):
    """(name, learns, hosts, run) of everybody who swept the far fleet."""
    return markdown(
        (
            "scanner",
            "hosts",
            "found",
            "command s",
            "hosts/s of command",
            "CPU µs a host",
            "RSS MiB",
            "what it learns of a host",
        ),
        [
            (
                name,
                f"{hosts:,}",
                f"{run.counts.get('live', 0):,}" + (run.trouble and f" ({run.trouble})"),
                f"{run.wall_s:.2f}",
                f"{hosts / run.wall_s:,.0f}",
                f"{run.cpu_s * 1e6 / hosts:,.1f}",
                _rss([run]),
                learns,
            )
            for name, learns, hosts, run in rows
        ],
    )


def markdown(header, rows):
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _spread(values):
    values = sorted(values)
    if not values:
        return ""
    return f"{median(values):.2f} ({values[0]:.2f}–{values[-1]:.2f})"


def _rss(runs):
    return f"{max(run.rss_kib for run in runs) / 1024:.0f}"


def _outcomes(runs):
    sums = {}
    for run in runs:
        for outcome, count in run.counts.items():
            sums[outcome] = sums.get(outcome, 0) + count
    return ", ".join(f"{count:,} {outcome}" for outcome, count in sums.items() if count)
