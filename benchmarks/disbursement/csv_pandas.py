"""A process of its own: a dataset folder to a CSV of results with pandas, deciding in doubles.

    csv_pandas.py FOLDER RESULT.csv

Only the columns that are used are read, with their types given; every month-end has its row in the data, so
that nothing is carried forward.
"""

import sys

import numpy as np
import pandas as pd

MONTHS = range(1, 13)


def read(folder: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Plan in force and cumulative disbursed: a row a unit, a column a month."""
    units = pd.read_csv(f"{folder}/units.csv", usecols=["unit", "kind"], dtype=str)
    allocations = pd.read_csv(f"{folder}/allocations.csv", usecols=["allocation", "owner", "plan"],
                              dtype={"allocation": str, "owner": str, "plan": np.int64})
    changes = pd.read_csv(f"{folder}/plan_changes.csv", usecols=["allocation", "date", "change"],
                          dtype={"allocation": str, "date": str, "change": np.int64})
    disbursements = pd.read_csv(f"{folder}/disbursements.csv", usecols=["allocation", "month", "disbursed"],
                                dtype={"allocation": str, "month": str, "disbursed": np.int64})
    changes["month"] = changes["date"].str[5:7].astype(np.int64)
    disbursements["month"] = disbursements["month"].str[5:7].astype(np.int64)
    owner_of = allocations.set_index("allocation")["owner"]
    owners = pd.Index(units.loc[units["kind"] == "owner", "unit"])
    return (_plans(allocations, changes, owner_of, owners),
            _by_month(disbursements, "disbursed", owner_of, owners))


def _plans(allocations, changes, owner_of, owners) -> pd.DataFrame:
    initial = allocations.groupby("owner")["plan"].sum().reindex(owners, fill_value=0)
    changed = _by_month(changes, "change", owner_of, owners).cumsum(axis=1)
    return changed.add(initial, axis=0)


def _by_month(rows: pd.DataFrame, column: str, owner_of: pd.Series, owners: pd.Index) -> pd.DataFrame:
    owner = rows["allocation"].map(owner_of)
    months = rows.groupby([owner, rows["month"]], sort=False)[column].sum().unstack(fill_value=0)
    return months.reindex(index=owners, columns=MONTHS, fill_value=0)


def assess(plan: pd.DataFrame, disbursed: pd.DataFrame) -> pd.DataFrame:
    """Rank in December and runs below the weighted average, in doubles."""
    ratio = disbursed / plan
    below = ratio.lt(disbursed.sum() / plan.sum(), axis=1).to_numpy()
    run = np.zeros(len(plan), np.int64)
    longest = run.copy()
    first = run.copy()
    for month in MONTHS:
        run = np.where(below[:, month - 1], run + 1, 0)
        longest = np.maximum(longest, run)
        first = np.where((first == 0) & (run == 3), month, first)
    return pd.DataFrame({"unit": plan.index, "plan": plan[12].to_numpy(), "disbursed": disbursed[12].to_numpy(),
                         "percent": (100 * ratio[12]).round(2).to_numpy(),
                         "rank": ratio[12].rank(method="min", ascending=False).to_numpy(np.int64),
                         "current_run": run, "longest_run": longest, "first_flagged": first, "flagged": run >= 3})


def main() -> None:
    folder, path = sys.argv[1:]
    assess(*read(folder)).sort_values(["rank", "unit"]).to_csv(path, index=False)


if __name__ == "__main__":
    main()
