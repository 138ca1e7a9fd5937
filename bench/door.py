"""What the benchmarks share: SKS's public door, and numbers out of samples."""

import argparse
import datetime
import http.client
import ipaddress
import json
import math
import os
import pathlib
import platform
import sys
import urllib.parse

# This machine, and the block that is set aside for benchmarks (RFC 2544), where a test cluster may be.
NEAR = [ipaddress.ip_network(block) for block in ("127.0.0.0/8", "::1/128", "198.18.0.0/15")]


class Refused(Exception):
    """An answer that a benchmark can't go on with."""


class Door:
    """One kept connection; for one thread."""

    def __init__(self, url, token=None, timeout=120):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "http" or not is_near(parts.hostname):
            raise SystemExit("error: the benchmarks only talk to this machine: give http://127.0.0.1:PORT")
        self._connection = http.client.HTTPConnection(
            parts.hostname, parts.port or 80, timeout=timeout, blocksize=1 << 20
        )
        self._token = token

    def ask(self, method, path, body=None, headers=None):
        """Status and body of an exchange."""
        sent = dict(headers or {})
        if self._token:
            sent["Authorization"] = "Bearer " + self._token
        try:
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise

    def json(self, method, path, value=None):
        """The JSON of an exchange that must succeed."""
        body = None if value is None else json.dumps(value)
        status, answer = self.ask(method, path, body, {"Content-Type": "application/json"})
        if status >= 300:
            raise Refused(f"{method} {path}: {status} {answer[:500].decode(errors='replace')}")
        return json.loads(answer) if answer else None

    def close(self):
        self._connection.close()


def is_near(host):
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return False
    return any(address in block for block in NEAR)


def sign_in(url, user, password, tenant=None):
    """A token; it lives for minutes, so a run must be short."""
    asked = {"name": user, "password": password, "tenant": tenant}
    return Door(url).json("POST", "/v1/sessions", asked)["accessToken"]


def arguments(description):
    """Options every benchmark against a running SKS has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--url", required=True, help="the public door, such as http://127.0.0.1:8080")
    parser.add_argument("--user", required=True, help="a member of a tenant")
    parser.add_argument(
        "--password",
        default=os.environ.get("SKS_PASSWORD"),
        help="its password; better in the environment, as SKS_PASSWORD",
    )
    return parser


def between(low, high):
    """A whole number within bounds, as an argparse type."""

    def parse(text):
        number = int(text)
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"from {low} to {high}")
        return number

    return parse


def quantile(samples, q):
    """The smallest sample that at least a share q of all do not exceed."""
    return sorted(samples)[max(0, math.ceil(len(samples) * q) - 1)] if samples else None


def machine():
    cpu = next(
        (
            line.split(":", 1)[1].strip()
            for line in read_lines("/proc/cpuinfo")
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = next((line.split()[1] for line in read_lines("/proc/meminfo")), None)
    return {
        "cores": os.cpu_count(),
        "cpu": cpu,
        "memory_kib": int(memory) if memory else None,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def read_lines(path):
    try:
        return pathlib.Path(path).read_text().splitlines()
    except OSError:
        return []


def keep(script, result):
    """Writes a run's raw numbers into results/ beside the script."""
    now = datetime.datetime.now(datetime.timezone.utc)
    folder = pathlib.Path(script).resolve().parent / "results"
    folder.mkdir(exist_ok=True)
    file = folder / f"{now:%Y-%m-%dT%H%M%SZ}.json"
    file.write_text(json.dumps({"at": f"{now:%Y-%m-%dT%H:%M:%SZ}", "machine": machine(), **result}, indent=1) + "\n")
    print(f"raw numbers: results/{file.name}", file=sys.stderr)
