#!/usr/bin/env python3
"""How well posts are matched to fact sheets: precision and recall of each kind of match.

    bench/facts.py [--decorum PROGRAM] [--policy DIR] [--show] FILE...

A file holds one post a line, {"id","text","sheet","match"}: what a careful reader says of it,
`match` being contradicts, supports, asks or none. A match counts as right when sheet and kind are
both right. The lower ends of the 95 % intervals (Wilson) are printed beside the shares.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("contradicts", "supports", "asks")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--decorum", default=str(ROOT / "build/release/decorum"))
    parser.add_argument("--policy", default=str(ROOT / "policies/institute"))
    parser.add_argument("--show", action="store_true", help="list the posts that differ")
    parser.add_argument("files", nargs="+", metavar="FILE")
    return parser.parse_args()


def decisions(program, policy, posts):
    lines = "".join(json.dumps({"id": post["id"], "text": post["text"]}) + "\n" for post in posts)
    command = [program, "triage", "--policy", policy, "--history", "off", "-"]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def lower_end(right, count):
    if count == 0:
        return 0.0
    z = 1.96
    share = right / count
    middle = share + z * z / (2 * count)
    spread = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return (middle - spread) / (1 + z * z / count)


def share(right, count):
    if count == 0:
        return "–"
    return f"{right / count:.3f} ({right} of {count}, at least {lower_end(right, count):.2f})"


def measure(path, options):
    posts = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    said = [{(m["sheet"], m["match"]) for m in decision.get("facts", [])}
            for decision in decisions(options.decorum, options.policy, posts)]
    wanted = [set() if post["match"] == "none" else {(post["sheet"], post["match"])}
              for post in posts]
    print(f"{path}: {len(posts)} posts\n")
    print("| kind | posts | precision | recall |\n| --- | --- | --- | --- |")
    for kind in KINDS:
        of_kind = [({m for m in have if m[1] == kind}, {m for m in want if m[1] == kind})
                   for have, want in zip(said, wanted)]
        right = sum(len(have & want) for have, want in of_kind)
        found = sum(len(have) for have, _ in of_kind)
        there = sum(len(want) for _, want in of_kind)
        print(f"| {kind} | {there} | {share(right, found)} | {share(right, there)} |")
    none = [not have for have, want in zip(said, wanted) if not want]
    print(f"| none | {len(none)} | | {share(sum(none), len(none))} |\n")
    if options.show:
        for post, have, want in zip(posts, said, wanted):
            if have != want:
                print(f"  {sorted(have)} instead of {sorted(want)}: {post['text']}")


def main():
    options = arguments()
    for path in options.files:
        measure(path, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
