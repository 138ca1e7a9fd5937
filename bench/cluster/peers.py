"""What SKS is measured beside: bare pods, and Argo Workflows' controller."""

import concurrent.futures
import json
import pathlib
import subprocess
import tempfile
import time

from kube import Arrivals, account, figures

NAMESPACE = "sks-bench"
TOLERATED = "kwok.x-k8s.io/node"
FAKE = {"nodeSelector": {"type": "kwok"}, "tolerations": [{"key": TOLERATED, "operator": "Exists"}]}


def floor(cluster, options):
    """Bare pods, made by kubectl."""
    container = {"name": "driver", "image": "none", "resources": {"requests": {"cpu": "1", "memory": "1Gi"}}}
    pods = [
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": f"floor-{number}", "labels": {"bench": "floor"}},
            "spec": {**FAKE, "restartPolicy": "Never", "containers": [container]},
        }
        for number in range(options.jobs)
    ]
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": pods})
    with account(cluster, NAMESPACE) as config:
        requests = cluster.requests()
        with Arrivals(cluster, "bench%3Dfloor") as made, Arrivals(cluster, "bench%3Dfloor", "Running") as running:
            began = time.perf_counter()
            cluster.kubectl("--kubeconfig", config, "-n", NAMESPACE, "create", "-f", "-", given=listed)
            ends = made.wait(options.jobs, options.seconds), running.wait(options.jobs, options.seconds)
        return figures(options.jobs, began, *ends, cluster.requests() - requests)


def argo(cluster, options):
    """Workflows of one step, posted by as many clients, and Argo's controller beside the cluster."""
    label = "workflows.argoproj.io%2Fworkflow"
    step = {"name": "main", "container": {"name": "main", "image": "none", "command": ["true"]}}
    workflow = {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": {"generateName": "bench-"},
        "spec": {**FAKE, "entrypoint": "main", "templates": [step]},
    }
    path = f"/apis/argoproj.io/v1alpha1/namespaces/{NAMESPACE}/workflows"

    def client(share):
        api = cluster.api()
        for _ in range(share, options.jobs, options.clients):
            api.json("POST", path, workflow)

    with account(cluster, NAMESPACE) as config, tempfile.TemporaryFile() as log:
        cluster.kubectl("-n", NAMESPACE, "create", "configmap", "workflow-controller-configmap")
        controller = subprocess.Popen(
            [options.argo, "--kubeconfig", config, "--namespace", NAMESPACE, "--executor-image", "none",
             "--workflow-workers", "32", "--qps", "1000", "--burst", "1000"],
            env={"LEADER_ELECTION_DISABLE": "true", "DEFAULT_REQUEUE_TIME": "100ms", "PATH": "/usr/bin:/bin"},
            stdout=log, stderr=log,
        )  # fmt: skip
        try:
            with Arrivals(cluster, label) as made, Arrivals(cluster, label, "Running") as running:
                first = {**workflow, "metadata": {"name": "warm-up"}}
                cluster.api().json("POST", path, first)
                if not running.wait(1, 60):
                    log.seek(0)
                    raise SystemExit("error: Argo's controller runs nothing:\n" + log.read()[-2000:].decode())
                requests = cluster.requests()
                began = time.perf_counter()
                with concurrent.futures.ThreadPoolExecutor(options.clients) as pool:
                    list(pool.map(client, range(options.clients)))
                ends = made.wait(options.jobs + 1, options.seconds), running.wait(options.jobs + 1, options.seconds)
            asked = cluster.requests() - requests
            status = pathlib.Path(f"/proc/{controller.pid}/status").read_text()
        finally:
            controller.terminate()
            controller.wait()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return {**figures(options.jobs, began, *ends, asked), "memory_mib": {"controller": round(peak / 1024)}}
