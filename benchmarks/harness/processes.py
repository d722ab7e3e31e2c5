"""Starts, pins, measures and ends processes; every one of them is known by its PID."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass

RUN_LIMIT_S = 600

_running = {}


@dataclass(frozen=True)
class Finished:
    """A command that has ended; CPU time and memory are those of its whole process tree."""

    output: str
    errors: str
    status: int
    wall_s: float
    cpu_s: float
    rss_kib: int


def start(command, **options):
    """Starts a command that ends with this process, even if this process is killed."""
    process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", *command], text=True, **options)
    _running[process.pid] = process
    return process


def end(process):
    """Ends a process, by its PID, politely and then for certain; knows when it is gone already."""
    if _running.pop(process.pid, None) is None or process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_all():
    for process in list(_running.values()):
        end(process)


def launch(command, cores, directory, limit_s=RUN_LIMIT_S):
    """Starts a command on the given cores with its output in files, to be waited for.

    timeout(1) stands between: it bounds the run, and since it forks, the command's peak memory does
    not begin with that of this interpreter, as it would after a mere exec.
    """
    pinned = ["timeout", "--foreground", str(limit_s), "taskset", "-c", cores, *command]
    base = os.path.join(directory, f"run-{len(_running)}")
    with open(base + ".out", "w") as out, open(base + ".err", "w") as err:
        return start(pinned, stdout=out, stderr=err), base, time.monotonic()


def wait(launched):
    process, base, begin = launched
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    _running.pop(process.pid, None)
    with open(base + ".out") as out, open(base + ".err") as err:
        return Finished(
            out.read(),
            err.read(),
            process.returncode,
            wall,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss,
        )


def run(command, cores, directory, limit_s=RUN_LIMIT_S):
    return wait(launch(command, cores, directory, limit_s))


def must(*command, **options):
    """Runs a short command of the set-up; its failure ends the benchmark with its own words."""
    done = subprocess.run(command, text=True, capture_output=True, **options)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
    return done.stdout
