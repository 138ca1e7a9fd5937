"""A cluster as the benchmarks need it: its API through `kubectl proxy`, its pods' arrivals, its counters."""

import contextlib
import http.client
import json
import socket
import subprocess
import tempfile
import threading
import time

METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"


class Cluster:
    """The cluster of a kubectl's current context; a context manager."""

    def __init__(self, kubectl):
        self._kubectl = kubectl

    def __enter__(self):
        self._proxy = subprocess.Popen(
            [self._kubectl, "proxy", "--port=0"], stdout=subprocess.PIPE, text=True
        )
        line = self._proxy.stdout.readline()
        if ":" not in line:
            raise SystemExit(f"error: `{self._kubectl} proxy` does not reach a cluster")
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self._proxy.terminate()
        self._proxy.wait()

    def kubectl(self, *arguments, given=None):
        """What kubectl prints; it must succeed."""
        done = subprocess.run(
            [self._kubectl, *arguments], input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"error: kubectl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def api(self):
        """A kept connection to the API; for one thread."""
        return Api(self.port)

    def counter(self, name, **labels):
        """The sum of an API server's counter over all series with these labels."""
        status, answer = self.api().ask("GET", "/metrics")
        if status != 200:
            raise SystemExit(f"error: the API server's metrics can't be read: {status}")
        wanted = [f'{label}="{value}"' for label, value in labels.items()]
        return sum(
            float(line.rsplit(" ", 1)[1])
            for line in answer.decode().splitlines()
            if line.startswith(name + "{") and all(part in line for part in wanted)
        )

    def requests(self):
        """Requests by service accounts, that is by controllers in pods and by those with an account's token."""
        return self.counter("apiserver_flowcontrol_dispatched_requests_total", flow_schema="service-accounts")

    def working_set(self, namespace, prefix):
        """Bytes by pod, of the pods whose name begins so."""
        api, found = self.api(), {}
        for node in api.json("GET", "/api/v1/nodes?labelSelector=type!%3Dkwok")["items"]:
            summary = api.json("GET", f"/api/v1/nodes/{node['metadata']['name']}/proxy/stats/summary")
            for pod in summary["pods"]:
                name = pod["podRef"]["name"]
                if pod["podRef"]["namespace"] == namespace and name.startswith(prefix):
                    found[name] = pod.get("memory", {}).get("workingSetBytes", 0)
        return found


class Api:
    def __init__(self, port):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, method, path, value=None):
        body = None if value is None else json.dumps(value)
        self._connection.request(method, path, body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        return response.status, response.read()

    def json(self, method, path, value=None):
        status, answer = self.ask(method, path, value)
        if status >= 300:
            raise SystemExit(f"error: {method} {path}: {status} {answer[:500].decode(errors='replace')}")
        return json.loads(answer)


class Arrivals:
    """When each pod with a label came to be, or entered a phase, as one watch saw it; a context manager."""

    def __init__(self, cluster, label, phase=None, on_pod=None):
        self._selectors = f"labelSelector={label}" + (f"&fieldSelector=status.phase%3D{phase}" if phase else "")
        self._cluster = cluster
        self._on_pod = on_pod or (lambda pod: None)
        self._more = threading.Condition()
        self.at = {}

    def __enter__(self):
        version = self._cluster.api().json("GET", f"/api/v1/pods?{self._selectors}&limit=1")["metadata"]
        self._connection = http.client.HTTPConnection("127.0.0.1", self._cluster.port)
        self._connection.request(
            "GET",
            f"/api/v1/pods?{self._selectors}&watch=1&resourceVersion={version['resourceVersion']}",
            headers={"Accept": METADATA},
        )
        self._response = self._connection.getresponse()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _follow(self):
        for line in iter(self._response.readline, b""):
            now = time.perf_counter()
            if not line.endswith(b"\n"):  # cut by our own end
                break
            event = json.loads(line)
            if event["type"] != "ADDED":
                continue
            pod = event["object"]["metadata"]
            with self._more:
                self.at.setdefault(pod["uid"], now)
                self._more.notify_all()
            self._on_pod(pod)

    def wait(self, count, seconds):
        """The time of the last of so many, or None if they don't come in time."""
        with self._more:
            if not self._more.wait_for(lambda: len(self.at) >= count, seconds):
                return None
            return sorted(self.at.values())[count - 1]


def per_minute(count, began, ended):
    return None if ended is None else round(60 * count / (ended - began))


def figures(count, began, made, running, requests):
    return {
        "jobs": count,
        "created_per_minute": per_minute(count, began, made),
        "running_per_minute": per_minute(count, began, running),
        "requests_per_job": round(requests / count, 2),
    }


@contextlib.contextmanager
def account(cluster, namespace):
    """A kubeconfig of an account of its own, so that the API server counts its requests as it does SKS's."""
    cluster.kubectl("create", "namespace", namespace)
    try:
        cluster.kubectl("-n", namespace, "create", "serviceaccount", "bench")
        cluster.kubectl(
            "create", "clusterrolebinding", namespace, "--clusterrole=cluster-admin",
            f"--serviceaccount={namespace}:bench",
        )  # fmt: skip
        config = json.loads(cluster.kubectl("config", "view", "--raw", "--minify", "--flatten", "-o", "json"))
        token = cluster.kubectl("-n", namespace, "create", "token", "bench", "--duration=1h")
        config["users"][0]["user"] = {"token": token}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(config, file)
            file.flush()
            yield file.name
    finally:
        cluster.kubectl("delete", "namespace,clusterrolebinding", namespace, "--ignore-not-found", "--timeout=5m")
