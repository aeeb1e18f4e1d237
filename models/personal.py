#!/usr/bin/env python3
"""How much personal data of posts is found, and how much of what is found is personal data?

    models/personal.py DECORUM [--show] SET...
    models/personal.py ./decorum data/personal/uk.jsonl ../data/presidio_pii/dev.jsonl

Has `DECORUM triage` read each set and prints a table of kinds. A place counts as found when a place
of the same kind shares at least half of what both cover together (intersection over union); the two
last columns ask for the very same bytes. --show prints what was missed and what was wrong.
A set is one of

  {"text", "spans": [{"kind", "start", "end"}]}   byte offsets, our kinds (data/personal). Two
        tables: of the lines that the rules were made with, and of every third, which was kept
        aside; unseen.jsonl has one.
  {"text", "spans": [[start, end, KIND]]}         code points, Presidio's kinds. CREDIT_CARD is our
        card, EMAIL_ADDRESS email, IBAN_CODE iban, IP_ADDRESS ip_address, US_SSN us_ssn;
        PHONE_NUMBER is uk_phone or phone. ZIP_CODE is held against postcode, which is British only,
        and DOMAIN_NAME, PERSON, STREET_ADDRESS, US_DRIVER_LICENSE and the others against nothing:
        they show what the stream does not look for.

What is found of a kind that the set does not label has no precision; such kinds are listed below
the table, with how many of their places lie on a labelled place of another kind. Standard library
only.
"""
import collections
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRESIDIO = {
    "CREDIT_CARD": ["card"], "EMAIL_ADDRESS": ["email"], "IBAN_CODE": ["iban"],
    "IP_ADDRESS": ["ip_address"], "PHONE_NUMBER": ["uk_phone", "phone"], "US_SSN": ["us_ssn"],
    "ZIP_CODE": ["postcode"],
}
# Kinds that the stream does not look for, and postcodes of other countries.
NOT_LOOKED_FOR = ["person", "street_address", "ZIP_CODE"]
LEAST = 0.5

Place = collections.namedtuple("Place", "kind start end")


def read(path):
    """The texts and labelled places of a set, in bytes, and whether it is one of ours."""
    texts, labelled, own = [], [], True
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"]
            places = []
            for span in row["spans"]:
                if isinstance(span, dict):
                    places.append(Place(span["kind"], span["start"], span["end"]))
                else:
                    own = False
                    start, end = (len(text[:at].encode()) for at in span[:2])
                    places.append(Place(span[2], start, end))
            texts.append(text)
            labelled.append(places)
    return texts, labelled, own


def found_in(decorum, texts):
    policy = str(ROOT / "policies/institute")
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    run = subprocess.run([decorum, "triage", "--policy", policy, "--history", "off"], input=lines,
                         capture_output=True, text=True, check=True)
    answers = [json.loads(line)["signals"]["personal_data"] for line in run.stdout.splitlines()]
    if len(answers) != len(texts):
        sys.exit(f"{len(texts)} posts, but {len(answers)} answers: {run.stderr.strip()[:300]}")
    return [[Place(one["kind"], one["start"], one["end"]) for one in answer] for answer in answers]


def likeness(a, b):
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared else 0


def percent(part, whole):
    return f"{100 * part / whole:.1f}" if whole else "-"


def compare(labelled, found, kinds, texts, show):
    """Counts of one kind: labelled, found, right ones of each, right to the byte."""
    count = collections.Counter()
    for want, have, text in zip(labelled, found, texts):
        have = [one for one in have if one.kind in kinds]
        count["spans"] += len(want)
        count["found"] += len(have)
        for one in want:
            best = max((likeness(one, other) for other in have), default=0)
            count["recalled"] += best >= LEAST
            count["exact"] += best == 1
            if show and best < 1:
                said = "missed" if best < LEAST else "cut otherwise"
                show(said, one, text)
        for one in have:
            best = max((likeness(one, other) for other in want), default=0)
            count["right"] += best >= LEAST
            if show and best < LEAST:
                show("wrong", one, text)
    return count


def row(name, count):
    print(f"| {name} | {count['spans']} | {count['found']} "
          f"| {percent(count['recalled'], count['spans'])} "
          f"| {percent(count['right'], count['found'])} "
          f"| {percent(count['exact'], count['spans'])} "
          f"| {percent(count['exact'], count['found'])} |")


def table(title, texts, labelled, found, own, show):
    def tell(said, one, text):
        part = text.encode()[one.start:one.end].decode(errors="replace")
        print(f"  {said} {one.kind}: {part!r} in {text!r}", file=sys.stderr)

    without = sum(not places for places in labelled)
    print(f"\n{title}: {len(texts)} posts, {without} without a place\n")
    print("| kind | spans | found | recall | precision | exact recall | exact precision |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    pooled = collections.Counter()
    labels = sorted({one.kind for places in labelled for one in places})
    known = set()
    for label in labels:
        kinds = [label] if own else PRESIDIO.get(label, [])
        known.update(kinds)
        want = [[one for one in places if one.kind == label] for places in labelled]
        count = compare(want, found, kinds, texts, tell if show and kinds else None)
        name = label if own or not kinds else f"{label} ({', '.join(kinds)})"
        row(name, count)
        if kinds and label not in NOT_LOOKED_FOR:
            pooled.update(count)
    row("all kinds looked for", pooled)
    others = collections.Counter()
    covered = collections.Counter()
    for want, have, text in zip(labelled, found, texts):
        for one in have:
            if one.kind in known:
                continue
            others[one.kind] += 1
            covered[one.kind] += any(likeness(one, other) >= LEAST for other in want)
            if show:
                tell("not labelled", one, text)
    listed = [f"{kind} {n} ({covered[kind]})" for kind, n in sorted(others.items())]
    print("\nOf kinds without a label, and on a place of another kind: " +
          (", ".join(listed) or "none"))


def main(arguments):
    show = "--show" in arguments
    arguments = [one for one in arguments if one != "--show"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    for path in arguments[1:]:
        texts, labelled, own = read(path)
        found = found_in(arguments[0], texts)
        parts = [("", lambda at: True)]
        if own and Path(path).stem != "unseen":
            parts = [(", lines that the rules were made with", lambda at: at % 3 != 2),
                     (", lines kept aside", lambda at: at % 3 == 2)]
        for name, wanted in parts:
            rows = [[row for at, row in enumerate(rows) if wanted(at)]
                    for rows in (texts, labelled, found)]
            table(path + name, *rows, own, show and not name.endswith("aside"))


if __name__ == "__main__":
    main(sys.argv[1:])
