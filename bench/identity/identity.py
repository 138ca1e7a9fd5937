#!/usr/bin/env python3
"""Token checks and password sign-ins a second, token refresh while people sign in, and how long a refusal takes."""

import collections
import itertools
import json
import pathlib
import secrets
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from door import Door, Refused, arguments, between, keep, quantile, sign_in  # noqa: E402

JSON = {"Content-Type": "application/json"}
WRONG = "a wrong password"
# Of an account; more would be slowed down on purpose.
FREE_ATTEMPTS = 4


def address():
    """One that nobody else has, as a trusted proxy would tell it."""
    return {"X-Forwarded-For": "10." + ".".join(str(secrets.randbelow(256)) for _ in range(3))}


def ask(door, method, path, value=None, headers=None):
    """Status, answer, and when it began and ended."""
    body = None if value is None else json.dumps(value)
    began = time.perf_counter()
    try:
        status, answer = door.ask(method, path, body, {**JSON, **(headers or {})})
    except OSError as failure:
        status, answer = type(failure).__name__, b""
    return status, answer, began, time.perf_counter()


def load(clients, seconds, make):
    """Every client does what make(client) gives it until the time is over; (status, seconds) of all."""
    samples, ready = [], threading.Barrier(clients + 1)
    deadline = [0.0]

    def run(work):
        own = []
        ready.wait()
        while time.perf_counter() < deadline[0]:
            status, _, began, ended = work()
            own.append((status, round(ended - began, 6)))
        samples.extend(own)

    threads = [threading.Thread(target=run, args=(make(i),)) for i in range(clients)]
    for thread in threads:
        thread.start()
    deadline[0] = time.perf_counter() + seconds
    began = time.perf_counter()
    ready.wait()
    for thread in threads:
        thread.join()
    return samples, time.perf_counter() - began


def summary(name, clients, samples, took):
    good = sorted(seconds for status, seconds in samples if status in (200, 201))
    line = {
        "what": name,
        "clients": clients,
        "statuses": dict(collections.Counter(str(status) for status, _ in samples)),
        "per_second": round(len(good) / took, 1),
        "p50_ms": None if not good else round(quantile(good, 0.50) * 1000, 2),
        "p99_ms": None if not good else round(quantile(good, 0.99) * 1000, 2),
    }
    print(json.dumps(line))
    percentiles = [round(quantile(good, q / 100) * 1000, 2) for q in range(101)] if good else []
    return {**line, "percentiles_ms": percentiles}


def reads(options, path, token):
    def make(_):
        door = Door(options.url, token)
        return lambda: ask(door, "GET", path)

    return make


def sign_ins(options, people):
    def make(i):
        door, name = Door(options.url), people[i % len(people)]
        return lambda: ask(
            door, "POST", "/v1/sessions", {"name": name, "password": options.password}, address()
        )

    return make


class Refresher:
    """Refreshes its token again and again, with a pause that lets others in."""

    def __init__(self, options, name):
        self._door = Door(options.url)
        self._token = Door(options.url).json(
            "POST", "/v1/sessions", {"name": name, "password": options.password}
        )["refreshToken"]
        self._pause = threading.Event()

    def __call__(self):
        self._pause.wait(0.02)
        answered = ask(self._door, "POST", "/v1/sessions/refresh", {"refreshToken": self._token})
        if answered[0] == 200:
            self._token = json.loads(answered[1])["refreshToken"]
        return answered


def refreshes(options, people):
    return lambda i: Refresher(options, people[i])


def refreshes_while_people_sign_in(options, people):
    busy = {}

    def background():
        busy["samples"], busy["took"] = load(
            options.clients, options.seconds, sign_ins(options, people[1:])
        )

    thread = threading.Thread(target=background)
    thread.start()
    refreshed = load(1, options.seconds, refreshes(options, people))
    thread.join()
    return refreshed, (busy["samples"], busy["took"])


def refusals(options, door, people, disabled):
    """Seconds until each kind of refusal, in turn, so that the machine is as busy for each."""
    kinds = {"unknown": [], "disabled": [], "wrong": []}
    for _, (person, gone) in itertools.product(range(FREE_ATTEMPTS), zip(people, disabled)):
        for kind, name, password in (
            ("unknown", "nobody-" + secrets.token_hex(4), options.password),
            ("disabled", gone, options.password),
            ("wrong", person, WRONG),
        ):
            credentials = {"name": name, "password": password}
            status, _, began, ended = ask(door, "POST", "/v1/sessions", credentials, address())
            kinds[kind].append((status, round(ended - began, 6)))
    lines = []
    for kind, samples in kinds.items():
        times = [seconds * 1000 for _, seconds in samples]
        line = {
            "what": "refusal of " + kind,
            "statuses": dict(collections.Counter(str(status) for status, _ in samples)),
            **{f"p{q}_ms": round(quantile(times, q / 100), 2) for q in (5, 25, 50, 75, 95)},
        }
        print(json.dumps(line))
        lines.append({**line, "samples": samples})
    return lines


def create(admin, password, count):
    names = []
    for _ in range(count):
        names.append("bench-" + secrets.token_hex(6))
        admin.json("POST", "/v1/users", {"name": names[-1], "password": password})
    return names


def job(url, token):
    """A job to read; it is never to run."""
    door = Door(url, token)
    door.ask("PUT", "/v1/data/bench/identity.txt", b"one word\n")
    program = {
        "type": "python",
        "mapper": "def mapper(words):\n    return [(word, 1) for word in words]\n",
        "reducer": "def reducer(entries):\n    return {k: sum(v) for k, v in entries.items()}\n",
    }
    spec = {"kind": "mapreduce", "program": program, "inputs": ["bench/identity.txt"]}
    made = door.json("POST", "/v1/jobs", spec)
    door.json("POST", f"/v1/jobs/{made['id']}/cancel")
    return made["id"]


def measure(options, people, disabled):
    token = sign_in(options.url, people[0], options.password)
    path = "/v1/jobs/" + job(options.url, token)
    lines = []
    for name, target in (
        ("floor: GET /q/health/live, no token", "/q/health/live"),
        ("GET /v1/jobs/{id}, checked at the gateway", path),
        ("GET /v1/me, passed on to auth-service", "/v1/me"),
    ):
        bearer = None if name.startswith("floor") else token
        load(options.clients, options.warm_up, reads(options, target, bearer))
        took = load(options.clients, options.seconds, reads(options, target, bearer))
        lines.append(summary(name, options.clients, *took))
    load(options.clients, options.warm_up, sign_ins(options, people))
    took = load(options.clients, options.seconds, sign_ins(options, people))
    lines.append(summary("password sign-ins", options.clients, *took))
    load(1, options.warm_up, refreshes(options, people))
    idle = load(1, options.seconds, refreshes(options, people))
    lines.append(summary("refresh, nothing else", 1, *idle))
    refreshed, busy = refreshes_while_people_sign_in(options, people)
    lines.append(summary("refresh, sign-ins at full rate", 1, *refreshed))
    lines.append(summary("sign-ins meanwhile", options.clients, *busy))
    lines.extend(refusals(options, Door(options.url), people, disabled))
    return lines


def main():
    parser = arguments(__doc__)
    parser.add_argument("--seconds", type=between(1, 120), default=20, help="of each measurement")
    parser.add_argument("--warm-up", type=between(1, 60), default=5, help="seconds not counted")
    parser.add_argument("--clients", type=between(1, 64), default=8, help="at one time")
    parser.add_argument("--people", type=between(2, 64), default=16, help="users made for it")
    options = parser.parse_args()
    try:
        admin = Door(options.url, sign_in(options.url, options.user, options.password))
        people = create(admin, options.password, options.people)
        disabled = create(admin, options.password, options.people)
        for name in disabled:
            admin.json("PATCH", "/v1/users/" + name, {"disabled": True})
        lines = measure(options, people, disabled)
    except (Refused, OSError) as failure:
        raise SystemExit(f"error: {failure}") from None
    admin = Door(options.url, sign_in(options.url, options.user, options.password))
    for name in people + disabled:
        admin.json("DELETE", "/v1/users/" + name)
    keep(
        __file__,
        {"argon2id": {"memory_kib": 19456, "passes": 2, "lanes": 1}, "measurements": lines},
    )


if __name__ == "__main__":
    main()
