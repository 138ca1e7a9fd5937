"""Writes a part of the results: JSON Lines in a file of this run's own, which the engine publishes."""

import json
import os
from json.encoder import encode_basestring

from .keys import shown
from .usercode import UserError

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_ASCII = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))


class Part:
    def __init__(self, folder, number):
        # Other runs of the reducer may write to the folder too, from other machines.
        self.name = f".part-{number:05d}.{os.urandom(8).hex()}"
        self._path = os.path.join(folder, self.name)
        self._file = None
        self._whole = False
        self.records = 0
        self.bytes = 0

    def write(self, results):
        lines = [line(key, value) for key, value in results.items()]
        self.write_lines(lines)

    def write_lines(self, lines):
        if not lines:
            return
        data = ("\n".join(lines) + "\n").encode()
        if self._file is None:
            self._file = open(self._path, "wb")
        self._file.write(data)
        self.records += len(lines)
        self.bytes += len(data)

    def commit(self):
        if self._file is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._whole = True

    def discard(self):
        if self._file is not None and not self._whole:
            self._file.close()
            if os.path.exists(self._path):
                os.unlink(self._path)


def line(key, value):
    """A result as JSON. Bytes in a key are read as UTF-8, what is none of it as \\xNN."""
    try:
        if type(key) is str and type(value) is int:
            text = f'{{"key":{encode_basestring(key)},"value":{value}}}'
        else:
            text = _ENCODER.encode({"key": _key(key), "value": value})
        text.encode()
        return text
    except UnicodeEncodeError:
        return _ASCII.encode({"key": _key(key), "value": value})
    except (TypeError, ValueError, RecursionError) as problem:
        raise UserError(
            f"reducer returned for key {shown(key)} the value {shown(value)} of type"
            f" {type(value).__name__}, which can't be written as JSON: {problem}"
        ) from problem


def _key(key):
    if isinstance(key, bytes):
        return key.decode("utf-8", "backslashreplace")
    if isinstance(key, tuple):
        return [_key(part) for part in key]
    return key
