#!/usr/bin/env python3
"""programs_test.py PAGE LIBRARY COMPILER INCLUDE: runs the page's programs, each block ```c or ```python.

A C program is built in C99 with the compiler, against the headers in the folder INCLUDE and the shared library; a Python program
gets the library's path as its argument. The block ```text that follows must be what it prints.
"""

import difflib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = re.compile(r"^```(c|python)\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def command_of(language, source, folder, library, compiler, include):
    """The command that runs the source, built first if it must be."""
    if language == "python":
        program = folder / "program.py"
        program.write_text(source, encoding="utf-8")
        return [sys.executable, program, library]
    (folder / "program.c").write_text(source, encoding="utf-8")
    subprocess.run([compiler, "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{include}", folder / "program.c", library,
                    f"-Wl,-rpath,{Path(library).parent}", "-o", folder / "program"], check=True)
    return [folder / "program"]


def main(page, library, compiler, include):
    programs = PROGRAM.findall(Path(page).read_text(encoding="utf-8"))
    if {language for language, _, _ in programs} != {"c", "python"}:
        sys.exit(f"{page} doesn't show both a C and a Python program with what it prints")
    wrong = False
    for language, source, shown in programs:
        with tempfile.TemporaryDirectory() as folder:
            command = command_of(language, source, Path(folder), library, compiler, include)
            run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if run.returncode != 0 or run.stdout != shown:
            wrong = True
            print(language, *difflib.unified_diff(shown.splitlines(), run.stdout.splitlines(), "shown", "printed", lineterm=""),
                  run.stderr, sep="\n")
    sys.exit(wrong)


if __name__ == "__main__":
    main(*sys.argv[1:])
