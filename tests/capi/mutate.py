"""Breaks the C ABI on purpose, one way after the other, and sees whether something notices.

usage: mutate.py SOURCE FOLDER [WORDS]
Only the breaks whose names hold WORDS, if given. SOURCE is the root of the source tree; it is copied into FOLDER and stays as it is. A break is caught if the copy doesn't
build, a gate fails, or the client of the frozen header does. Ends with `caught N of N`.
"""
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HEADER = "capi/include/giaingan.h"
MAP = "capi/giaingan.map"
BUILT = ("giaingan_c", "capi_layout", "capi_demo_frozen", "capi_header_c", "capi_header_cxx")


@dataclass(frozen=True)
class Break:
    """Every file with what is replaced in it, each found exactly once; a pattern where it begins with `re:`."""
    what: str
    edits: tuple[tuple[str, str, str], ...]


def everywhere(files, old, new):
    return tuple((file, old, new) for file in files)


BREAKS = (
    Break("members of giaingan_column change places", (
        (HEADER, r"re:(  const char\* name;[^\n]*\n)(  const void\* data;[^\n]*\n)", r"\2\1"),)),
    Break("members of giaingan_diagnostic change places", (
        (HEADER, r"re:(  const char\* code;[^\n]*\n)(  const char\* file;[^\n]*\n)", r"\2\1"),)),
    Break("a member of giaingan_column becomes wider", ((HEADER, "  int32_t stride;", "  int64_t stride;"),)),
    Break("giaingan_column gets a member", (
        (HEADER, "  giaingan_type type;\n} giaingan_column;", "  giaingan_type type;\n  int64_t more;\n} giaingan_column;"),)),
    Break("giaingan_diagnostic loses a member's name", (
        (HEADER, "  int64_t row; ", "  int64_t line; "), ("capi/src/error.cpp", ".row = found.place.row", ".line = found.place.row"))),
    Break("a constant gets another value", (
        (HEADER, "#define GIAINGAN_OUT_OF_MEMORY 3", "#define GIAINGAN_OUT_OF_MEMORY 5"),)),
    Break("two constants change their values", (
        (HEADER, "#define GIAINGAN_RANK_STANDARD 1", "#define GIAINGAN_RANK_STANDARD 2"),
        (HEADER, "#define GIAINGAN_RANK_DENSE 2", "#define GIAINGAN_RANK_DENSE 1"))),
    Break("a constant is gone from giaingan_constant", (
        ("capi/src/version.cpp", '      {"GIAINGAN_UTF8", GIAINGAN_UTF8},\n', '      {"GIAINGAN_TEXT", GIAINGAN_UTF8},\n'),)),
    Break("a symbol is dropped", ((MAP, "  local:\n", "  local:\n    giaingan_panel_total;\n"),)),
    Break("a function is renamed", everywhere(
        (HEADER, "capi/src/panel.cpp"), "giaingan_panel_total(", "giaingan_panel_sum(")),
    # The standard library's templates are visible whatever the compiler is told; the core's own functions aren't.
    Break("symbols of C++ leak", ((MAP, "    giaingan_*;\n", "    giaingan_*;\n    _ZNSt*;\n"),)),
    Break("everything is exported", ((MAP, "  local:\n    *;\n", "  local:\n    nothing_of_that_name;\n"),
                                     ("capi/CMakeLists.txt", "CXX_VISIBILITY_PRESET hidden", "CXX_VISIBILITY_PRESET default"))),
    Break("the version of symbols changes", ((MAP, "GIAINGAN_1 {", "GIAINGAN_2 {"),)),
    Break("the SONAME changes", (("capi/CMakeLists.txt", "SOVERSION 1\n", "SOVERSION 2\n"),)),
    Break("an argument becomes wider", everywhere(
        (HEADER, "capi/src/panel.cpp"), r"re:(giaingan_panel_total\(const giaingan_panel\* panel, )int32_t( month)", r"\1int64_t\2")),
    Break("arguments change places", everywhere(
        (HEADER, "capi/src/panel.cpp"), r"re:(giaingan_panel_total\([^;{]*?)int64_t\* plan,(\s*)int64_t\* disbursed",
        r"\1uint64_t* plan,\2int64_t* disbursed")),
    Break("a function gets an argument", everywhere(
        (HEADER, "capi/src/version.cpp"), "giaingan_version(void)", "giaingan_version(int32_t part)")),
    Break("a function loses an argument", everywhere(
        (HEADER, "capi/src/policy.cpp"), r"re:giaingan_policy_year\(const giaingan_policy\* policy\)(;| \{\n)",
        r"giaingan_policy_year(void)\1")),
    Break("a return type changes", everywhere(
        (HEADER, "capi/src/policy.cpp"), "int32_t giaingan_policy_year(", "int64_t giaingan_policy_year(")),
    Break("a typedef becomes wider", ((HEADER, "typedef int32_t giaingan_status;", "typedef int64_t giaingan_status;"),)),
    Break("a handle is defined", (
        (HEADER, "typedef struct giaingan_policy giaingan_policy;",
         "struct giaingan_policy_content;\nstruct giaingan_policy {\n  struct giaingan_policy_content* content;\n};\n"
         "typedef struct giaingan_policy giaingan_policy;"),)),
    Break("a bool is passed", everywhere(
        (HEADER, "capi/src/version.cpp"), "giaingan_abi_version(void)", "giaingan_abi_version(bool all)")),
    Break("a function is added without being frozen", (
        (HEADER, "GIAINGAN_API const char* giaingan_version(void);",
         "GIAINGAN_API const char* giaingan_version(void);\nGIAINGAN_API const char* giaingan_edition(void);"),
        ("capi/src/version.cpp", "const char* giaingan_version(void) {",
         'const char* giaingan_edition(void) {\n  return "";\n}\nconst char* giaingan_version(void) {'))),
    Break("the library has no debug information", (
        ("capi/CMakeLists.txt", "target_compile_options(giaingan_c PRIVATE -g)", "target_compile_options(giaingan_c PRIVATE -g0)"),
        ("capi/CMakeLists.txt", "-Wl,--no-undefined)", "-Wl,--no-undefined -Wl,--strip-debug)"))),
    Break("the header is no C", ((HEADER, "#include <stdint.h>", "#include <cstdint>"),)),
)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def edited(text, old, new, where):
    if old.startswith("re:"):
        changed, count = re.subn(old[3:], new, text, flags=re.S)
    else:
        changed, count = text.replace(old, new), text.count(old)
    if count != 1:
        sys.exit(f"mutate: {where} holds {old!r} {count} times, not once: mend the break")
    return changed


def broken(change, copy):
    """What the files of a break were, and what they become."""
    before, after = {}, {}
    for file, old, new in change.edits:
        path = copy / file
        text = before.setdefault(path, path.read_text())
        after[path] = edited(after.get(path, text), old, new, f"{change.what}: {file}")
    return before, after


def write(files):
    for path, text in files.items():
        path.write_text(text)


def gates(copy, built):
    tests = copy / "tests" / "capi"
    return run(sys.executable, str(tests / "gates.py"), "check", str(built / "capi" / "libgiaingan.so"),
               str(built / "tests" / "capi" / "capi_layout"), str(copy / "capi" / "include"), str(tests / "frozen"))


def noticed_by(copy, built):
    """What notices that something is wrong, with the first line of what it says; nothing if all is well."""
    if (compiled := run("cmake", "--build", str(built), "--target", *BUILT)).returncode != 0:
        first = next((line for line in compiled.stdout.splitlines() if " error: " in line), "it doesn't build")
        return "the compiler", first
    if (held := gates(copy, built)).returncode != 0:
        return "the gates", (held.stderr.splitlines() or [held.stdout])[0]
    client = run(str(built / "tests" / "capi" / "capi_demo_frozen"), str(copy / "policies" / "lang-son-city-2024.json"),
                 str(copy / "docs" / "examples" / "lang-son-city-2024"))
    if client.returncode != 0:
        return "the frozen client", f"exit {client.returncode}"
    return None


def copy_tree(source, copy):
    shutil.rmtree(copy, ignore_errors=True)
    for file in run("git", "-C", str(source), "ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines():
        if not (source / file).is_file():
            continue
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / file, copy / file)


def main():
    source, folder = (Path(place).resolve() for place in sys.argv[1:3])
    chosen = [change for change in BREAKS if all(words in change.what for words in sys.argv[3:])]
    if not chosen:
        sys.exit("mutate: no break is called that")
    copy = folder / "source"
    built = copy / "build" / "dev"
    copy_tree(source, copy)
    # An argument that nobody uses, say, would be noticed for the wrong reason.
    with open(copy / "capi" / "CMakeLists.txt", "a", encoding="utf-8") as file:
        file.write("target_compile_options(giaingan_c PRIVATE -Wno-error)\n")
    changes = [(change.what, *broken(change, copy)) for change in chosen]  # a break that fits no more is told at once
    if (configured := subprocess.run(["cmake", "--preset", "dev"], cwd=copy, capture_output=True, text=True, check=False)).returncode != 0:
        sys.exit(configured.stdout + configured.stderr)
    if wrong := noticed_by(copy, built):
        sys.exit(f"mutate: before any break {wrong[0]}: {wrong[1]}")
    caught = 0
    for what, before, after in changes:
        write(after)
        noticed = noticed_by(copy, built)
        write(before)
        caught += noticed is not None
        print(f"{what}: {'NOT CAUGHT' if noticed is None else f'caught by {noticed[0]}: {noticed[1]}'}", flush=True)
    print(f"caught {caught} of {len(chosen)}")
    return 0 if caught == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
