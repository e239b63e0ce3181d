"""Writes what every case of cases.tsv must give, as the command line gives it.

usage: expected.py TOOL FOLDER
FOLDER/NAME.json is the document. Where the input is wrong, FOLDER/NAME.txt is the error's text instead.
Run from the root of the source tree: cases name their files from there, and so do errors.
"""
import subprocess
import sys
from csv import DictReader
from pathlib import Path

DAY = "--as-of"
# The command of a question, and the options that its argument and detail are.
COMMANDS = {
    "assess": (("assess", "--format", "json"), DAY, "--level"),
    "judge": (("assess", "--format", "verdicts"), DAY, "--level"),
    "evaluate": (("evaluate", "--format", "json"), DAY, None),
    "list_obligations": (("obligations", "--format", "json"), DAY, "--unit"),
    "reallocate": (("reallocate", "--format", "json"), "--round", None),
    "adjust_medium_term": (("medium-term", "--format", "json"), "--round", None),
    "review_revenue_plans": (("revenue", "--format", "json"), DAY, None),
}


def main():
    tool, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    with open(Path(__file__).with_name("cases.tsv"), encoding="utf-8", newline="") as file:
        for case in DictReader(file, delimiter="\t"):
            command, argument, detail = COMMANDS[case["question"]]
            asked = [tool, *command, "--policy", case["policy"], "--data", case["dataset"], argument, case["argument"]]
            if case["detail"]:
                asked += [detail, case["detail"]]
            done = subprocess.run(asked, capture_output=True, check=False)
            if done.returncode not in (0, 1) or (done.returncode == 1) == bool(done.stdout):
                sys.exit(f"{case['name']}: exit {done.returncode}: {done.stderr.decode()}")
            kind, content = ("json", done.stdout) if done.returncode == 0 else ("txt", done.stderr)
            (folder / f"{case['name']}.{kind}").write_bytes(content)


if __name__ == "__main__":
    main()
