"""The engine as a manager runs it: an attempt's file, its tasks, and a door for its reports."""

import http.server
import json
import os
import pathlib
import subprocess
import threading
import time

import java

SPLIT = 1024 * 1024
MOST = 64 * SPLIT
TASKS_PER_WORKER = 4


def tasks(path, workers):
    """Ranges of whole lines as the manager's TaskPlanner makes them."""
    size = os.path.getsize(path)
    target = max(SPLIT, min(MOST, size // (workers * TASKS_PER_WORKER)))
    planned, offset, at = [], 0, 0
    with open(path, "rb") as file:
        while at < size:
            file.seek(min(at + SPLIT - 1, size))
            file.readline()
            at = file.tell()
            if at - offset >= target or at == size:
                planned.append({"path": str(path), "offset": offset, "length": at - offset, "compression": "none"})
                offset = at
    return planned


class Door(http.server.ThreadingHTTPServer):
    """Takes an attempt's reports and remembers when each kind came first, and its last body."""

    daemon_threads = True

    def __init__(self):
        self.seen = {}
        self.bodies = {}
        super().__init__(("127.0.0.1", 0), _Reports)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class _Reports(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        name = self.path.rsplit("/", 1)[1]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.setdefault(name, time.time())
        self.server.bodies[name] = body
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Nothing: the terminal is the benchmark's."""


def run(home, path, folder, workers, python):
    """Times (since the epoch) of one attempt; its parts are in folder/out."""
    folder = pathlib.Path(folder)
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    (folder / "token").write_text("secret\n")
    here = pathlib.Path(__file__).parent
    with Door() as door:
        spec = {
            "job": "bench",
            "tenant": "bench",
            "attempt": 1,
            "managers": [f"http://127.0.0.1:{door.server_port}"],
            "tokenFile": str(folder / "token"),
            "program": {
                "type": "python",
                "mapper": (here / "mapper.py").read_text(),
                "reducer": (here / "reducer.py").read_text(),
            },
            "tasks": tasks(path, workers),
            "workers": workers,
            "reducers": workers,
            "workerMemoryBytes": 1024**3,
            "outputFolder": str(folder / "out"),
            "scratchFolder": str(scratch),
            "python": python,
        }
        file = folder / "attempt.json"
        file.write_text(json.dumps(spec))
        began = time.time()
        ended = subprocess.run(command(home, file, scratch), check=False)
        over = time.time()
    if ended.returncode or "commit" not in door.seen:
        said = door.bodies.get("failure", b"").decode()
        raise SystemExit(f"error: the engine exited with code {ended.returncode}: {said}")
    # The program is written for the workers as soon as both they and Spark were started.
    ready = (scratch / "program" / "mapper.py").stat().st_mtime
    return {"began": began, "claimed": door.seen["claim"], "ready": ready, "done": door.seen["commit"], "over": over}


def command(home, file, scratch):
    """The manager's, but for what concerns its crashes."""
    home = pathlib.Path(home).resolve()
    archive = home / "engine.jsa"
    shared = ["-Xshare:auto", f"-XX:SharedArchiveFile={archive}", "-Xlog:cds=off"] if archive.is_file() else []
    return [
        java.executable(),
        f"@{home / 'jvm.options'}",
        f"-Xmx{java.MEMORY}",
        "-XX:+UseParallelGC",
        *shared,
        "-Dfile.encoding=UTF-8",
        f"-Djava.io.tmpdir={scratch}",
        "-cp",
        f"{home / 'lib'}/*",
        "dev.sks.engine.Main",
        str(file),
    ]
