#!/usr/bin/env python3
"""Says whether a folder of labelled sets is the one that the models were made from.

    models/sets.py DATA      for example  models/sets.py ../data

DATA holds a folder a set, as sets.tsv names them, with train.jsonl and (where sets.tsv names one)
dev.jsonl. Prints a line for each file that is missing or not the same, and exits with 1 when there
is one.
"""
import csv
import hashlib
import sys
from pathlib import Path

SETS = Path(__file__).with_name("sets.tsv")
PARTS = ("train", "dev")
NONE = "-"


def known_sets(path=SETS):
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def differences(data):
    """(file, what is wrong with it), in the order of the table."""
    for known in known_sets():
        for part in PARTS:
            digest = known[f"{part}_sha256"]
            if digest == NONE:
                continue
            name = f"{known['name']}/{part}.jsonl"
            path = data / name
            if not path.is_file():
                yield name, f"missing; it is made from {known['source']} at {known['version']}"
                continue
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                rows = sum(1 for line in content.splitlines() if line.strip())
                yield name, f"not the same; {rows} rows, sets.tsv names {known[f'{part}_rows']}"


def main(arguments):
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write(__doc__)
        return 2
    wrong = list(differences(Path(arguments[0])))
    for name, what in wrong:
        print(f"{name}: {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
