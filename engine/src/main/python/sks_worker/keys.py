"""Keys: which are allowed, and a hash of them that is the same in every process."""

import struct
import zlib

from .usercode import UserError

_WORD = struct.Struct("<I")
_LONG = struct.Struct("<q")
_NAN = 0x7FF80000
_NONE = 0x6E6F6E65
_BYTES = 0x62797465
_TUPLE = 0x7475706C


def portable_hash(key):
    """32 bits; equal for keys that a dict holds equal, such as 1, 1.0 and True."""
    try:
        hashed = _HASHES[type(key)]
    except KeyError:
        hashed = _of_subclass(key)
    return hashed(key)


def _text(key):
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def _number(key):
    # Python randomises the hash of text and of None, never that of numbers, except NaN.
    return zlib.crc32(_LONG.pack(hash(key))) if key == key else _NAN


def _bytes(key):
    return zlib.crc32(key, _BYTES)


def _none(key):
    return _NONE


def _tuple(key):
    crc = _TUPLE
    for part in key:
        crc = zlib.crc32(_WORD.pack(portable_hash(part)), crc)
    return crc


def _of_subclass(key):
    for kind in (str, bytes, int, float, tuple):
        if isinstance(key, kind):
            return _HASHES[kind]
    raise UserError(
        f"the key {shown(key)} is of type {type(key).__name__}; a key must be str, bytes, int, float,"
        " bool, None or a tuple of them"
    )


_HASHES = {
    str: _text,
    bytes: _bytes,
    int: _number,
    float: _number,
    bool: _number,
    type(None): _none,
    tuple: _tuple,
}


def shown(value):
    """A value in a message to the user."""
    try:
        text = repr(value[:200] if isinstance(value, (str, bytes)) else value)
    except Exception as problem:
        return f"<{type(value).__name__} whose repr raised {type(problem).__name__}>"
    return text if len(text) <= 200 else text[:200] + "…"
