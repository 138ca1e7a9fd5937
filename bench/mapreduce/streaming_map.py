"""The mapper as a Hadoop Streaming program."""

import json
import sys

from mapper import mapper


def main():
    write = sys.stdout.write
    for line in sys.stdin:
        for key, value in mapper(line.strip().split(" ")):
            write(f"{json.dumps(key)}\t{json.dumps(value)}\n")


if __name__ == "__main__":
    main()
