"""Writes what every case of cases.tsv must give, as the command line gives it.

usage: expected.py TOOL FOLDER
FOLDER/NAME.json is the document. Where the input is wrong, FOLDER/NAME.txt is the error's text instead.
Run from the root of the source tree: cases name their files from there, and so do errors.
"""
import re
import subprocess
import sys
from csv import DictReader
from pathlib import Path

JSON = ("--format", "json")


def inputs(case):
    return "--policy", case["policy"], "--data", case["dataset"]


def as_of(command, *options, detail=None):
    """A question as of a day; its detail, if it has one, is that option."""
    return lambda case: (command, *options, *inputs(case), "--as-of", case["argument"],
                         *((detail, case["detail"]) if case["detail"] else ()))


def by_id(command):
    return lambda case: (command, *JSON, *inputs(case), "--round", case["argument"])


def about_a_goal(command):
    def asked(case):
        unit, goal = case["detail"].split(" ")
        return command, *JSON, *inputs(case), "--as-of", case["argument"], "--unit", unit, "--goal", goal
    return asked


# What the command line is asked for a question.
COMMANDS = {
    "assess": as_of("assess", *JSON, detail="--level"),
    "judge": as_of("assess", "--format", "verdicts", detail="--level"),
    "judge_documents": lambda case: as_of("assess", "--format", "verdicts")({**case, "detail": ""}),
    "resolve_policy": lambda case: ("policy", "show", *JSON, "--policy", case["policy"], "--at", case["argument"]),
    "judge_columns": as_of("assess", "--format", "verdicts"),
    "evaluate": as_of("evaluate", *JSON),
    "list_obligations": as_of("obligations", *JSON, detail="--unit"),
    "reallocate": by_id("reallocate"),
    "adjust_medium_term": by_id("medium-term"),
    "review_revenue_plans": as_of("revenue", *JSON),
    "why_not": about_a_goal("why-not"),
    "what_would_it_take": about_a_goal("what-would-it-take"),
    "compare": as_of("compare", *JSON, detail="--as-of"),
    "simulate": lambda case: ("simulate", *JSON, *inputs(case), "--scenarios", case["argument"]),
    "compare_rubrics": lambda case: ("compare", *JSON, "--rubrics", case["policy"], case["argument"]),
}


def without_dataset(document):
    """Facts from columns have no files, and so no digests of files."""
    changed, count = re.subn(rb'"dataset":\{.*?\]\}', b'"dataset":null', document, count=1)
    if count != 1:
        sys.exit("the document names no dataset")
    return changed


def main():
    tool, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    with open(Path(__file__).with_name("cases.tsv"), encoding="utf-8", newline="") as file:
        for case in DictReader(file, delimiter="\t"):
            done = subprocess.run([tool, *COMMANDS[case["question"]](case)], capture_output=True, check=False)
            if done.returncode not in (0, 1) or (done.returncode == 1) == bool(done.stdout):
                sys.exit(f"{case['name']}: exit {done.returncode}: {done.stderr.decode()}")
            kind, content = ("json", done.stdout) if done.returncode == 0 else ("txt", done.stderr)
            if case["question"] == "judge_columns":
                content = without_dataset(content)
            (folder / f"{case['name']}.{kind}").write_bytes(content)


if __name__ == "__main__":
    main()
