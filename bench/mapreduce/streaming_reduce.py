"""The reducer as a Hadoop Streaming program: lines come sorted by their key."""

import itertools
import json
import sys

from reducer import reducer

_KEYS_A_CALL = 10_000


def groups():
    pairs = (line.rstrip("\n").split("\t", 1) for line in sys.stdin)
    for key, of_key in itertools.groupby(pairs, lambda pair: pair[0]):
        yield json.loads(key), [json.loads(value) for _, value in of_key]


def main():
    rest = groups()
    while some := dict(itertools.islice(rest, _KEYS_A_CALL)):
        for key, value in reducer(some).items():
            print(json.dumps({"key": key, "value": value}))


if __name__ == "__main__":
    main()
