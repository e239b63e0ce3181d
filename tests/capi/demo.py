"""The year of a city through the C ABI from Python, with the standard library alone.

usage: demo.py LIBRARY POLICY DATASET TOOL
Also holds that the documents are the same bytes as the command line's. Ends with "demo: ok".
"""
import ctypes
import json
import subprocess
import sys


class Column(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("offsets", ctypes.POINTER(ctypes.c_int64)),
        ("valid", ctypes.POINTER(ctypes.c_uint8)),
        ("length", ctypes.c_int64),
        ("stride", ctypes.c_int32),
        ("type", ctypes.c_int32),
    ]


library_path, policy_path, dataset, tool = sys.argv[1:5]
library = ctypes.CDLL(library_path)
library.giaingan_error_text.restype = ctypes.c_char_p
library.giaingan_version.restype = ctypes.c_char_p
library.giaingan_portfolio_retain.restype = ctypes.c_void_p
HANDLE = ctypes.c_void_p


def constant(name):
    value = ctypes.c_int64()
    assert library.giaingan_constant(name.encode(), ctypes.byref(value)) == 0, name
    return value.value


def call(function, *arguments):
    error = HANDLE()
    status = function(*arguments, ctypes.byref(error))
    if status != constant("GIAINGAN_OK"):
        text = library.giaingan_error_text(error).decode()
        library.giaingan_error_release(error)
        raise RuntimeError(f"status {status}: {text}")


def document(result):
    text, size = ctypes.c_char_p(), ctypes.c_int64()
    call(library.giaingan_result_json, result, ctypes.byref(text), ctypes.byref(size))
    return ctypes.string_at(text, size.value)


def column(result, table, name):
    view = Column()
    call(library.giaingan_result_column, result, table.encode(), name.encode(), ctypes.byref(view))
    if view.type == constant("GIAINGAN_INT64"):
        return list((ctypes.c_int64 * view.length).from_address(view.data)) if view.length else []
    if view.type == constant("GIAINGAN_UTF8"):
        text = ctypes.string_at(view.data, view.offsets[view.length]) if view.length else b""
        return [text[view.offsets[i] : view.offsets[i + 1]].decode() for i in range(view.length)]
    raise TypeError(view.type)


def texts(values):
    """A column of texts, with the bytes that it borrows."""
    parts = [value.encode() for value in values]
    ends = [sum(map(len, parts[:count])) for count in range(len(parts) + 1)]
    data = ctypes.create_string_buffer(b"".join(parts))
    offsets = (ctypes.c_int64 * len(ends))(*ends)
    return Column(data=ctypes.addressof(data), offsets=offsets, length=len(parts), type=constant("GIAINGAN_UTF8")), data


def amounts(values):
    data = (ctypes.c_int64 * len(values))(*values)
    return Column(data=ctypes.addressof(data), length=len(values), type=constant("GIAINGAN_INT64")), data


def add(builder, table, **named):
    for name, (view, _) in named.items():
        view.name = name.encode()
    views = (Column * len(named))(*[view for view, _ in named.values()])
    call(library.giaingan_builder_add, builder, table.encode(), views, ctypes.c_int64(len(named)))


def command_line(*arguments):
    inputs = ["--policy", policy_path, "--data", dataset, "--format", "json"]
    return subprocess.run([tool, *arguments, *inputs], check=True, capture_output=True).stdout


assert ctypes.sizeof(Column) == 48
policy, portfolio, result = HANDLE(), HANDLE(), HANDLE()
with open(policy_path, "rb") as file:
    text = file.read()
call(library.giaingan_policy_from_json, text, ctypes.c_int64(len(text)), policy_path.encode(), ctypes.byref(policy))
year = library.giaingan_policy_year(policy)
call(library.giaingan_portfolio_read, dataset.encode(), year, ctypes.byref(portfolio))

call(library.giaingan_assess, policy, portfolio, year, 12, 31, None, ctypes.byref(result))
assessed = document(result)
assert assessed == command_line("assess", "--as-of", f"{year}-12-31"), "the same bytes as the command line's"
units = json.loads(assessed)["units"]
assert column(result, "units", "unit") == [unit["unit"] for unit in units]
assert column(result, "units", "plan") == [unit["plan"] for unit in units]
assert column(result, "units", "disbursed") == [unit["disbursed"] for unit in units]
assert len(units) > 1
library.giaingan_result_release(result)

# Each round sees what the ones before it have moved; the recorded year stays as it is.
moving = HANDLE(library.giaingan_portfolio_retain(portfolio))
for round_id in [b"2024-06", b"2024-09", b"2024-11"]:
    after = HANDLE()
    call(library.giaingan_reallocate, policy, moving, round_id, ctypes.byref(result), ctypes.byref(after))
    library.giaingan_portfolio_release(moving)
    moving = after
    moved = document(result)
    if round_id == b"2024-06":
        assert moved == command_line("reallocate", "--round", "2024-06"), "the first round's bytes are the command line's"
    print(round_id.decode(), "moves", sum(column(result, "cuts", "amount")), "dong in", len(column(result, "cuts", "amount")), "cuts")
    assert sum(column(result, "cuts", "amount")) == sum(column(result, "pools", "added")) + sum(column(result, "pools", "returned"))
    additions = json.loads(moved)["additions"]
    assert column(result, "additions", "allocation") == [addition["allocation"] for addition in additions]
    assert column(result, "additions", "amount") == [addition["amount"] for addition in additions]
    library.giaingan_result_release(result)
library.giaingan_portfolio_release(moving)

call(library.giaingan_evaluate, policy, portfolio, year + 1, 1, 31, ctypes.byref(result))
rated = document(result)
assert rated == command_line("evaluate", "--as-of", f"{year + 1}-01-31")
subjects = json.loads(rated)["subjects"]
assert column(result, "subjects", "unit") == [subject["unit"] for subject in subjects]
assert len(subjects) > 1
library.giaingan_result_release(result)

# The year's calendar of all units, as a document and as iCalendar.
call(library.giaingan_list_obligations, policy, portfolio, year, 9, 30, None, ctypes.byref(result))
assert document(result) == command_line("obligations", "--as-of", f"{year}-09-30")
library.giaingan_result_release(result)

# Three owners from columns: the average is 45 %, b has 15 % three months running, a and c 60 %.
built, builder = HANDLE(), HANDLE()
call(library.giaingan_builder_create, year, ctypes.byref(builder))
add(builder, "units", unit=texts("abc"), kind=texts(["owner"] * 3))
add(builder, "allocations", allocation=texts("abc"), project=texts("abc"), owner=texts("abc"), plan=amounts([1000, 2000, 3000]))
add(builder, "disbursements", allocation=texts("aaabbbccc"), month=texts([f"{year}-0{month}" for month in (1, 2, 3)] * 3),
    disbursed=amounts([200, 400, 600, 100, 200, 300, 600, 1200, 1800]))
call(library.giaingan_builder_finish, builder, ctypes.byref(built))
library.giaingan_builder_release(builder)
call(library.giaingan_assess, policy, built, year, 3, 31, b"owner", ctypes.byref(result))
assert column(result, "units", "unit") == ["a", "c", "b"]
assert column(result, "units", "rank") == [1, 1, 3]
assert [unit["flagged"] for unit in json.loads(document(result))["below_average"]] == [False, True, False]
library.giaingan_result_release(result)
library.giaingan_portfolio_release(built)

wrong = HANDLE()
try:
    call(library.giaingan_policy_from_json, b"{}", ctypes.c_int64(2), None, ctypes.byref(wrong))
except RuntimeError as error:
    assert "policy.missing_key" in str(error), error
else:
    raise AssertionError("an empty policy was accepted")

library.giaingan_portfolio_release(portfolio)
library.giaingan_policy_release(policy)
print("version", library.giaingan_version().decode())
print("demo: ok")
