#!/usr/bin/env python3
"""The same mapper and reducer on the engine, on plain processes, on PySpark and on Hadoop Streaming."""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True
import attempts  # noqa: E402
import java  # noqa: E402
from door import between, keep  # noqa: E402

PYSPARK = "pyspark==4.1.1"
SIZES = {False: 100_000_000, True: 1_000_000_000}


def cache():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(base) / "sks-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def repeated(text, size):
    """A file of the text again and again until it has about `size` bytes; kept for the next run."""
    data = text.read_bytes()
    if not data.endswith(b"\n"):
        data += b"\n"
    times = max(1, round(size / len(data)))
    file = cache() / f"{hashlib.sha256(data).hexdigest()[:12]}x{times}.txt"
    if not file.exists():
        part = file.with_suffix(".part")
        with part.open("wb") as out:
            for _ in range(times):
                out.write(data)
        part.replace(file)
    return file


class Engine:
    name = "engine"

    def __init__(self, options):
        self._home = options.engine
        if not (self._home / "lib").is_dir():
            raise SystemExit("error: there is no engine: build it (mvn -pl engine -am -DskipTests package)")

    def run(self, path, folder, workers):
        return attempts.run(self._home, path, folder, workers, sys.executable), folder / "out"


class Floor:
    name = "floor"

    def __init__(self, options):
        """Needs nothing but this Python."""

    def run(self, path, folder, workers):
        return timed([sys.executable, HERE / "floor.py", path, folder / "out", str(workers)]), folder / "out"


class PySpark:
    name = "pyspark"

    def __init__(self, options):
        folder = cache() / PYSPARK.replace("==", "-")
        self._python = folder / "bin" / "python"
        if not (folder / "complete").exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([self._python, "-m", "pip", "install", "--quiet", PYSPARK], check=True)
            (folder / "complete").touch()

    def run(self, path, folder, workers):
        environment = {
            **os.environ,
            "PYSPARK_SUBMIT_ARGS": f"--driver-memory {java.MEMORY} --conf spark.local.dir={folder} pyspark-shell",
            "PYSPARK_PYTHON": str(self._python),
            "PYTHONPATH": str(HERE),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        tasks = str(len(attempts.tasks(path, workers)))
        command = [self._python, HERE / "pyspark_rdd.py", path, folder / "out", str(workers), tasks]
        return timed(command, environment), folder / "out"


class Streaming:
    name = "streaming"

    def __init__(self, options):
        self._libraries = cache() / "hadoop-streaming-3.4.2"
        if not self._libraries.exists():
            part = self._libraries.with_suffix(".part")
            goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
            subprocess.run(
                ["mvn", "-q", "-B", "-f", HERE / "pom.xml", goal, f"-DoutputDirectory={part}"], check=True
            )
            part.rename(self._libraries)

    def run(self, path, folder, workers):
        settings = {
            "mapreduce.framework.name": "local",
            "fs.defaultFS": "file:///",
            "hadoop.tmp.dir": folder / "tmp",
            "mapreduce.job.maps": len(attempts.tasks(path, workers)),
            "mapreduce.job.reduces": workers,
            "mapreduce.local.map.tasks.maximum": workers,
            "mapreduce.local.reduce.tasks.maximum": workers,
        }
        command = [java.executable(), f"-Xmx{java.MEMORY}", "-cp", f"{self._libraries}/*"]
        command += ["org.apache.hadoop.streaming.HadoopStreaming"]
        command += [f"-D{name}={value}" for name, value in settings.items()]
        command += ["-input", path, "-output", folder / "out"]
        command += ["-mapper", f"{sys.executable} -B {HERE}/streaming_map.py"]
        command += ["-reducer", f"{sys.executable} -B {HERE}/streaming_reduce.py"]
        began = time.time()
        quiet(command, {**os.environ, "PYTHONIOENCODING": "utf-8"}, folder)
        over = time.time()
        return {"began": began, "ready": began, "done": over, "over": over}, folder / "out"


def quiet(command, environment, folder):
    answer = subprocess.run(
        [str(word) for word in command],
        env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
    )
    if answer.returncode:
        raise SystemExit(f"error: {command[0]} exited with code {answer.returncode}:\n{answer.stderr[-2000:]}")
    return answer.stdout


def timed(command, environment=None):
    """Times of a program that prints when it was ready and done."""
    began = time.time()
    out = quiet(command, environment or os.environ, None)
    over = time.time()
    return {"began": began, **json.loads(out.splitlines()[-1]), "over": over}


def results(folder):
    """Number of results, and a digest that doesn't depend on their order."""
    lines = []
    for part in folder.glob("part-*"):
        for line in part.read_text(encoding="utf-8").split("\n"):
            if line:
                result = json.loads(line)
                lines.append(json.dumps([result["key"], result["value"]]))
    lines.sort()
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def seconds(times):
    return {
        "start_s": round(times["ready"] - times["began"], 3),
        "job_s": round(times["done"] - times["ready"], 3),
        "wall_s": round(times["over"] - times["began"], 3),
    }


def measure(engines, path, options):
    runs = {engine.name: [] for engine in engines}
    expected = None
    for repetition in range(options.rounds):
        for engine in engines:
            with tempfile.TemporaryDirectory(prefix="sks-bench-", dir=options.scratch) as folder:
                times, output = engine.run(path, pathlib.Path(folder), options.workers)
                found = results(output)
            expected = expected or found
            if found != expected:
                raise SystemExit(f"error: {engine.name} has other results: {found}, not {expected}")
            one = {**seconds(times), "load": round(os.getloadavg()[0], 1)}
            runs[engine.name].append(one)
            print(f"{repetition + 1} {engine.name:10}", json.dumps(one), file=sys.stderr, flush=True)
    return runs, expected[0]


def summary(runs):
    return {
        name: {what: round(statistics.median(run[what] for run in taken), 2) for what in ("start_s", "job_s", "wall_s")}
        for name, taken in runs.items()
    }


def ratios(medians):
    job = {name: median["job_s"] for name, median in medians.items()}
    pairs = [("engine", "floor"), ("pyspark", "engine"), ("streaming", "engine")]
    return {f"{a}/{b}": round(job[a] / job[b], 2) for a, b in pairs if a in job and b in job}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("text", type=pathlib.Path, help="a UTF-8 text, repeated to the size that is wanted")
    parser.add_argument("--as-is", action="store_true", help="take the text itself as the input")
    parser.add_argument("--gigabyte", action="store_true", help="1 GB in place of 100 MB")
    parser.add_argument("--rounds", type=between(1, 20), default=3)
    parser.add_argument("--workers", type=between(1, 64), default=2)
    parser.add_argument("--without", action="append", default=[], choices=["floor", "pyspark", "streaming"])
    parser.add_argument("--engine", type=pathlib.Path, default=HERE.parent.parent / "engine/target/engine")
    parser.add_argument("--scratch", type=pathlib.Path, help="where the runs' files go; the temporary folder if absent")
    options = parser.parse_args()
    path = options.text.resolve() if options.as_is else repeated(options.text, SIZES[options.gigabyte])
    engines = [kind(options) for kind in (Engine, Floor, PySpark, Streaming) if kind.name not in options.without]
    runs, keys = measure(engines, path, options)
    medians = summary(runs)
    for name, median in medians.items():
        print(f"{name:10}", *(f"{what} {value:7.2f}" for what, value in median.items()))
    compared = ratios(medians)
    print(*(f"{name} {ratio}" for name, ratio in compared.items()), sep="   ")
    keep(__file__, {
        "input_bytes": path.stat().st_size, "results": keys, "workers": options.workers,
        "java": java.version(), "medians": medians, "ratios_of_job_s": compared, "runs": runs,
    })


if __name__ == "__main__":
    main()
