#!/usr/bin/env python3
"""MB/s of an upload through the public door against cp on the same disk, and memory meanwhile."""

import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from door import Door, Refused, arguments, between, keep, sign_in  # noqa: E402
from memory import Sampler, processes  # noqa: E402

OBJECT = "/v1/data/bench/upload.txt"
BLOCK = 8 * 1024 * 1024
WATCHED = ("ui", "manager")


def generate(file, megabytes):
    """Lines of words; returns the SHA-256. The same for each run."""
    dice = random.Random(1)
    words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(1, 12))) for _ in range(20_000)]
    lines = []
    size = 0
    while size < BLOCK:
        line = (" ".join(dice.choices(words, k=12)) + "\n").encode()
        lines.append(line)
        size += len(line)
    block = b"".join(lines)
    digest = hashlib.sha256()
    left = megabytes * 1_000_000
    with file.open("wb") as out:
        while left > 0:
            part = block[:left]
            out.write(part)
            digest.update(part)
            left -= len(part)
    return digest.hexdigest()


def timed(action):
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def copy(source, target):
    subprocess.run(["cp", source, target], check=True)
    subprocess.run(["sync", target], check=True)


def put(url, token, source, size, sha256):
    door = Door(url, token, timeout=900)
    with source.open("rb") as body:
        status, answer = door.ask("PUT", OBJECT, body, {"Content-Length": str(size)})
    if status not in (200, 201):
        raise Refused(f"PUT: {status} {answer[:500].decode(errors='replace')}")
    stored = json.loads(answer)
    if stored["size"] != size or stored["sha256"] != sha256:
        raise Refused(f"what was stored is not what was sent: {stored}")


def watched(data_dir):
    """The gateway and the manager, whatever their names begin or end with."""
    found = processes(data_dir)
    chosen = {name: pid for name, pid in found.items() if name.split("-")[0] in WATCHED}
    if len(chosen) != len(WATCHED):
        raise SystemExit(f"error: expected a ui and a manager among {sorted(found)}")
    return chosen


def main():
    parser = arguments(__doc__)
    parser.add_argument("--data-dir", type=pathlib.Path, required=True, help="the running standalone's")
    parser.add_argument("--megabytes", type=between(1, 10_000), default=1000)
    parser.add_argument("--rounds", type=between(1, 10), default=3)
    parser.add_argument(
        "--scratch", type=pathlib.Path, help="a folder on the data directory's disk; its parent if absent"
    )
    options = parser.parse_args()
    pids = watched(options.data_dir)
    scratch = options.scratch or options.data_dir.resolve().parent
    size = options.megabytes * 1_000_000
    rounds = []
    with tempfile.TemporaryDirectory(prefix="sks-bench-", dir=scratch) as folder:
        source, target = pathlib.Path(folder, "source"), pathlib.Path(folder, "copy")
        if source.parent.stat().st_dev != options.data_dir.stat().st_dev:
            raise SystemExit("error: --scratch must be on the disk of the data directory")
        sha256 = generate(source, options.megabytes)
        try:
            for _ in range(options.rounds):
                copied = timed(lambda: copy(source, target))
                target.unlink()
                token = sign_in(options.url, options.user, options.password)
                with Sampler(pids) as sampler:
                    uploaded = timed(lambda: put(options.url, token, source, size, sha256))
                Door(options.url, token).ask("DELETE", OBJECT)
                one = {
                    "cp_mb_s": round(options.megabytes / copied, 1),
                    "put_mb_s": round(options.megabytes / uploaded, 1),
                    "memory": sampler.summary(),
                }
                print(json.dumps(one))
                rounds.append({**one, "resident_kib": sampler.samples})
        except (Refused, OSError) as failure:
            raise SystemExit(f"error: {failure}") from None
    keep(__file__, {"megabytes": options.megabytes, "rounds": rounds})


if __name__ == "__main__":
    main()
