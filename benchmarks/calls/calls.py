"""Python: what calls.c does, with numpy for figures and pyarrow for facts."""

import time

import numpy as np
import pyarrow

from giaingan import Panel, Portfolio

UNITS, ALLOCATIONS, MONTHS, OWNERS, CALLS, ROUNDS = 1_000_000, 100_000, 10, 1_000, 200_000, 5


def ids(letter: str, count: int, of: int) -> list[str]:
    return [f"{letter}{i % of:06}" for i in range(count)]


numbers = np.arange(UNITS)
plan = 1_000_000_000 + numbers % 977
disbursed = numbers * 7919 % plan
for _ in range(ROUNDS):
    start = time.process_time()
    ranks = Panel([plan], [disbursed]).rank()
    print("rank", time.process_time() - start)
print("sum", int((numbers % 1000 * ranks[0]).sum()))

panel = Panel([plan], [disbursed])
for _ in range(ROUNDS):
    start = time.process_time()
    for _ in range(CALLS):
        panel.total(1)
    print("call", (time.process_time() - start) / CALLS)

rows = np.arange(ALLOCATIONS * MONTHS)
month = rows // ALLOCATIONS + 1
names = ids("u", OWNERS, OWNERS)
allocations = ids("a", ALLOCATIONS, ALLOCATIONS)
tables = {
    "units": pyarrow.table({"unit": names, "name": names, "kind": ["owner"] * OWNERS}),
    "allocations": pyarrow.table({
        "allocation": allocations, "project": ids("p", ALLOCATIONS, ALLOCATIONS),
        "owner": ids("u", ALLOCATIONS, OWNERS), "plan": [1_000_000_000] * ALLOCATIONS}),
    "disbursements": pyarrow.table({
        "allocation": allocations * MONTHS, "month": month, "disbursed": month * (rows % ALLOCATIONS)}),
}
for _ in range(ROUNDS):
    start = time.process_time()
    made = Portfolio.from_tables(2024, tables)
    del made
    print("facts", time.process_time() - start)
