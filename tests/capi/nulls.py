"""NULL in every pointer place of every function of the header, alone and with all others: no crash, a status that
says so, and out-parameters that are NULL or as they were.

usage: nulls.py LIBRARY HEADER POLICY DATASET
"""
import ctypes
import itertools
import re
import sys
from pathlib import Path

from gates import declarations

LIBRARY, HEADER, POLICY, DATASET = sys.argv[1], Path(sys.argv[2]).parent, Path(sys.argv[3]), sys.argv[4]
OK, INVALID_ARGUMENT = 0, 2
VALUE = {"int32_t": ctypes.c_int32, "int64_t": ctypes.c_int64}
# Where NULL means something by itself.
MAY_BE_NULL = {
    "error", "level", "after", "done", "expected", "sizes",  # an option that isn't taken
    "policy_name", "tests_name", "folder", "by", "denominators", "collectives", "unit",
    "reference_plan", "reference_disbursed", "below", "undefined", "current_run", "longest_run", "first_flagged",
    "against", "context", "rows", "columns", "plan", "disbursed", "json_size", "text_size", "table",
}
AND_IN = {("giaingan_policy_from_json", "name"), ("giaingan_digests", "policy"), ("giaingan_digests", "portfolio")}
TAKES_NULL = re.compile(r"_(?:release|retain|cancel|reset|status|text|count|name|year)$")  # return a value, or nothing
SPARE = ctypes.create_string_buffer(4096)  # what a pointer to numbers, columns or structs points to


def parameters(declaration):
    inside = declaration[declaration.index("(") + 1:declaration.rindex(")")]
    if inside == "void":
        return []
    parts = [re.fullmatch(r"(.*?)(\w+)", part.strip()) for part in inside.split(",")]
    return [(part.group(1).replace("const", "").replace("struct", "").replace(" ", ""), part.group(2)) for part in parts]


class Objects:
    """Something good for each pointer type."""

    def __init__(self, library):
        self.library = library
        self.kept = []
        text = POLICY.read_bytes()
        self.handles = {}
        self.make("giaingan_policy*", "giaingan_policy_from_json", text, ctypes.c_int64(len(text)), None)
        self.make("giaingan_portfolio*", "giaingan_portfolio_read", DATASET.encode(), 2024)
        self.make("giaingan_session*", "giaingan_session_create")
        self.make("giaingan_builder*", "giaingan_builder_create", 2024)
        self.make("giaingan_result*", "giaingan_assess", self.handles["giaingan_policy*"],
                  self.handles["giaingan_portfolio*"], 2024, 11, 30, None)

    def make(self, kind, function, *arguments):
        out = ctypes.c_void_p()
        status = getattr(self.library, function)(*arguments, ctypes.byref(out), None)
        assert status == OK, (function, status)
        self.handles[kind] = out

    def of(self, kind, name):
        if kind in self.handles:
            return self.handles[kind]
        if kind == "char*":
            return b"x"
        if kind == "char**" and name in ("names", "documents"):
            self.kept.append((ctypes.c_char_p * 1)(b"{}"))
            return self.kept[-1]
        if kind.endswith("**"):  # an out-parameter that isn't NULL before the call
            self.kept.append(ctypes.c_void_p(1))
            return ctypes.byref(self.kept[-1])
        if kind in ("giaingan_error*", "giaingan_panel*", "giaingan_ratings*"):
            return None  # a release or a reading of none is what there is to try
        ctypes.memset(SPARE, 0, len(SPARE))
        return SPARE


def try_nulls(library, objects, declaration):
    """What is wrong with one function."""
    name = re.search(r"(giaingan_\w+)\(", declaration).group(1)
    function = getattr(library, name)
    function.restype = ctypes.c_int32 if declaration.startswith("giaingan_status") else ctypes.c_void_p
    params = parameters(declaration)
    pointers = [place for place, (kind, _) in enumerate(params) if kind.endswith("*")]
    sets = [(place,) for place in pointers] + list(itertools.combinations(pointers, 2)) + [tuple(pointers)]
    for nulls in sets:
        objects.kept.clear()
        arguments = [None if place in nulls else objects.of(kind, param) if kind.endswith("*") else
                     VALUE.get(kind, ctypes.c_int32)(0) for place, (kind, param) in enumerate(params)]
        print(name, [params[place][1] for place in nulls], file=sys.stderr, flush=True)  # for a crash's sake
        status = function(*arguments)
        named = {params[place][1] for place in nulls}
        needed = sorted(each for each in named if each not in MAY_BE_NULL and (name, each) not in AND_IN)
        if name == "giaingan_digests" and {"policy", "portfolio"} <= named:
            needed += ["policy", "portfolio"]
        if needed and declaration.startswith("giaingan_status") and not TAKES_NULL.search(name):
            if status != INVALID_ARGUMENT:
                yield f"{name} with NULL for {', '.join(needed)} returns {status}"
        for place, (kind, param) in enumerate(params):
            out = kind.endswith("**") and param not in ("names", "documents", "rank") and place not in nulls
            if out and status != OK and param != "error" and arguments[place]._obj.value is not None and \
                    kind not in ("char**",):
                yield f"{name} fails and leaves {param} as it was, not NULL"
            if out and param == "error" and arguments[place]._obj.value:
                library.giaingan_error_release(arguments[place]._obj)


def main():
    library = ctypes.CDLL(LIBRARY)
    objects = Objects(library)
    functions = declarations(HEADER)
    wrong = []
    for declaration in functions:
        if "giaingan_text_release" in declaration or re.search(r"_release\((?!giaingan_error)", declaration):
            params = parameters(declaration)
            getattr(library, re.search(r"(giaingan_\w+)\(", declaration).group(1))(*[None for _ in params])
            continue
        wrong += try_nulls(library, objects, declaration)
    if len(functions) < 60:
        wrong.append(f"only {len(functions)} functions were found in the header")
    for each in wrong:
        print("nulls:", each)
    sys.exit(1 if wrong else 0)


main()
