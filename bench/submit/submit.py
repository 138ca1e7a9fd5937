#!/usr/bin/env python3
"""How long a submission takes, from the request to its answer, with one client and with many."""

import json
import pathlib
import queue
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from door import Door, Refused, arguments, between, keep, quantile, sign_in  # noqa: E402

INPUT = "bench/submit.txt"
MAPPER = "def mapper(words):\n    return [(word, 1) for word in words]\n"
REDUCER = "def reducer(entries):\n    return {key: sum(values) for key, values in entries.items()}\n"


def specification():
    return json.dumps(
        {
            "kind": "mapreduce",
            "name": "bench-submit",
            "program": {"type": "python", "mapper": MAPPER, "reducer": REDUCER},
            "inputs": [INPUT],
            "workers": 1,
        }
    )


def client(url, token, tickets, deadline, samples, jobs):
    """Submits while there are tickets and time; appends (status, seconds)."""
    door = Door(url, token)
    body = specification()
    while time.perf_counter() < deadline:
        try:
            tickets.get_nowait()
        except queue.Empty:
            break
        began = time.perf_counter()
        try:
            status, answer = door.ask("POST", "/v1/jobs", body, {"Content-Type": "application/json"})
        except OSError as failure:
            status, answer = type(failure).__name__, b""
        samples.append((status, round(time.perf_counter() - began, 6)))
        if status in (201, 202):
            jobs.append(json.loads(answer)["id"])
    door.close()


def run(url, token, clients, count, seconds):
    tickets = queue.SimpleQueue()
    for _ in range(count):
        tickets.put(None)
    samples, jobs = [], []
    began = time.perf_counter()
    threads = [
        threading.Thread(target=client, args=(url, token, tickets, began + seconds, samples, jobs))
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return samples, jobs, time.perf_counter() - began


def summary(clients, samples, took):
    statuses = {}
    for status, _ in samples:
        statuses[str(status)] = statuses.get(str(status), 0) + 1
    created = [seconds for status, seconds in samples if status == 201]
    return {
        "clients": clients,
        "submissions": len(samples),
        "statuses": statuses,
        "created_p50_ms": None if not created else round(quantile(created, 0.50) * 1000, 2),
        "created_p99_ms": None if not created else round(quantile(created, 0.99) * 1000, 2),
        "per_second": round(len(samples) / took, 1),
    }


def timers(url):
    """The gateway's own timers of submissions, if it is said where they are."""
    if not url:
        return []
    try:
        status, answer = Door(url).ask("GET", "/q/metrics")
    except OSError:
        return []
    lines = answer.decode().splitlines() if status == 200 else []
    return [line for line in lines if line.startswith("sks_") and "submit" in line]


def cancel(url, token, jobs):
    door = Door(url, token)
    for job in jobs:
        door.ask("POST", f"/v1/jobs/{job}/cancel")
    door.close()


def main():
    parser = arguments(__doc__)
    parser.add_argument("--count", type=between(1, 10_000), default=200, help="submissions a level")
    parser.add_argument("--seconds", type=between(1, 300), default=60, help="at most, a level")
    parser.add_argument("--warm-up", type=between(0, 1000), default=20, help="submissions not counted")
    parser.add_argument(
        "--clients", type=between(1, 200), nargs="+", default=[1, 50], help="clients of each level"
    )
    parser.add_argument("--metrics", help="where ui-service tells its metrics, such as http://127.0.0.1:9090")
    options = parser.parse_args()
    try:
        token = sign_in(options.url, options.user, options.password)
        Door(options.url, token).ask("PUT", "/v1/data/" + INPUT, b"one word and another\n")
    except (Refused, OSError) as failure:
        raise SystemExit(f"error: {failure}") from None
    if options.warm_up:
        _, jobs, _ = run(options.url, token, 1, options.warm_up, options.seconds)
        cancel(options.url, token, jobs)
    levels = []
    for clients in options.clients:
        token = sign_in(options.url, options.user, options.password)
        samples, jobs, took = run(options.url, token, clients, options.count, options.seconds)
        cancel(options.url, token, jobs)
        level = summary(clients, samples, took)
        print(json.dumps(level))
        levels.append({**level, "samples": samples})
    keep(__file__, {"levels": levels, "gateway": timers(options.metrics)})


if __name__ == "__main__":
    main()
