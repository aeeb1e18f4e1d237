#!/usr/bin/env python3
"""The review rules of policies/institute on the drafts of test/drafts: harmless ones pass, broken
ones are caught with the right rule at the right place.

    drafts_test.py [-v]               the tests; -v prints every miss and false alarm
    drafts_test.py --report [RULE…]   a table of the rules, then what was missed, what was found
                                      at another place, and every false alarm
    drafts_test.py --policy DIR …     with another policy
    drafts_test.py --drafts DIR …     with other lists: DIR/harmless.jsonl and DIR/broken.jsonl

A broken draft is caught when its rule finds something that overlaps the span; `exact` counts those
whose span is the same. Where nothing in the text makes the finding due it is to stand at 0, 0.
"""
import collections
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

from binary import BINARY, POLICIES, ROOT, run

NOW = "2026-11-22T12:00:00Z"
NOT_OF_THE_DRAFT = ("id", "rule", "kind", "span")
CAUGHT_LEAST = 0.95
WARNINGS_MOST = 10 / 150  # of a harmless draft
policy = POLICIES / "institute"
drafts = ROOT / "test/drafts"
verbose = False


def reviewed(name):
    """[(line of the file, findings)], reviewed by one process."""
    lines = [json.loads(line) for line in (drafts / name).read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text("".join(
            json.dumps({key: value for key, value in line.items() if key not in NOT_OF_THE_DRAFT})
            + "\n" for line in lines), encoding="utf-8")
        done = run("review", "--policy", policy, "--draft", "--format", "json", "--fail-on",
                   "never", "--now", NOW, path)
    told = done.stderr.decode(errors="replace")
    if done.returncode != 0:
        sys.exit(f"{name}: exit {done.returncode}\n{told[:3000]}")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if len(results) != len(lines):
        sys.exit(f"{name}: {len(lines)} drafts, {len(results)} results\n{told[:3000]}")
    return [(line, result["findings"]) for line, result in zip(lines, results)]


def words_of(text, finding):
    return text.encode()[finding["start"]:finding["end"]].decode(errors="replace")


class Caught:
    """What became of one broken draft: "exact", "near" (overlaps), "elsewhere" or "missed"."""

    def __init__(self, line, findings):
        self.line = line
        span = line["span"].encode()
        text = line["text"].encode()
        if span:
            assert text.count(span) == 1, f"{line['id']}: the span must stand once in the text"
        start = text.index(span) if span else 0
        end = start + len(span)
        self.found = [one for one in findings if one["rule"] == line["rule"]]
        self.others = [one for one in findings if one["rule"] != line["rule"]]
        self.how = "elsewhere" if self.found else "missed"
        for one in self.found:
            if (one["start"], one["end"]) == (start, end):
                self.how = "exact"
                break
            if span and one["start"] < end and start < one["end"]:
                self.how = "near"

    @property
    def caught(self):
        return self.how in ("exact", "near")

    def tell(self):
        line = self.line
        print(f"  {line['id']} {line['rule']} ({line.get('kind', '')}) {self.how}: "
              f"wanted {line['span']!r} in {line['text']!r}")
        for one in self.found:
            print(f"      {one['rule']} at {one['start']}-{one['end']} "
                  f"{words_of(line['text'], one)!r}: {one['message']}")
        others = {one["rule"] for one in self.others if one["severity"] != "info"}
        if others:
            print(f"      others: {' '.join(sorted(others))}")


def tell_alarm(line, finding):
    print(f"  {line['id']} {finding['severity']} {finding['rule']} ({finding['kind']}) "
          f"{words_of(line['text'], finding)!r}: {finding['message']}\n      {line['text']!r}")


def alarms_of(results, severities=("error", "warning")):
    return [(line, finding) for line, findings in results for finding in findings
            if finding["severity"] in severities]


class Drafts(unittest.TestCase):
    def test_harmless_drafts_have_no_error_and_nearly_no_warning(self):
        results = reviewed("harmless.jsonl")
        self.assertGreaterEqual(len(results), 150)
        alarms = alarms_of(results)
        if verbose:
            for line, finding in alarms:
                tell_alarm(line, finding)
        errors = [line["id"] for line, finding in alarms if finding["severity"] == "error"]
        self.assertEqual(errors, [])
        self.assertLessEqual(len(alarms), WARNINGS_MOST * len(results))

    def test_broken_drafts_are_caught_by_their_rule_at_their_place(self):
        all_caught = [Caught(line, findings) for line, findings in reviewed("broken.jsonl")]
        self.assertGreaterEqual(len(all_caught), 200)
        if verbose:
            for one in all_caught:
                if one.how != "exact":
                    one.tell()
        share = sum(one.caught for one in all_caught) / len(all_caught)
        self.assertGreaterEqual(share, CAUGHT_LEAST,
                                [one.line["id"] for one in all_caught if not one.caught])


def table(all_caught, alarms):
    rows = collections.defaultdict(collections.Counter)
    for one in all_caught:
        rows[one.line["rule"]][one.how] += 1
    for _, finding in alarms:
        rows[finding["rule"]][finding["severity"]] += 1
    ways = ("exact", "near", "elsewhere", "missed")
    severities = ("error", "warning", "info")
    print(f"{'rule':8}{'drafts':>7}{'exact':>7}{'near':>6}{'elsewhere':>11}{'missed':>8}   "
          "false: error warning info")
    total = collections.Counter()
    for rule, row in sorted(rows.items()):
        total.update(row)
        tell_row(rule, row, ways, severities)
    tell_row("all", total, ways, severities)


def tell_row(name, row, ways, severities):
    drafts = sum(row[way] for way in ways)
    exact, near, elsewhere, missed = (row[way] for way in ways)
    error, warning, info = (row[severity] for severity in severities)
    print(f"{name:8}{drafts:7}{exact:7}{near:6}{elsewhere:11}{missed:8}   "
          f"{error:12}{warning:8}{info:5}")


def report(rules):
    harmless = reviewed("harmless.jsonl")
    wanted = lambda rule: not rules or rule in rules
    all_caught = [one for one in (Caught(line, findings)
                                  for line, findings in reviewed("broken.jsonl"))
                  if wanted(one.line["rule"])]
    alarms = [(line, finding) for line, finding
              in alarms_of(harmless, ("error", "warning", "info")) if wanted(finding["rule"])]
    table(all_caught, alarms)
    for how, title in (("missed", "Missed"), ("elsewhere", "Found at another place"),
                       ("near", "Overlapping, not exact")):
        print(f"\n{title}:")
        for one in all_caught:
            if one.how == how:
                one.tell()
    print(f"\nFalse alarms on {len(harmless)} harmless drafts:")
    for line, finding in alarms:
        tell_alarm(line, finding)


def take_folder(arguments, option, otherwise):
    """Takes `option DIR` out of the arguments."""
    if option not in arguments:
        return otherwise
    at = arguments.index(option)
    folder = Path(arguments[at + 1]).resolve()
    del arguments[at:at + 2]
    return folder


if __name__ == "__main__":
    if not BINARY.exists():
        sys.exit(f"{BINARY} is not built; set DECORUM_BIN")
    policy = take_folder(sys.argv, "--policy", policy)
    drafts = take_folder(sys.argv, "--drafts", drafts)
    verbose = "-v" in sys.argv or os.environ.get("DECORUM_VERBOSE") == "1"
    if "--report" in sys.argv:
        report(set(sys.argv[sys.argv.index("--report") + 1:]))
    else:
        unittest.main()
