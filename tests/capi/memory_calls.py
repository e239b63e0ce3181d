"""Whether memory runs out in every function of the C library that can say so.

usage: memory_calls.py HEADER FILE…
A function is gone through if one of the files calls it with an error object: only scenarios do, what comes before and
after them gives NULL. Functions that take none allocate nothing.
"""
import re
import sys
from pathlib import Path


def arguments(text, start):
    """What stands in the bracket that opens at `start`."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return text[start + 1:at]
    sys.exit(f"memory_calls: a bracket is not closed: {text[start:start + 60]!r}")


def asked(header):
    """Functions whose last parameter is the error object."""
    return set(re.findall(r"^GIAINGAN_API giaingan_status (giaingan_\w+)\([^;]*giaingan_error\*\* error\);", header, re.M))


def tried(text):
    calls = ((match.group(1), arguments(text, match.end() - 1)) for match in re.finditer(r"\b(giaingan_\w+)\(", text))
    return {name for name, given in calls if re.search(r"[ &]error$", given)}


def main():
    functions = asked(Path(sys.argv[1]).read_text())
    if len(functions) < 40:
        sys.exit(f"memory_calls: only {len(functions)} functions of the header were found")
    missing = sorted(functions - set().union(*(tried(Path(file).read_text()) for file in sys.argv[2:])))
    for name in missing:
        print(f"{name}: memory never runs out in it")
    print(f"memory runs out in {len(functions) - len(missing)} of {len(functions)} functions")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
