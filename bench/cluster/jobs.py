#!/usr/bin/env python3
"""Many tiny jobs on a cluster's fake nodes: how many a minute until their pods are made, run, and the jobs are done."""

import concurrent.futures
import contextlib
import json
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from door import Door, Refused, arguments, between, keep, sign_in  # noqa: E402
from kube import Arrivals, Cluster, figures, per_minute  # noqa: E402
from peers import TOLERATED, argo, floor  # noqa: E402

INPUT = "bench/jobs.txt"
SPECIFICATION = {
    "kind": "mapreduce",
    "name": "bench-jobs",
    "program": {
        "type": "python",
        "mapper": "def mapper(words):\n    return [(word, 1) for word in words]\n",
        "reducer": "def reducer(entries):\n    return {key: sum(values) for key, values in entries.items()}\n",
    },
    "inputs": [INPUT],
    "workers": 1,
}
DRIVERS = "app.kubernetes.io%2Fmanaged-by%3Dsks,sks.dev%2Frole%3Ddriver"
PLACEMENT = {
    "SKS_LAUNCH_KUBERNETES_PODS_NODE_SELECTOR_TYPE": "kwok",
    "SKS_LAUNCH_KUBERNETES_PODS_TOLERATIONS": TOLERATED,
    # A fake node has no kubelet that could be asked for a log; each request for one waits for seconds in vain.
    "SKS_POD_LOGS_FOLLOWS": "1",
}


class Drivers:
    """Does for pods on fake nodes what a kubelet and a driver would, once it is let: token, claim, commit."""

    def __init__(self, cluster, managers):
        self._cluster = cluster
        self._managers = managers
        self._pool = concurrent.futures.ThreadPoolExecutor(8)
        self._let = threading.Event()
        self.done, self.failures = [], []

    def __call__(self, pod):
        self._pool.submit(self._play, pod)

    def close(self):
        """Returns once all have ended."""
        self._let.set()
        self._pool.shutdown()

    def _play(self, pod):
        self._let.wait()
        try:
            path = f"/api/v1/namespaces/{pod['namespace']}"
            bound = {"kind": "Pod", "apiVersion": "v1", "name": pod["name"], "uid": pod["uid"]}
            wanted = {"spec": {"audiences": ["sks-attempts"], "expirationSeconds": 600, "boundObjectRef": bound}}
            api = self._cluster.api()
            token = api.json("POST", f"{path}/serviceaccounts/sks-attempt/token", wanted)["status"]["token"]
            labels = pod["labels"]
            attempt = f"/v1/attempts/{labels['sks.dev/job']}/{labels['sks.dev/attempt']}"
            door = Door(self._managers, token)
            door.json("POST", attempt + "/claim")
            door.json("POST", attempt + "/commit", {"parts": [], "counters": {}})
            self.done.append(time.perf_counter())
            door.close()
        except (Refused, SystemExit, OSError) as failure:
            self.failures.append(str(failure))


def submit(url, tokens, count, clients):
    """Statuses of so many submissions, by so many clients, over all tenants."""

    def client(share):
        token = tokens[share % len(tokens)]
        door, statuses = Door(url, token), {}
        for _ in range(share, count, clients):
            status, _ = door.ask("POST", "/v1/jobs", json.dumps(SPECIFICATION), {"Content-Type": "application/json"})
            statuses[str(status)] = statuses.get(str(status), 0) + 1
        door.close()
        return statuses

    total = {}
    with concurrent.futures.ThreadPoolExecutor(clients) as pool:
        for statuses in pool.map(client, range(clients)):
            for status, number in statuses.items():
                total[status] = total.get(status, 0) + number
    return total


def tenants(options):
    """Tokens of the benchmark's tenants, made if they are not there, with room for all jobs."""
    admin = Door(options.url, sign_in(options.url, options.user, options.password))
    quota = {"quota": {"cpu": "256", "memory": "1Ti", "pods": 2000}}
    tokens = []
    for number in range(options.tenants):
        name = f"bench-{number}"
        status, _ = admin.ask("GET", "/v1/tenants/" + name)
        if status == 404:
            admin.json("POST", "/v1/tenants", {"name": name, **quota})
        else:
            admin.json("PATCH", "/v1/tenants/" + name, quota)
        tokens.append(sign_in(options.url, options.user, options.password, name))
        Door(options.url, tokens[-1]).ask("PUT", "/v1/data/" + INPUT, b"one word and another\n")
    return tokens


@contextlib.contextmanager
def managers(cluster, replicas):
    """So many managers, whose pods go to the fake nodes; as before afterwards."""
    deployment = ["-n", "sks", "deployment/manager-service"]
    cluster.kubectl("set", "env", *deployment, *(f"{key}={value}" for key, value in PLACEMENT.items()))
    cluster.kubectl("scale", *deployment, f"--replicas={replicas}")
    cluster.kubectl("rollout", "status", *deployment, "--timeout=5m")
    try:
        yield
    finally:
        cluster.kubectl("set", "env", *deployment, *(key + "-" for key in PLACEMENT))
        cluster.kubectl("scale", *deployment, "--replicas=1")
        cluster.kubectl("rollout", "status", *deployment, "--timeout=5m")


def sks(cluster, options, replicas):
    with managers(cluster, replicas):
        tokens = tenants(options)
        ip = cluster.kubectl("-n", "sks", "get", "service", "manager-service", "-o", "jsonpath={.spec.clusterIP}")
        if options.warm_up:
            round_of(cluster, options, tokens, ip, options.warm_up)
        counted = round_of(cluster, options, tokens, ip, options.jobs)
        memory = cluster.working_set("sks", "manager-service")
    return {
        "managers": replicas,
        **counted,
        "memory_mib": {name: round(size / 2**20) for name, size in memory.items()},
    }


def round_of(cluster, options, tokens, ip, count):
    drivers = Drivers(cluster, f"http://{ip}:8082")
    requests = cluster.requests()
    with Arrivals(cluster, DRIVERS) as made, Arrivals(cluster, DRIVERS, "Running", drivers) as running:
        began = time.perf_counter()
        statuses = submit(options.url, tokens, count, options.clients)
        submitted = time.perf_counter()
        # Until here it is what is asked of the peers too, whose pods only run.
        ends = made.wait(count, options.seconds), running.wait(count, options.seconds)
        drivers.close()
    return {
        **figures(count, began, *ends, cluster.requests() - requests),
        "submitted_per_minute": per_minute(count, began, submitted),
        "statuses": statuses,
        "done": len(drivers.done),
        "done_per_minute": per_minute(len(drivers.done), began, max(drivers.done, default=None)),
        "failures": sorted(set(drivers.failures))[:5],
    }


def main():
    parser = arguments(__doc__)
    parser.add_argument("--kubectl", default="kubectl", help="of the cluster SKS runs in")
    parser.add_argument("--jobs", type=between(1, 2000), default=1000)
    parser.add_argument("--tenants", type=between(1, 32), default=8)
    parser.add_argument("--clients", type=between(1, 100), default=32, help="that submit at the same time")
    parser.add_argument("--managers", type=between(1, 4), nargs="*", default=[1, 2])
    parser.add_argument("--warm-up", type=between(0, 2000), default=1000, help="jobs before, not counted")
    parser.add_argument("--seconds", type=between(1, 1200), default=300, help="at most, each part")
    parser.add_argument("--argo", help="Argo's workflow-controller; its definitions must be in the cluster")
    options = parser.parse_args()
    results = {}

    def note(name, measured):
        results[name] = measured
        print(json.dumps({name: measured}), flush=True)

    try:
        with Cluster(options.kubectl) as cluster:
            note("floor", floor(cluster, options))
            for replicas in options.managers:
                note(f"sks-{replicas}", sks(cluster, options, replicas))
            if options.argo:
                note("argo", argo(cluster, options))
    except (Refused, OSError) as failure:
        raise SystemExit(f"error: {failure}") from None
    keep(__file__, {"clients": options.clients, "tenants": options.tenants, "results": results})


if __name__ == "__main__":
    main()
