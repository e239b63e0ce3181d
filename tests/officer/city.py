"""The tool, run on the example city."""

import csv
import json
import os
import subprocess
from pathlib import Path

SOURCE = Path(os.environ["GIAINGAN_SOURCE"])
TOOL = os.environ["GIAINGAN_TOOL"]
POLICY = SOURCE / "policies/lang-son-city-2024.json"
DATA = SOURCE / "docs/examples/lang-son-city-2024"
ROUNDS = ["2024-06", "2024-09", "2024-11"]


def run(command, *options, policy=POLICY, data=DATA):
    return subprocess.run([TOOL, command, "--policy", policy, "--data", data, *options], capture_output=True,
                          encoding="utf-8", check=False)


def text(command, *options):
    done = run(command, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def document(command, *options, policy=POLICY):
    done = run(command, *options, "--format", "json", policy=policy)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rows(file):
    with open(DATA / file, encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def after(round_id):
    """Options that apply all earlier rounds first."""
    return [option for earlier in ROUNDS[:ROUNDS.index(round_id)] for option in ("--after", earlier)]
