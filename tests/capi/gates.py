"""The gates of the C ABI: what is released never changes, it only grows.

usage: gates.py check  LIBRARY LAYOUT_PROGRAM HEADER_FOLDER FROZEN_FOLDER
       gates.py freeze LIBRARY LAYOUT_PROGRAM HEADER_FOLDER FROZEN_FOLDER
"check" compares the library with what is frozen; "freeze" writes it anew, for an addition or before a release.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def exported(library):
    """Every symbol that the library defines for others, with its version."""
    lines = output("nm", "--dynamic", "--defined-only", "--format=posix", "--with-symbol-versions", library).splitlines()
    names = sorted(line.split()[0] for line in lines)
    return [name for name in names if not name.startswith("GIAINGAN_")]


def soname(library):
    return re.search(r"SONAME\).*\[(.*)\]", output("readelf", "--dynamic", "--wide", library)).group(1)


def constants(header):
    """Every numeric macro of the header: a new one must enter the frozen dump."""
    return sorted(re.findall(r"^#define (GIAINGAN_\w+)\s+\(?-?\d+", Path(header, "giaingan.h").read_text(), re.M))


def abi_dump(library, header):
    return output("abidw", "--headers-dir", header, "--drop-private-types", "--exported-interfaces-only",
                  "--no-show-locs", "--no-corpus-path", "--no-comp-dir-path", "--no-elf-needed", library)


def check(library, layout, header, frozen):
    failures = []
    if soname(library) != "libgiaingan.so.1":
        failures.append(f"SONAME is {soname(library)}, not libgiaingan.so.1")

    was = Path(frozen, "symbols.txt").read_text().split()
    now = exported(library)
    failures += [f"symbol {name} is gone" for name in sorted(set(was) - set(now))]
    failures += [f"symbol {name} is exported but not frozen" for name in sorted(set(now) - set(was))]
    failures += [f"symbol {name} is not ours" for name in now if not name.startswith("giaingan_")]

    was = Path(frozen, "layout.txt").read_text().splitlines()
    now = output(layout).splitlines()
    failures += [f"layout: lost or changed: {line}" for line in was if line not in now]
    failures += [f"layout: not frozen: {line}" for line in now if line not in was]
    dumped = sorted(line.split()[1] for line in now if line.startswith("constant "))
    if dumped != constants(header):
        failures.append(f"layout.c lists {dumped}, the header has {constants(header)}")

    # abidiff passes a library without debug information: make sure that there is some, and that types were read.
    if ".debug_info" not in output("readelf", "--sections", "--wide", library):
        failures.append("the library has no debug information, so its types can't be compared")
    elif "giaingan_column" not in abi_dump(library, header):
        failures.append("the dump of types lacks giaingan_column")
    else:
        with tempfile.TemporaryDirectory() as folder:
            dump = Path(folder, "now.abi")
            dump.write_text(abi_dump(library, header))
            diff = subprocess.run(["abidiff", "--no-added-syms", str(Path(frozen, "types.abi")), str(dump)],
                                  capture_output=True, text=True)
            if diff.returncode != 0:
                failures.append("abidiff: " + diff.stdout + diff.stderr)
    return failures


def freeze(library, layout, header, frozen):
    Path(frozen, "symbols.txt").write_text("\n".join(exported(library)) + "\n")
    Path(frozen, "layout.txt").write_text(output(layout))
    Path(frozen, "types.abi").write_text(abi_dump(library, header))
    Path(frozen, "giaingan.h").write_text(Path(header, "giaingan.h").read_text())


def main():
    mode, *places = sys.argv[1:]
    if mode == "freeze":
        freeze(*places)
        return 0
    failures = check(*places)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"gates: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
