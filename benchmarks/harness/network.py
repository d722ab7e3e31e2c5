"""A network of our own: nothing here is visible to the machine, and all of it goes with us.

The benchmark runs in a private network namespace, where Linux's loopback gives every kind of host:

  live      all of 127.0.0.0/8 is local, and the responder listens on every address
  refused   the same addresses on a port where nobody listens
  dead      10.128.0.0/10 is routed to a gateway that does not exist; packets leave through a veth
            pair and are dropped unseen at its other end, without an ICMP message
  5 % live  10.64.0.0/10 is routed likewise, but every 20th address is local
"""

import ipaddress
import os
import re
import shutil
import sys
import time

from harness import processes
from harness.processes import must

LIVE_FIRST = "127.1.0.0"
DEAD_FIRST = "10.128.0.0"
MIXED_FIRST = "10.64.0.0"
MIXED_EVERY = 20
FAR_FIRST = "10.120.0.0"

PORT = 3389
CLOSED_PORT = 3388

_MARK = "RDPSWEEP_BENCH_NAMESPACE"
_BACKLOG = "echo 65535 > /proc/sys/net/core/somaxconn"


def address(first, index):
    return str(ipaddress.ip_address(first) + index)


def enter():
    """Runs this very command again inside a new namespace, which dies with its last process."""
    if os.environ.get(_MARK) == _net_namespace("self"):
        return
    if _MARK in os.environ:
        raise SystemExit("the private network namespace was not entered")
    for tool in ("unshare", "setpriv", "ip", "taskset", "timeout"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is missing: apt-get install util-linux iproute2 coreutils")
    as_user = [] if os.geteuid() == 0 else ["--map-root-user"]
    inside = f'export {_MARK}=$(readlink /proc/self/ns/net); exec "$@"'
    command = ["unshare", "--net", *as_user, "sh", "-c", inside, "sh", sys.executable, *sys.argv]
    os.execvp(command[0], command)


def lay_out(mixed_hosts):
    """Builds the address plan above, with every 20th of so many addresses live."""
    must("ip", "link", "set", "lo", "up")
    must("sh", "-c", _BACKLOG)
    must("ip", "link", "add", "void0", "type", "veth", "peer", "name", "void1")
    must("ip", "address", "add", "10.63.0.1/24", "dev", "void0")
    must("ip", "link", "set", "void0", "up")
    must("ip", "link", "set", "void1", "up")
    # Nobody's address: the other end drops what comes for it before it looks at IP.
    must("ip", "neighbour", "add", "10.63.0.2", "lladdr", "02:00:00:00:00:02", "dev", "void0")
    for prefix in (MIXED_FIRST, DEAD_FIRST):
        must("ip", "route", "add", f"{prefix}/10", "via", "10.63.0.2", "dev", "void0")
    live = (address(MIXED_FIRST, index) for index in range(0, mixed_hosts, MIXED_EVERY))
    must("ip", "-batch", "-", input="".join(f"route add local {host}/32 dev lo\n" for host in live))


class Responder:
    """The fleet: one process that answers on every local address of its namespace."""

    def __init__(self, binary, cores, threads, before=()):
        self._command = [
            *before,
            "taskset",
            "-c",
            cores,
            binary,
            "-p",
            str(PORT),
            "-t",
            str(threads),
        ]

    def __enter__(self):
        self.process = processes.start(self._command, stderr=open(os.devnull, "w"))
        deadline = time.monotonic() + 5
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the responder does not listen")
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        processes.end(self.process)

    def _listens(self):
        return listens(self.process.pid, PORT)


class FarResponder(Responder):
    """A fleet behind a veth pair in a second namespace, for scanners that write packets themselves.

    The namespace is the responder's own and ends with it, and so does the pair.
    """

    GATEWAY = "10.119.0.2"
    INTERFACE = "near"

    def __init__(self, binary, cores):
        before = ["unshare", "--net", "sh", "-c", f'{_BACKLOG}; exec "$@"', "sh"]
        super().__init__(binary, cores, 1, before)

    def __enter__(self):
        super().__enter__()
        pid = str(self.process.pid)
        must(
            "ip", "link", "add", self.INTERFACE, "type", "veth", "peer", "name", "far", "netns", pid
        )
        must("ip", "address", "add", "10.119.0.1/24", "dev", self.INTERFACE)
        must("ip", "link", "set", self.INTERFACE, "up")
        far = ["nsenter", "--target", pid, "--net", "ip"]
        must(*far, "link", "set", "lo", "up")
        must(*far, "address", "add", f"{self.GATEWAY}/24", "dev", "far")
        must(*far, "link", "set", "far", "up")
        must(*far, "route", "add", "default", "via", "10.119.0.1")
        must(*far, "route", "add", "local", f"{FAR_FIRST}/16", "dev", "lo")
        must("ip", "route", "add", f"{FAR_FIRST}/16", "via", self.GATEWAY, "dev", self.INTERFACE)
        self.gateway_mac = must(*far, "-brief", "link", "show", "far").split()[2]
        return self

    def _listens(self):
        return _net_namespace(self.process.pid) != _net_namespace("self") and super()._listens()


def listens(pid, port):
    """Whether anybody listens on the port, in the namespace of that process."""
    for table in ("tcp", "tcp6"):
        with open(f"/proc/{pid}/net/{table}") as lines:
            if any(re.search(f":{port:04X} 0+:0000 0A", line) for line in lines):
                return True
    return False


def _net_namespace(pid):
    return os.readlink(f"/proc/{pid}/ns/net")
