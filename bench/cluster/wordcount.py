#!/usr/bin/env python3
"""The word count of one text on real pods, from its submission to its end: SKS beside spark-submit in cluster mode."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from door import Door, arguments, between, keep, sign_in  # noqa: E402
from kube import Cluster, account  # noqa: E402

INPUT = "bench/wordcount.txt"
NAMESPACE = "sks-bench"
PROGRAM = {
    "type": "python",
    "mapper": "def mapper(words):\n    return [(word.lower(), 1) for word in words]\n",
    "reducer": "def reducer(entries):\n    return {key: sum(values) for key, values in entries.items()}\n",
}


def sks(options, executors):
    """Seconds of a job, as its submitter sees it."""
    door = Door(options.url, sign_in(options.url, options.user, options.password))
    job = {"kind": "mapreduce", "name": "bench-wordcount", "program": PROGRAM, "inputs": [INPUT]}
    job |= {"workers": executors, "driverOnly": False} if executors else {"driverOnly": True}
    began = time.perf_counter()
    made = door.json("POST", "/v1/jobs", job)
    status, _ = door.ask("GET", f"/v1/jobs/{made['id']}/events")
    took = time.perf_counter() - began
    ended = door.json("GET", "/v1/jobs/" + made["id"])["status"]
    if status != 200 or ended["state"] != "Succeeded":
        raise SystemExit(f"error: the job ended so: {json.dumps(ended)}")
    return round(took, 2)


def spark_submit(cluster, options, config, executors):
    """Seconds of `spark-submit` until the application has ended."""
    master = json.loads(pathlib.Path(config).read_text())["clusters"][0]["cluster"]["server"]
    settings = {
        "spark.kubernetes.namespace": NAMESPACE,
        "spark.kubernetes.container.image": options.peer_image,
        "spark.kubernetes.authenticate.driver.serviceAccountName": "bench",
        "spark.executor.instances": executors,
        "spark.driver.memory": "768m",
        "spark.executor.memory": "512m",
        "spark.kubernetes.driver.request.cores": "250m",
        "spark.kubernetes.executor.request.cores": "500m",
    }
    command = [options.spark_submit, "--master", "k8s://" + master, "--deploy-mode", "cluster"]
    for key, value in settings.items():
        command += ["--conf", f"{key}={value}"]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "local:///opt/bench/wordcount.py"],
        env={**os.environ, "KUBECONFIG": config},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    took = time.perf_counter() - began
    if done.returncode or "phase: Succeeded" not in done.stderr:
        raise SystemExit("error: spark-submit: " + done.stderr[-2000:])
    cluster.kubectl("-n", NAMESPACE, "delete", "pod", "--all", "--wait=true")
    return round(took, 2)


def main():
    parser = arguments(__doc__)
    parser.add_argument("text", type=pathlib.Path, help="the input")
    parser.add_argument("--kubectl", default="kubectl", help="of the cluster SKS runs in")
    parser.add_argument("--runs", type=between(1, 20), default=5)
    parser.add_argument("--spark-submit", help="of a Spark 4.1.1")
    parser.add_argument("--peer-image", help="a Spark image with /opt/bench/wordcount.py in it")
    options = parser.parse_args()
    door = Door(options.url, sign_in(options.url, options.user, options.password))
    status, answer = door.ask("PUT", "/v1/data/" + INPUT, options.text.read_bytes())
    if status >= 300:
        raise SystemExit(f"error: the input was not stored: {answer.decode()}")
    seconds = {}

    def note(name, took):
        seconds.setdefault(name, []).append(took)
        print(json.dumps({name: took}), flush=True)

    with Cluster(options.kubectl) as cluster, account(cluster, NAMESPACE) as config:
        for _ in range(options.runs):
            note("sks driver alone", sks(options, 0))
            note("sks one executor", sks(options, 1))
            if options.spark_submit:
                note("spark-submit one executor", spark_submit(cluster, options, config, 1))
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    print(json.dumps(medians))
    keep(__file__, {"bytes": options.text.stat().st_size, "medians": medians, "seconds": seconds})


if __name__ == "__main__":
    main()
