"""Checks Python sources without running them: one JSON object a line in, one out.

    in:  {"source": "...", "name": "mapper"}
    out: {"message": str or null, "line": int or null}

Ends when standard input does, or by a signal when a source takes too much.
"""

import ast
import json
import resource
import signal
import sys
import warnings

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 2.0


def main():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ValueError, OSError):
        pass  # Some systems know no such limit.
    warnings.simplefilter("ignore")
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
        message, number = check(request["source"], request["name"])
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        answer = json.dumps({"message": message, "line": number})
        sys.stdout.buffer.write(answer.encode("ascii") + b"\n")
        sys.stdout.buffer.flush()


def check(source, name):
    try:
        tree = ast.parse(source, name + ".py")
        found = binds(tree.body, name)
        compile(tree, name + ".py", "exec", dont_inherit=True)
    except SyntaxError as error:
        return "%s" % error.msg, error.lineno
    except (RecursionError, MemoryError):
        return "is nested too deeply", None
    except ValueError as error:
        return "%s" % error, None
    if not found:
        return "must define the function %s at its top level" % name, None
    return None, None


def binds(body, name):
    """Whether statements may bind the name; a star import may."""
    return any(binds_one(statement, name) for statement in body)


def binds_one(node, name):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node.name == name
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return any(
            alias.name == "*" or (alias.asname or alias.name.split(".")[0]) == name
            for alias in node.names
        )
    blocks = [getattr(node, field, []) for field in ("body", "orelse", "finalbody")]
    blocks += [part.body for part in getattr(node, "handlers", []) + getattr(node, "cases", [])]
    if any(isinstance(block, list) and binds(block, name) for block in blocks):
        return True
    return any(stores(child, name) for child in ast.iter_child_nodes(node))


def stores(node, name):
    """Whether an expression, or a target such as a, (b, c), binds the name."""
    return any(
        isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Store)
        for part in ast.walk(node)
    )


if __name__ == "__main__":
    main()
