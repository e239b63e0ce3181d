#!/usr/bin/env python3
"""console_test.py PAGE TOOL FOLDER POLICY: runs each `$ command` of the page's console blocks in the folder.

The lines below a command must be what it prints; "…" stands for any text within a line.
"""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions(page):
    """(command, lines shown) of every command."""
    for block in BLOCK.findall(page):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = session.partition("\n")
            yield command, shown.splitlines()


def matches(shown, printed):
    return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), printed) is not None


def main(page, tool, folder, policy):
    path = os.pathsep.join([str(Path(tool).resolve().parent), os.environ["PATH"]])
    run_any = False
    wrong = False
    for command, shown in sessions(Path(page).read_text(encoding="utf-8")):
        run_any = True
        run = subprocess.run(["sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path, "policy": policy},
                             capture_output=True, encoding="utf-8", check=False)
        printed = run.stdout.splitlines()
        if len(shown) != len(printed) or not all(map(matches, shown, printed)):
            wrong = True
            print(f"$ {command}", *difflib.unified_diff(shown, printed, "shown", "printed", lineterm=""), run.stderr, sep="\n")
    if not run_any:
        sys.exit(f"{page} shows no command")
    sys.exit(wrong)


if __name__ == "__main__":
    main(*sys.argv[1:])
