"""The user's sources: loading them, and telling what went wrong in them."""

import importlib
import importlib.machinery
import linecache
import os
import sys
import traceback

MODULES = ("mapper", "reducer", "combiner")
FILES = tuple(name + ".py" for name in MODULES)


class UserError(Exception):
    """What the user's code did that it must not do; the message is for the user."""

    def __init__(self, message, failure="UserCode", exit_code=None, trace=None):
        super().__init__(message)
        self.failure = failure
        self.exit_code = exit_code
        self.trace = trace


class Sources:
    """Imports the user's modules under the names their tracebacks show."""

    def __init__(self, folder):
        self._folder = folder
        sys.meta_path.insert(0, self)

    def function(self, name):
        """The function a module is named after."""
        found = getattr(importlib.import_module(name), name, None)
        if not callable(found):
            raise UserError(f"{name}.py has no function {name}; define: def {name}(…)")
        return found

    def find_spec(self, name, path=None, target=None):
        if name not in MODULES or not os.path.exists(self._path(name)):
            return None
        return importlib.machinery.ModuleSpec(name, self, origin=name + ".py")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        file = module.__name__ + ".py"
        with open(self._path(module.__name__), encoding="utf-8") as source:
            text = source.read()
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
        module.__file__ = file
        exec(compile(text, file, "exec", dont_inherit=True), module.__dict__)

    def _path(self, name):
        return os.path.join(self._folder, name + ".py")


def in_user_code(problem):
    if isinstance(problem, SyntaxError) and problem.filename in FILES:
        return True
    return any(frame.filename in FILES for frame in traceback.extract_tb(problem.__traceback__))


def failure_of(problem, memory):
    """The record of a failure as the contract has it."""
    if isinstance(problem, UserError):
        failure = {"failure": problem.failure, "message": str(problem)}
        if problem.trace:
            failure["traceback"] = problem.trace
        if problem.exit_code is not None:
            failure["exitCode"] = problem.exit_code
        return failure
    ours = not in_user_code(problem)
    if isinstance(problem, MemoryError):
        failure = {
            "failure": "OutOfMemory",
            "message": f"a worker passed its memory limit of {memory.text()};"
            " ask for more memory per worker, or keep less in mapper and reducer",
        }
    elif isinstance(problem, SystemExit):
        code = problem.code if isinstance(problem.code, int) else 0 if problem.code is None else 1
        failure = {
            "failure": "UserCode",
            "message": f"the program called sys.exit({problem.code!r}) instead of returning",
            "exitCode": code,
        }
    elif ours:
        return {
            "failure": "Infrastructure",
            "message": f"worker: {type(problem).__name__}: {problem}",
            "traceback": "".join(traceback.format_exception(type(problem), problem, problem.__traceback__)),
        }
    else:
        lines = traceback.format_exception_only(type(problem), problem)
        failure = {"failure": "UserCode", "message": lines[-1].strip()}
    if not ours:
        failure["traceback"] = _user_traceback(problem)
        failure["line"] = _line(problem)
    return failure


def _user_frames(problem):
    frames = traceback.extract_tb(problem.__traceback__)
    return [frame for frame in frames if frame.filename in FILES]


def _user_traceback(problem):
    summary = traceback.StackSummary.from_list(_user_frames(problem))
    lines = ["Traceback (most recent call last):\n"] if summary else []
    lines += summary.format()
    lines += traceback.format_exception_only(type(problem), problem)
    return "".join(lines)


def _line(problem):
    if isinstance(problem, SyntaxError) and problem.filename in FILES:
        return problem.lineno
    return _user_frames(problem)[-1].lineno
