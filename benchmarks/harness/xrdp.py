"""Real RDP servers on many addresses: some xrdp behind one address translation.

An xrdp accepts slowly (it forks for each connection, and lets two wait), so there are several, and
each connection to any address of the fleet goes to the next of them.
"""

import os
import shutil
import signal
import time

from harness import network, processes
from harness.processes import must

FIRST = "127.9.0.0"
PREFIX_BITS = 16
SERVERS = 16

_FIRST_PORT = 40_000
_SOCKET_DIRECTORY = "/run/xrdp/sockdir"
_TOOLS = ("xrdp", "openssl", "nft")


def missing():
    """Why there can be no xrdp here, or nothing if there can."""
    for tool in _TOOLS:
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    return "" if os.geteuid() == 0 and os.access("/run", os.W_OK) else "xrdp needs root"


class Fleet:
    def __init__(self, cores, directory):
        self._cores = cores
        self._directory = directory
        self._servers = []

    def __enter__(self):
        os.makedirs(_SOCKET_DIRECTORY, exist_ok=True)
        must(
            *("openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2"),
            *("-subj", "/CN=xrdp.lab.test", "-keyout", self._path("key.pem")),
            *("-out", self._path("certificate.pem")),
        )
        for number in range(SERVERS):
            self._start(number)
        ports = ", ".join(f"{number} : {_FIRST_PORT + number}" for number in range(SERVERS))
        must(
            "nft",
            "-f",
            "-",
            input=f"""
table ip fleet {{
  chain output {{
    type nat hook output priority -100
    ip daddr {FIRST}/{PREFIX_BITS} tcp dport {network.PORT} \\
      redirect to :numgen inc mod {SERVERS} map {{ {ports} }}
  }}
}}
""",
        )
        deadline = time.monotonic() + 20
        while not all(network.listens(os.getpid(), _FIRST_PORT + n) for n in range(SERVERS)):
            if time.monotonic() > deadline:
                raise SystemExit(f"not all xrdp listen on {_FIRST_PORT} and the ports behind it")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        must("nft", "delete", "table", "ip", "fleet")
        for server in self._servers:
            # Its connections are forks of it; a session of its own ends whole.
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            processes.end(server)

    def _start(self, number):
        ini = self._path(f"xrdp-{number}.ini")
        with open(ini, "w") as file:
            file.write(
                f"""[Globals]
ini_version=1
fork=true
port={_FIRST_PORT + number}
tcp_nodelay=true
security_layer=negotiate
crypt_level=high
certificate={self._path("certificate.pem")}
key_file={self._path("key.pem")}
ssl_protocols=TLSv1.2, TLSv1.3
max_bpp=32
[Logging]
LogFile={self._path(f"xrdp-{number}.log")}
LogLevel=ERROR
EnableSyslog=false
[Xvnc]
name=Xvnc
lib=libvnc.so
username=ask
password=ask
ip=127.0.0.1
port=-1
code=0
"""
            )
        command = ["taskset", "-c", self._cores, "xrdp", "-n", "-c", ini]
        with open(os.devnull, "w") as nowhere:
            self._servers.append(
                processes.start(command, stdout=nowhere, stderr=nowhere, start_new_session=True)
            )

    def _path(self, name):
        return os.path.join(self._directory, name)
