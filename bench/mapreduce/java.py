"""The Java that all of the engines run on."""

import os
import pathlib
import shutil
import subprocess

MEMORY = "1g"


def executable():
    home = os.environ.get("JAVA_HOME")
    found = str(pathlib.Path(home, "bin", "java")) if home else shutil.which("java")
    if not found:
        raise SystemExit("error: no java: set JAVA_HOME or put java on the PATH")
    return found


def version():
    """Its full version, such as 17.0.15+6."""
    answer = subprocess.run(
        [executable(), "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True
    )
    line = next(line for line in answer.stderr.splitlines() if "java.runtime.version" in line)
    return line.partition("=")[2].strip()
