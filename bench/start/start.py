#!/usr/bin/env python3
"""Time from the launcher's start until all is ready, first and second start, and memory then."""

import argparse
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from door import Door, between, keep  # noqa: E402
from memory import processes, resident_kib  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
POLL = 0.02
STOP = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_ready(data, port):
    if not (data / "standalone.json").exists():
        return False
    try:
        return Door(f"http://127.0.0.1:{port}", timeout=5).ask("GET", "/q/health/ready")[0] == 200
    except OSError:
        return False


def measure(launcher, data, port, output, patience, settle):
    """One start and stop."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [launcher, "up", "--data", data, "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
    )
    try:
        clock = threading.Event()
        while not is_ready(data, port):
            if process.poll() is not None or time.perf_counter() - began > patience:
                output.seek(0)
                raise SystemExit("error: SKS did not come up:\n" + output.read()[-3000:])
            clock.wait(POLL)
        ready = time.perf_counter() - began
        at_once = {name: resident_kib(pid) for name, pid in processes(data).items()}
        clock.wait(settle)
        later = {name: resident_kib(pid) for name, pid in processes(data).items()}
    finally:
        stopping = time.perf_counter()
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return {
        "ready_s": round(ready, 2),
        "stop_s": round(time.perf_counter() - stopping, 2),
        "resident_mib_when_ready": mebibytes(at_once),
        f"resident_mib_after_{settle}_s": mebibytes(later),
    }


def mebibytes(kib):
    return {name: round(value / 1024, 1) for name, value in kib.items() if value}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--launcher", type=pathlib.Path, default=ROOT / "sks", help="of a built checkout")
    parser.add_argument("--rounds", type=between(1, 10), default=3, help="first and second start, each on new data")
    parser.add_argument("--patience", type=between(5, 600), default=180, help="seconds for a start")
    parser.add_argument("--settle", type=between(1, 120), default=10, help="seconds until memory is read again")
    parser.add_argument("--scratch", type=pathlib.Path, help="where the data directories are made")
    options = parser.parse_args()
    rounds = []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory(prefix="sks-bench-", dir=options.scratch) as folder:
            data, port = pathlib.Path(folder, "data"), free_port()
            one = {}
            for name in ("first", "second"):
                with pathlib.Path(folder, name).open("w+") as output:
                    one[name] = measure(
                        options.launcher, data, port, output, options.patience, options.settle
                    )
                    output.seek(0)
                    if "Building" in output.read():
                        raise SystemExit("error: SKS was built just now, which took its time: run it again")
        print(json.dumps(one))
        rounds.append(one)
    keep(__file__, {"rounds": rounds})


if __name__ == "__main__":
    main()
