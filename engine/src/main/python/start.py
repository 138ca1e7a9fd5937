"""Starts a worker: start.py ADDRESS WORKER MEMORY_BYTES."""

import sys

from sks_worker.server import serve

serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
