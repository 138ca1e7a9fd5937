"""Resident memory of the processes of a standalone."""

import json
import pathlib
import subprocess
import threading
import time


def processes(data_dir):
    """Name to process id, from the standalone's state file."""
    file = pathlib.Path(data_dir) / "standalone.json"
    try:
        state = json.loads(file.read_text())
    except FileNotFoundError:
        raise SystemExit(f"error: there is no {file.name} in the data directory: is SKS up there?") from None
    found = {name: process["pid"] for name, process in state["processes"].items()}
    found["launcher"] = state["pid"]
    return found


def resident_kib(pid):
    """Resident set in KiB, or None once the process has gone."""
    status = pathlib.Path(f"/proc/{pid}/status")
    try:
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    except OSError:
        if pathlib.Path("/proc/self").exists():
            return None
    answer = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return int(answer.stdout) if answer.stdout.strip() else None


class Sampler:
    """Samples some processes until it is left; a context manager."""

    def __init__(self, pids, interval=0.2):
        self._pids = pids
        self._interval = interval
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.samples = {name: [] for name in pids}

    def __enter__(self):
        self._began = time.perf_counter()
        self._take()
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()
        self._take()

    def _run(self):
        while not self._over.wait(self._interval):
            self._take()

    def _take(self):
        for name, pid in self._pids.items():
            value = resident_kib(pid)
            if value is not None:
                self.samples[name].append((round(time.perf_counter() - self._began, 2), value))

    def summary(self):
        """First, greatest and last resident MiB of each process."""
        return {
            name: {
                "first_mib": round(taken[0][1] / 1024, 1),
                "greatest_mib": round(max(kib for _, kib in taken) / 1024, 1),
                "last_mib": round(taken[-1][1] / 1024, 1),
            }
            for name, taken in self.samples.items()
            if taken
        }
