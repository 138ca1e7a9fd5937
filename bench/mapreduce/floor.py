"""The floor: two plain processes, no engine. `floor.py INPUT OUTPUT WORKERS`.

Each process maps its own byte ranges, groups in a dict and writes one pickle a reducer; then each
merges its reducer's pickles and reduces. Nothing is checked, bounded or reported.
"""

import json
import multiprocessing
import os
import pickle
import sys
import time
import zlib

from mapper import mapper
from reducer import reducer


def ranges(path, count):
    """The file in `count` ranges of whole lines."""
    size = os.path.getsize(path)
    cuts = [0]
    with open(path, "rb") as file:
        for number in range(1, count):
            file.seek(max(cuts[-1], size * number // count))
            file.readline()
            cuts.append(file.tell())
    return list(zip(cuts, cuts[1:] + [size]))


def map_range(path, begin, end, reducers, blob):
    groups = {}
    with open(path, "rb") as file:
        file.seek(begin)
        while begin < end:
            data = file.read(min(4 * 1024 * 1024, end - begin))
            data += file.readline() if begin + len(data) < end else b""
            begin += len(data)
            lines = data.decode().split("\n")
            if not lines[-1]:
                lines.pop()
            for line in lines:
                for key, value in mapper(line.strip().split(" ")):
                    if key in groups:
                        groups[key].append(value)
                    else:
                        groups[key] = [value]
    parts = [{} for _ in range(reducers)]
    for key, values in groups.items():
        parts[zlib.crc32(key.encode()) % reducers][key] = values
    for number, part in enumerate(parts):
        with open(f"{blob}-{number}", "wb") as file:
            pickle.dump(part, file, 5)


def reduce_blobs(blobs, path):
    groups = {}
    for blob in blobs:
        with open(blob, "rb") as file:
            for key, values in pickle.load(file).items():
                if key in groups:
                    groups[key] += values
                else:
                    groups[key] = values
    with open(path, "w", encoding="utf-8") as file:
        for key, value in reducer(groups).items():
            file.write(json.dumps({"key": key, "value": value}, ensure_ascii=False) + "\n")


def together(function, calls):
    processes = [multiprocessing.Process(target=function, args=call) for call in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


def main():
    path, output, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
    began = time.time()
    os.makedirs(output)
    blobs = [os.path.join(output, f".blob-{number}") for number in range(workers)]
    spans = ranges(path, workers)
    together(map_range, [(path, *span, workers, blob) for span, blob in zip(spans, blobs)])
    parts = [
        ([f"{blob}-{number}" for blob in blobs], os.path.join(output, f"part-{number:05d}"))
        for number in range(workers)
    ]
    together(reduce_blobs, parts)
    print(json.dumps({"ready": began, "done": time.time()}))


if __name__ == "__main__":
    main()
