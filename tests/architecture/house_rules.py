#!/usr/bin/env python3
"""The rules of the house that a compiler doesn't see, as a test.

house_rules.py ROOT prints every breach as `file:line: what is wrong` and exits with 1 if there is one:

- a floor includes only floors below it; a room of rules/ includes no sibling room;
- include/ includes nothing but itself and the standard library, but for giaingan/testing.hpp, which stands above all
  floors and needs GoogleMock; tools/ knows include/ alone;
- the slow oracle shares nothing with the library;
- verify, which checks the rules' results, includes none of them and is included by none of them;
- include/ and src/ hold no floating point;
- no two files of a namespace define types of one name, which the linker would take for the same;
- every source has a header of its floor that declares what it defines, every source of rules/ a room;
- no file is longer than 600 lines, but the C header, which is one file for those who copy it.
"""

import re
import sys
from pathlib import Path, PurePosixPath

FLOORS = ["exact", "calendar", "input", "policy", "portfolio", "io", "verify", "figures", "rules", "assessment",
          "policy_tests", "simulation"]
ALONE = "verify"  # stands below the rules that it checks, and nothing of the library may stand on it
TOP = {"capi": len(FLOORS), "tools": len(FLOORS)}  # neither knows the other
TESTING = "include/giaingan/testing.hpp"  # for hosts' own tests; nothing of the library may include it
MOST_LINES = 600
ONE_FILE = "giaingan.h"  # and its frozen copy
CODE = {".hpp", ".cpp", ".h", ".c", ".py"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.MULTILINE)
COMMENT_OR_LITERAL = re.compile(
    r"//[^\n]*|/\*.*?\*/"  # comments
    r'|R"([^\s()\\]{0,16})\(.*?\)\1"'  # raw strings
    r'|"(?:\\.|[^"\\\n])*"'  # strings
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'",  # characters, not the separators of 1'000
    re.DOTALL)
FLOATING = re.compile(
    r"\b(?:double|float|stod|stof|stold|strtod|strtof|strtold|atof)\b"
    r"|(?<![\w.'])[0-9][0-9']*(?:\.[0-9']*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)(?![\w.])"
    r"|(?<![\w.'\])])\.[0-9]+")

UNNAMED_NAMESPACE = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.DOTALL | re.MULTILINE)  # as clang-format closes it
NAMESPACE = re.compile(r"^namespace ([\w: ]+) \{", re.MULTILINE)
TYPE = re.compile(r"^(?:struct|class|union|enum class) (\w+)(?: final)?(?: : [^;{]*)?\s*\{", re.MULTILINE)


def without_comments_and_literals(text):
    """The text with comments and literals blanked, line by line where they stood."""
    return COMMENT_OR_LITERAL.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


class House:
    def __init__(self, root):
        self.root = Path(root)
        self.breaches = []

    def files(self, *folders):
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in CODE and path.is_file():
                    yield PurePosixPath(path.relative_to(self.root))

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def report(self, path, line, message):
        self.breaches.append(f"{path}:{line}: {message}")

    def includes(self, path):
        """(line, bracket, target) of each include; a quoted one beside the file is given as from its root."""
        text = self.text(path)
        for match in INCLUDE.finditer(text):
            bracket, target = match.groups()
            beside = path.parent / target
            if bracket == '"' and (self.root / beside).is_file():
                target = str(inside(beside) or target)
            yield line_of(text, match.start()), bracket, target

    def check_rooms(self):
        """Files of rules/ that include one another make up a room, so no such group may hold two public headers."""
        group = {}  # file -> the group's public header, or its first file if it has none

        def is_room(path):
            return path.parts[0] == "include"

        def join(path, line, target):
            one, other = group.setdefault(path, path), group.setdefault(target, target)
            if one == other:
                return
            if is_room(one) and is_room(other):
                self.report(path, line, f"joins the rooms {one.stem} and {other.stem} of rules by including {target.name}")
                return
            kept, dropped = (one, other) if is_room(one) else (other, one)
            for member in [m for m, g in group.items() if g == dropped]:
                group[member] = kept

        edges = []
        for path in self.files("include/giaingan/rules", "src/rules"):
            group[path] = path
            for line, _, target in self.includes(path):
                if target.startswith("giaingan/rules/"):
                    edges.append((path, line, PurePosixPath("include") / target))
                elif target.startswith("rules/"):
                    edges.append((path, line, PurePosixPath("src") / target))
        for edge in sorted(edges, key=lambda edge: not is_room(edge[2])):
            join(*edge)
        for path, head in group.items():
            if path.suffix == ".cpp" and not is_room(head):
                self.report(path, 1, "belongs to no room: it leads to no header of include/giaingan/rules")

    def check_floors(self):
        for path in self.files("include", "src", "capi", "tools"):
            place = inside(path)
            if str(path) == TESTING:
                continue
            if place is None:
                self.report(path, 1, f"stands on no floor; the floors are {', '.join(FLOORS)}")
                continue
            for line, bracket, target in self.includes(path):
                self.check_include(path, place, line, bracket, target)

    def check_include(self, path, place, line, bracket, target):
        if "include/" + target == TESTING:
            self.report(path, line, f"{place.parts[0]} includes {target}, which is for tests alone")
        if path.parts[0] == "include" and not target.startswith("giaingan/") and not re.fullmatch(r"[a-z_0-9]+", target):
            self.report(path, line, f"a public header includes {target}, which is neither ours nor the standard library")
        if path.parts[0] == "tools" and target.split("/")[0] in FLOORS:
            self.report(path, line, f"a tool includes {target}, which is private to the library")
        aim = inside(PurePosixPath("include") / target) if target.startswith("giaingan/") else named(target)
        if aim is None:
            return
        if aim.parts[0] == ALONE and place.parts[0] != ALONE and place.parts[0] not in TOP:
            self.report(path, line, f"{place.parts[0]} includes {target}: a check must share nothing with what it checks")
        if level(aim) > level(place) or (level(aim) == level(place) and aim.parts[0] != place.parts[0]):
            self.report(path, line, f"{place.parts[0]} includes {target}, which doesn't stand below it")

    def check_oracle(self):
        for path in self.files("tests/oracle"):
            if path.stem.endswith("_test"):
                continue
            for line, _, target in self.includes(path):
                if target.startswith("giaingan/") or target.split("/")[0] in FLOORS:
                    self.report(path, line, f"the oracle includes {target} of the library that it judges")

    def check_floating_point(self):
        for path in self.files("include", "src"):
            code = without_comments_and_literals(INCLUDE.sub("", self.text(path)))
            for match in FLOATING.finditer(code):
                self.report(path, line_of(code, match.start()), f"floating point: {match.group()}")

    def check_names(self):
        first = {}  # (namespace, type) -> where it is defined
        for path in self.files("include", "src", "capi", "tools"):
            shared = UNNAMED_NAMESPACE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), self.text(path))
            code = without_comments_and_literals(shared)
            namespace = NAMESPACE.search(code)
            for match in TYPE.finditer(code):
                key = (namespace and namespace.group(1), match.group(1))
                if key in first:
                    self.report(path, line_of(code, match.start()), f"{match.group(1)} is defined in {first[key]} too")
                first.setdefault(key, path)

    def check_mirrors(self):
        for path in self.files("src"):
            if path.suffix != ".cpp" or inside(path) is None:
                continue
            floor = path.parts[1]
            own = [t for _, _, t in self.includes(path) if t.startswith((f"giaingan/{floor}/", f"{floor}/"))]
            if not own:
                self.report(path, 1, f"includes no header of {floor}, so nothing declares what it defines")

    def check_length(self):
        for path in self.files("include", "src", "capi", "tools", "tests", "benchmarks", "bindings"):
            lines = self.text(path).count("\n")
            if lines > MOST_LINES and path.name != ONE_FILE:
                self.report(path, lines, f"{lines} lines, more than {MOST_LINES}: does it still hold one subject?")

    def check(self):
        self.check_floors()
        self.check_rooms()
        self.check_oracle()
        self.check_floating_point()
        self.check_names()
        self.check_mirrors()
        self.check_length()
        return self.breaches


def inside(path):
    """The path from its floor on (`rules/x.cpp`), or None if it stands on no floor."""
    parts = path.parts
    if parts[:2] == ("include", "giaingan"):
        return named("/".join(parts[2:])) if len(parts) > 3 else None
    if parts[0] == "src":
        return named("/".join(parts[1:])) if len(parts) > 2 else None
    return PurePosixPath(path) if parts[0] in TOP else None


def named(target):
    """An include target as a path from its floor on, or None if it names no floor."""
    path = PurePosixPath(target)
    return path if path.parts[0] in FLOORS or path.parts[0] in TOP else None


def level(place):
    return TOP[place.parts[0]] if place.parts[0] in TOP else FLOORS.index(place.parts[0])


def main(arguments):
    if len(arguments) != 1 or not (Path(arguments[0]) / "include/giaingan").is_dir():
        print("usage: house_rules.py ROOT, the root of the source tree", file=sys.stderr)
        return 2
    breaches = House(arguments[0]).check()
    for breach in breaches:
        print(breach)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
