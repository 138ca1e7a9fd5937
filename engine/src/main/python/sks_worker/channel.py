"""The private connection to the engine.

To the worker: a command (length, JSON), and an answer to each pull (length, bytes; 0 is the end).
From the worker: a type, a length and a payload. Lengths are 32-bit, big-endian. The engine writes
only what was asked for, so neither side can block the other.
"""

import io
import json
import os
import socket
import struct
import sys
import threading
import time

CHUNK = 4 * 1024 * 1024
HEARTBEAT_SECONDS = 0.25

_HEADER = struct.Struct(">cI")
_FRAME = struct.Struct(">cII")
_LENGTH = struct.Struct(">I")
_PROGRESS = struct.Struct(">qq")


class Channel:
    def __init__(self, address, worker):
        self._socket = _connect(address)
        self._sending = threading.Lock()
        self._beat = time.monotonic()
        self._owed = 0
        self.abandoned = False
        secret = bytes.fromhex(os.environ.pop("SKS_WORKER_SECRET"))
        self._socket.sendall(secret + _LENGTH.pack(worker))
        os.register_at_fork(after_in_child=self._abandon)

    def _abandon(self):
        """A child of the user's must neither speak for the worker nor keep its connection open."""
        self.abandoned = True
        self._socket.close()

    def command(self):
        """The next command, or None when the engine is done with this worker."""
        try:
            header = self._socket.recv(4)
        except ConnectionError:
            return None
        if not header:
            return None
        while len(header) < 4:
            header += self._some(4 - len(header))
        return json.loads(self._exactly(_LENGTH.unpack(header)[0]))

    def pulled(self):
        """What the engine streams to this task, as a file."""
        return io.BufferedReader(_Pulled(self), 1024 * 1024)

    def frame(self, reducer, data):
        view = memoryview(data)
        for start in range(0, len(view), CHUNK):
            piece = view[start : start + CHUNK]
            self._send(_FRAME.pack(b"F", len(piece) + 4, reducer), piece)

    def progress(self, records, size):
        """Records and bytes read so far by this task; sent a few times a second at most."""
        now = time.monotonic()
        if now - self._beat >= HEARTBEAT_SECONDS:
            self._beat = now
            self._message(b"S", _PROGRESS.pack(records, size))

    def done(self, result):
        self._message(b"D", json.dumps(result).encode())

    def failed(self, failure):
        # The engine reads again only once its answer to the last pull is taken.
        spare = memoryview(bytearray(64 * 1024))
        while self._owed:
            self._take(spare)
        self._message(b"E", json.dumps(failure).encode())

    def _pull(self):
        """Returns whether there is more."""
        self._message(b"P", b"")
        self._owed = _LENGTH.unpack(self._exactly(4))[0]
        return self._owed > 0

    def _take(self, buffer):
        """Some of what was pulled; pulls if there is none left, and returns 0 at the end."""
        if self._owed == 0 and not self._pull():
            return 0
        size = self._into(memoryview(buffer)[: self._owed])
        self._owed -= size
        return size

    def _message(self, kind, payload):
        self._send(_HEADER.pack(kind, len(payload)), payload)

    def _send(self, header, payload):
        if self.abandoned:
            leave(0)
        with self._sending:
            self._socket.sendall(header)
            self._socket.sendall(payload)

    def _exactly(self, size):
        data = bytearray(size)
        view = memoryview(data)
        while view:
            view = view[self._into(view) :]
        return bytes(data)

    def _some(self, size):
        data = self._socket.recv(size)
        if not data:
            leave(1)
        return data

    def _into(self, view):
        size = self._socket.recv_into(view)
        if size == 0:
            leave(1)
        return size


class _Pulled(io.RawIOBase):
    def __init__(self, channel):
        self._channel = channel
        self._ended = False

    def readable(self):
        return True

    def readinto(self, buffer):
        size = 0 if self._ended else self._channel._take(buffer)
        self._ended = size == 0
        return size


def _connect(address):
    kind, _, where = address.partition(":")
    if kind == "unix":
        connected = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connected.connect(where)
        return connected
    host, _, port = where.rpartition(":")
    connected = socket.create_connection((host, int(port)))
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


def leave(code):
    """Ends the process at once: threads and exit handlers of the user's can't hold it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)
