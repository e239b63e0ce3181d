"""The gates of the C ABI: what is released never changes, it only grows.

usage: gates.py check  LIBRARY LAYOUT_PROGRAM HEADER_FOLDER FROZEN_FOLDER
       gates.py freeze LIBRARY LAYOUT_PROGRAM HEADER_FOLDER FROZEN_FOLDER
"check" compares the library with what is frozen; "freeze" writes it anew, for an addition or before a release.
"""
import ctypes
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


def declarations(header):
    """Every function of the header, on one line each, without comments."""
    text = re.sub(r"/\*.*?\*/", "", Path(header, "giaingan.h").read_text(), flags=re.S)
    return [" ".join(found.split()) for found in re.findall(r"^GIAINGAN_API (.*?;)", text, re.M | re.S)]


def not_portable(header):
    """What a declaration must not have, for some language or compiler reads it otherwise."""
    structs = re.findall(r"^} (giaingan_\w+);", Path(header, "giaingan.h").read_text(), re.M)
    by_value = re.compile(r"(?:^|[(,] ?)(?:const )?(?:struct )?(\w+) \w+(?= ?[,()])")
    words = re.compile(r"\b(?:bool|_Bool|long|short|unsigned|enum|size_t|wchar_t)\b|\.\.\.")
    found = []
    for declaration in declarations(header):
        found += [f"{declaration} uses {word}" for word in words.findall(declaration)]
        found += [f"{declaration} passes {name} by value" for name in by_value.findall(declaration) if name in structs]
    return found


def defined_handles(header):
    """Handles whose struct the header defines: hosts would come to rest on its members."""
    text = Path(header, "giaingan.h").read_text()
    handles = re.findall(r"^typedef struct (\w+) \1;", text, re.M)
    return [name for name in handles if re.search(rf"\bstruct {name}\s*{{", text)]


def wrong_twins(library, constants):
    """Constants that giaingan_constant gives another value than the header, or none."""
    call = ctypes.CDLL(str(library)).giaingan_constant
    call.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int64)]
    call.restype = ctypes.c_int32
    found = []
    for name, value in constants.items():
        number = ctypes.c_int64()
        if call(name.encode(), ctypes.byref(number)) != 0 or number.value != value:
            found.append(f"giaingan_constant doesn't give {name} as {value}")
    return found


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

    failures += wrong_twins(library, {line.split()[1]: int(line.split()[2]) for line in now if line.startswith("constant ")})
    failures += not_portable(header)
    failures += [f"the header defines the handle {name}" for name in defined_handles(header)]

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
