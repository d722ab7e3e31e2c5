"""Other scanners, run at what they do best, with what a user knows about a host afterwards.

They differ in what they do, so what they found is reported and not held against the plan. Their
rate is that of the whole command, and so is everybody's in that table.
"""

import math
import os
import re
import shutil

from harness import processes
from harness.clients import Run

CONFIRM = "port open, is it RDP, selected protocol, or why it refused; stage times"


class _Peer:
    def __init__(self, name, learns, share=1.0):
        self.name = name
        self.learns = learns
        self.share = share

    def installed(self):
        return shutil.which(self.name.split()[0]) is not None

    def run(self, task, network):
        found = os.path.join(task.directory, "found")
        finished = processes.run(self.command(task, network, found), task.cores, task.directory)
        with open(found) as file:
            live = len(re.findall(self.FOUND, file.read(), re.MULTILINE))
        trouble = f"exit {finished.status}" if finished.status else ""
        return Run(
            math.inf, finished.wall_s, finished.cpu_s, finished.rss_kib, {"live": live}, trouble
        )


class NmapConnect(_Peer):
    FOUND = r"/open/"

    def __init__(self):
        super().__init__("nmap -sT", "port open, closed or filtered")

    def command(self, task, network, found):
        return [
            "nmap",
            "-sT",
            "-n",
            "-Pn",
            "-p",
            str(task.port),
            "-T5",
            "--max-retries",
            "0",
            "--min-hostgroup",
            "4096",
            "--min-parallelism",
            str(task.in_flight),
            "--min-rate",
            "100000",
            "-oG",
            found,
            _prefix(task),
        ]


class NmapScripts(_Peer):
    """Counts the hosts of which a script says something; an error of the script is nothing."""

    FOUND = r"^\|[_ ](?:rdp-enum-encryption|rdp-ntlm-info):(?! ERROR)"
    SCRIPTS = "rdp-enum-encryption,rdp-ntlm-info"

    def __init__(self):
        super().__init__(
            "nmap --script rdp-*",
            "every protocol that is accepted (up to nine connections a host); NTLM names and build",
            share=1 / 256,
        )

    def command(self, task, network, found):
        return [
            "nmap",
            "-n",
            "-Pn",
            "-p",
            str(task.port),
            "-T5",
            "--script",
            self.SCRIPTS,
            "-oN",
            found,
            _prefix(task),
        ]


class NmapEncryption(NmapScripts):
    """The script that answers what rdpsweep asks, by itself; on fewer hosts, for it takes long."""

    SCRIPTS = "rdp-enum-encryption"

    def __init__(self):
        super().__init__()
        self.name = "nmap --script rdp-enum-encryption"
        self.learns = "every protocol and encryption level that is accepted"
        self.share = 1 / 16


class Masscan(_Peer):
    FOUND = r"^open "

    def __init__(self, rate):
        super().__init__(f"masscan --rate {rate}", "a SYN was answered: port open")
        self._rate = str(rate)

    def command(self, task, network, found):
        return [
            "masscan",
            _prefix(task),
            "-p",
            str(task.port),
            "--rate",
            self._rate,
            "-e",
            network.INTERFACE,
            "--router-mac",
            network.gateway_mac,
            "--wait",
            "1",
            "-oL",
            found,
        ]


class Zmap(_Peer):
    FOUND = r"^\d+\."

    def __init__(self, rate):
        super().__init__(f"zmap --rate {rate}", "a SYN was answered: port open")
        self._rate = str(rate)

    def command(self, task, network, found):
        return [
            "zmap",
            "-p",
            str(task.port),
            "--rate",
            self._rate,
            "--cooldown-time",
            "1",
            "-i",
            network.INTERFACE,
            "-G",
            network.gateway_mac,
            "-b",
            os.devnull,
            "-q",
            "-o",
            found,
            _prefix(task),
        ]


def all_peers():
    return [
        NmapConnect(),
        NmapScripts(),
        *(peer(rate) for peer in (Masscan, Zmap) for rate in (1_000_000, 20_000)),
    ]


def _prefix(task):
    bits = 32 - (task.hosts - 1).bit_length()
    return f"{task.first}/{bits}"
