"""A data directory and the server that holds it: start, ask, stop."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import duckdb

BINARY = str(Path(os.environ.get("VARDE_BIN", "dist/bin/varde")).resolve())
PATIENCE = 60
TIMES = re.compile(r"times: measured (\d+) us, answered (\d+) us, views run (\d+), views reused (\d+)")


class Failed(Exception):
    """Varde did not do what the bench stands on."""


def varde(directory, *words, findings=False):
    """Run a command to its end: what it said on both channels, and its seconds."""
    begun = time.perf_counter()
    ran = subprocess.run([BINARY, "--dir", str(directory), *words], capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    if ran.returncode not in ((0, 1) if findings else (0,)):
        raise Failed(f"`varde {' '.join(words)}` gave {ran.returncode}: {ran.stderr.strip()}")
    return ran.stdout, ran.stderr, seconds


def evaluate(directory, *words):
    """Seconds of an evaluation inside the process that did it, and how many views were run so far."""
    _, talk, _ = varde(directory, "--format", "json", "evaluate", *words)
    found = TIMES.search(talk)
    if not found:
        raise Failed(f"`varde evaluate` did not say its times: {talk.strip()}")
    measured, answered, run, _ = (int(n) for n in found.groups())
    return (measured + answered) / 1e6, run


def copy(directory, name):
    """A copy of a data directory beside it."""
    there = directory.with_name(name)
    shutil.copytree(directory, there)
    return there


def forget(directory):
    """Drop every kept result, so that all of them are computed again."""
    with duckdb.connect(str(directory / "facts.duckdb")) as facts:
        facts.execute("delete from meta.computed")


class Server:
    """`varde serve` on a port of its own choice."""

    def __init__(self, directory):
        self.log = directory.with_name(f"{directory.name}.log")
        self.process = subprocess.Popen(
            [BINARY, "--dir", str(directory), "serve", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE,
            stderr=self.log.open("w"),
            text=True,
            env=os.environ | {"VARDE_TIMES": "1"},
        )
        address = self.process.stdout.readline().strip()
        if not address.startswith("http://"):
            raise Failed("`varde serve` did not start")
        self.port = int(address.rsplit(":", 1)[1])

    def memory(self):
        """Megabytes of memory at their highest and now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return tuple(int(re.search(rf"{word}:\s+(\d+) kB", status)[1]) / 1024 for word in ("VmHWM", "VmRSS"))

    def settle(self):
        """Wait until the server has done what it still had to do, at most half a minute."""
        ticks = lambda: sum(int(n) for n in Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
        # It waits a few seconds itself before it begins.
        time.sleep(5)
        for _ in range(30):
            before = ticks()
            time.sleep(1)
            if ticks() - before < 5:
                return

    def complaints(self):
        """Lines of the server's log that say what went wrong."""
        return [line for line in self.log.read_text().splitlines() if " ERROR " in line or " WARN " in line]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def answers(directory):
    """All answers of the latest moment, as `varde evaluate` gives them."""
    return json.loads(varde(directory, "--format", "json", "evaluate")[0])
