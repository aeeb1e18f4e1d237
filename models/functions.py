#!/usr/bin/env python3
"""How right is the signal prejudice on each function of data/prejudice/dev.jsonl?

    models/functions.py DECORUM [MODEL]     for example  models/functions.py ./decorum

Has `DECORUM evaluate` read each function's posts, and prints, as a table, the share that it answers
rightly at the model's own threshold; below, the mean of the functions that hold hate, of the
others, and of both means (balanced accuracy over functions). Standard library only.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SUITE = Path(__file__).resolve().parent.parent / "data/prejudice/dev.jsonl"


def share_right(decorum, model, posts):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(post) + "\n" for post in posts)
        file.flush()
        command = [decorum, "evaluate", "--signal", "prejudice", *model, file.name]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)["accuracy"]


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    model = ["--model", arguments[1]] if len(arguments) == 2 else []
    functions = {}
    for line in SUITE.read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        functions.setdefault((post["label"], post["function"]), []).append(post)
    right = {"hate": [], "other": []}
    print("| label | function | posts | right % |")
    print("| --- | --- | --- | --- |")
    for (label, function), posts in sorted(functions.items()):
        share = share_right(arguments[0], model, posts)
        right[label].append(share)
        print(f"| {label} | {function} | {len(posts)} | {100 * share:.0f} |")
    means = [sum(shares) / len(shares) for shares in right.values()]
    for label, mean in zip(right, means):
        print(f"| {label} | mean of {len(right[label])} functions | | {100 * mean:.1f} |")
    print(f"| balanced | | | {100 * sum(means) / 2:.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
