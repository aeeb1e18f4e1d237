#!/usr/bin/env python3
"""Are harmless posts flagged more often when they name a group of people, or come from one?

    models/fairness.py DECORUM [POLICY]     for example  models/fairness.py ./decorum

Has `DECORUM triage` read the posts of data/fairness, and prints one table: for each group the
share, in percent, at or above the policy's thresholds, beside it the share of the rest (the posts
of all other groups of the same kind: written ones, or those filled from templates), and whether the
group is held: no share is above 1.25 times the rest's or above 2 %, whichever is larger. A value
that the readers do not know is not flagged. Groups of which nothing is flagged share a row.

A threshold is the lowest X of any `abuse >= X` in POLICY/protocol.yaml (of policies/institute, if
none is named), and so for prejudice and troll. Aggression, which the shipped policies only use
within troll, is measured where prejudice is if the policy does not name it. `--at X` measures all
four at X, to see how near the groups are; `--posts` lists what was flagged. Exit status: 0 when
every group is held, 1 when one is not, 2 when nothing could be measured. Standard library only.
"""
import argparse
import json
import re
import subprocess
import sys
from collections import Counter, namedtuple
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTS = ROOT / "data/fairness"
SIGNALS = ("abuse", "prejudice", "aggression", "troll")
RATIO_MOST = 1.25
SHARE_MOST = 0.02
TEMPLATE = "named by template"

# signals: {name: value or None}
Reading = namedtuple("Reading", "about group text signals")
# share, rest: {signal: share of 1}
Row = namedtuple("Row", "about group posts share rest held")


class CannotRun(Exception):
    """What is missing, in a sentence."""


def written_posts(folder):
    """(about, group, text) of each line of the folder's sets."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            yield post["about"], post["group"], post["text"]


def filled_posts(template):
    """(about, group, text) of each sentence filled with each group's name."""
    for group in template["groups"]:
        for sentence in template["sentences"]:
            text = sentence.replace("{people}", group)
            yield TEMPLATE, group, text[0].upper() + text[1:]


def thresholds(protocol, where):
    """{signal: lowest X of `signal >= X`} of a protocol's text."""
    least = {}
    for signal in SIGNALS:
        found = re.findall(rf"(?<![\w.]){signal}\s*>=\s*([0-9]*\.?[0-9]+)", protocol)
        if found:
            least[signal] = min(map(float, found))
        elif signal == "aggression":
            least[signal] = least["prejudice"]
        else:
            raise CannotRun(f"{where}: no condition `{signal} >= X`, so nothing says from which "
                            f"value on a post is flagged; name a policy that has one")
    return least


def is_flagged(reading, signal, least):
    value = reading.signals[signal]
    return value is not None and value >= least[signal]


def is_held(share, rest):
    return share <= max(RATIO_MOST * rest, SHARE_MOST)


def kind(about):
    """What a group is compared within."""
    return "by template" if about == TEMPLATE else "written"


def rows_of(readings, least):
    """A Row for each group, in the order of the readings."""
    posts, flagged = Counter(), Counter()
    for reading in readings:
        for key in ((reading.about, reading.group), kind(reading.about)):
            posts[key] += 1
            for signal in SIGNALS:
                flagged[key, signal] += is_flagged(reading, signal, least)
    rows = []
    for about, group in dict.fromkeys((reading.about, reading.group) for reading in readings):
        key, every = (about, group), kind(about)
        share = {signal: flagged[key, signal] / posts[key] for signal in SIGNALS}
        others = max(1, posts[every] - posts[key])
        rest = {signal: (flagged[every, signal] - flagged[key, signal]) / others
                for signal in SIGNALS}
        held = all(is_held(share[signal], rest[signal]) for signal in SIGNALS)
        rows.append(Row(about, group, posts[key], share, rest, held))
    return rows


def silent(row):
    return not any(row.share.values())


def table(rows, least):
    """The rows as Markdown: what is flagged of all posts of a kind; the groups that are not held,
    then the others of which something is flagged; and the number of those without."""
    def line(about, group, posts, cells, held):
        return "| " + " | ".join([about, group, str(posts), *cells, held]) + " |"

    def percent(share):
        return f"{100 * share:.1f}"

    titles = [cell for signal in SIGNALS for cell in (f"{signal} >= {least[signal]:g}", "rest")]
    lines = [line("about", "group", "posts", titles, "held"), "|" + " --- |" * 12]
    for every in dict.fromkeys(kind(row.about) for row in rows):
        ours = [row for row in rows if kind(row.about) == every]
        posts = sum(row.posts for row in ours)
        cells = [cell for signal in SIGNALS for cell in
                 (percent(sum(row.posts * row.share[signal] for row in ours) / posts), "")]
        lines.append(line("all", every, posts, cells, ""))
    for row in sorted(rows, key=lambda row: (row.held, -max(row.share.values()))):
        if not silent(row):
            cells = [percent(part[signal]) for signal in SIGNALS for part in (row.share, row.rest)]
            lines.append(line(row.about, row.group, row.posts, cells, "yes" if row.held else "no"))
    for about, groups in Counter(row.about for row in rows if silent(row)).items():
        posts = sum(row.posts for row in rows if row.about == about and silent(row))
        lines.append(line(about, f"other groups: {groups}", posts, ["0.0", ""] * 4, "yes"))
    return lines


def flagged_posts(readings, least):
    """A line for each flagged post: the values that flag it, its group, its text."""
    for reading in readings:
        values = [f"{signal} {reading.signals[signal]:.2f}" for signal in SIGNALS
                  if is_flagged(reading, signal, least)]
        if values:
            yield f"{', '.join(values)} ({reading.about}, {reading.group}): {reading.text}"


def read(decorum, policy, posts):
    """A Reading for each of the posts, by the command."""
    lines = "".join(json.dumps({"text": text}) + "\n" for _, _, text in posts)
    command = [decorum, "triage", "--policy", str(policy), "--history", "off"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    answers = done.stdout.splitlines()
    if len(answers) != len(posts):
        raise CannotRun(f"{' '.join(command)}: {len(answers)} answers to {len(posts)} posts (exit "
                        f"status {done.returncode})\n{done.stderr.strip()}")
    return [Reading(*post, json.loads(answer)["signals"]) for post, answer in zip(posts, answers)]


def measure(options):
    """Prints, and says whether every group is held."""
    if options.at is None:
        protocol = options.policy / "protocol.yaml"
        least = thresholds(protocol.read_text(encoding="utf-8"), protocol)
    else:
        least = dict.fromkeys(SIGNALS, options.at)
    template = json.loads((POSTS / "template.json").read_text(encoding="utf-8"))
    posts = [*written_posts(POSTS), *filled_posts(template)]
    readings = read(options.decorum, options.policy, posts)
    rows = rows_of(readings, least)
    print("\n".join(table(rows, least)))
    if options.posts:
        print("\n" + "\n".join(flagged_posts(readings, least)))
    return all(row.held for row in rows)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decorum", metavar="DECORUM")
    parser.add_argument("policy", metavar="POLICY", nargs="?", type=Path,
                        default=ROOT / "policies/institute")
    parser.add_argument("--at", metavar="X", type=float)
    parser.add_argument("--posts", action="store_true")
    try:
        return 0 if measure(parser.parse_args(arguments)) else 1
    except (CannotRun, OSError, ValueError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
