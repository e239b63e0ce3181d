"""The same year as a dataset folder of CSV files: every unit is an owner with one allocation."""

from pathlib import Path

import numpy as np

from year import MONTHS, Year

BUDGET_YEAR = 2024


def write(year: Year, folder: Path) -> None:
    """units.csv, allocations.csv, plan_changes.csv and disbursements.csv, as docs/dataset.md describes them."""
    folder.mkdir(parents=True, exist_ok=True)
    units = range(year.units)
    _write(folder / "units.csv", "unit,name,kind,parent",
           ["tinh,Tỉnh,province,", *(f"cdt-{i:06},Ban quản lý dự án {i},owner,tinh" for i in units)])
    _write(folder / "allocations.csv", "allocation,project,owner,locality,source,programme,carried_from,plan",
           [f"kv-{i:06},da-{i // 2:06},cdt-{i:06},xa-{i % 300},nguon-{i % 5},,,{plan}"
            for i, plan in enumerate(year.plan[0].tolist())])
    _write(folder / "plan_changes.csv", "allocation,date,change,decision", _changes(year))
    _write(folder / "disbursements.csv", "allocation,month,disbursed",
           [f"kv-{i:06},{BUDGET_YEAR}-{month + 1:02},{disbursed}"
            for i, months in enumerate(year.disbursed.T.tolist()) for month, disbursed in enumerate(months)])


def _changes(year: Year) -> list[str]:
    rows = []
    for month in range(1, MONTHS):
        change = year.plan[month] - year.plan[month - 1]
        rows += [f"kv-{i:06},{BUDGET_YEAR}-{month + 1:02}-15,{change[i]},{month}/QĐ-UBND"
                 for i in np.flatnonzero(change).tolist()]
    return rows


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
