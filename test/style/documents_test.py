#!/usr/bin/env python3
"""Commands in README and docs run as written, and the tutorial's steps in their order.

Every line of a fenced `sh` block is run by bash from the project's root, with the built binary
first on PATH; a line may end with `# exit N` (or `# exit N or M`) when another status than 0 is
promised. A fenced `text` block directly behind a one-line `sh` block is its promised output,
compared line by line ("..." stands for any number of lines). Blocks fenced as `console` are only
shown, for commands that set up a machine.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("DECORUM_BIN", ROOT / "build/release/decorum"))
TUTORIAL = ROOT / "docs/tutorial.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def documents():
    return [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md",
            *sorted(path for path in (ROOT / "docs").rglob("*.md") if path != TUTORIAL)]


def blocks(text):
    """(language, body, body of a text block right behind it or None) for each fenced block."""
    found = list(FENCE.finditer(text))
    for here, block in enumerate(found):
        behind = None
        if here + 1 < len(found):
            following = found[here + 1]
            if following.group(1) == "text" and not text[block.end():following.start()].strip():
                behind = following.group(2)
        yield block.group(1), block.group(2), behind


def same_output(promised, printed):
    pattern = "".join(".*" if line.strip() == "..." else re.escape(line) + "\n"
                      for line in promised.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n", re.S) is not None


class Documents(unittest.TestCase):
    def run_line(self, line, folder=ROOT):
        promised = re.search(r"#\s*exit (\d+)(?: or (\d+))?\s*$", line)
        good = {int(code) for code in promised.groups() if code} if promised else {0}
        path = f"{BINARY.parent}:{os.environ['PATH']}"
        done = subprocess.run(["bash", "-c", line], cwd=folder, env={**os.environ, "PATH": path},
                              capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
        self.assertIn(done.returncode, good, f"{line}\n{done.stdout}{done.stderr}")
        return done.stdout

    def test_commands_run_as_written(self):
        count = 0
        for document in documents():
            for language, body, behind in blocks(document.read_text(encoding="utf-8")):
                if language != "sh":
                    continue
                for line in body.strip().split("\n"):
                    if not line.strip() or line.startswith("#"):
                        continue
                    with self.subTest(document=document.name, line=line):
                        printed = self.run_line(line)
                        count += 1
                        if behind is not None:
                            self.assertTrue(same_output(behind, printed),
                                            f"promised:\n{behind}\nprinted:\n{printed}")
        self.assertGreater(count, 5, "the documents hold no commands; is the fence `sh`?")

    def test_the_tutorial_is_true(self):
        """A block behind a line **`path`** is that file; `sh` blocks run beside it, in order."""
        text = TUTORIAL.read_text(encoding="utf-8")
        step = re.compile(r"(?:^\*\*`([^`]+)`\*\*\n\n)?^```(\w+)\n(.*?)^```$", re.M | re.S)
        with tempfile.TemporaryDirectory() as folder:
            for path, language, body in step.findall(text):
                if path:
                    (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                    (Path(folder) / path).write_text(body, encoding="utf-8")
                    continue
                self.assertEqual(language, "sh", f"neither a file nor commands: {body[:60]}")
                for line in body.strip().split("\n"):
                    self.run_line(line, folder)
            self.assertIn("We will use the old hall before the works!",
                          (Path(folder) / "draft.txt").read_text(encoding="utf-8"))

    def test_every_kind_of_check_has_an_example_that_holds(self):
        """In docs/review-rules.md: a `yaml` block is a rule of the institute's policy, a `json`
        block behind it a draft that it finds. Every field of a kind stands in its section."""
        text = (ROOT / "docs/review-rules.md").read_text(encoding="utf-8")
        sections = re.split(r"^### (\w+)\n", text, flags=re.M)[1:]
        sections = dict(zip(sections[::2], sections[1::2]))
        with tempfile.TemporaryDirectory() as folder:
            policy = Path(folder) / "policy"
            shutil.copytree(ROOT / "policies/institute", policy,
                            ignore=shutil.ignore_patterns("handbook.yaml", "*.case"))
            self.compare_fields(policy, sections)
            rules = [body for section in sections.values()
                     for language, body, _ in blocks(section) if language == "yaml"]
            (policy / "review.yaml").write_text("rules:\n" + re.sub(
                r"^", "  ", "".join(rules), flags=re.M).rstrip() + "\n", encoding="utf-8")
            self.run_line(f"decorum policy check {policy}")
            self.run_line(f"decorum policy test {policy}")
            for name, section in sections.items():
                for language, body, _ in blocks(section):
                    if language == "json":
                        with self.subTest(kind=name, draft=body):
                            (Path(folder) / "draft.json").write_text(body, encoding="utf-8")
                            printed = self.run_line(
                                f"decorum review --policy {policy} --draft --format json "
                                f"--fail-on never {folder}/draft.json")
                            found = {one["rule"] for one in json.loads(printed)["findings"]}
                            self.assertIn("EX-" + name.replace("_", "-"), found)

    def compare_fields(self, policy, sections):
        """What `policy check` says of a field that no kind has, against each kind's section."""
        (policy / "review.yaml").write_text("rules:\n" + "".join(
            f'  EX-{name.replace("_", "-")}:\n    title: t\n    cites: guide\n    checks:\n'
            f'      - {{ kind: {name}, severity: info, message: m, no-such-field: 1 }}\n'
            for name in ["no-such-kind", *sections]), encoding="utf-8")
        printed = self.run_line(f"decorum policy check {policy} # exit 1")
        known = re.search(r"expected: one of (allegation.*)", printed).group(1).split(", ")
        self.assertEqual(known, sorted(sections), "the kinds of the document and of the program")
        for name, fields in re.findall(
                r"of kind (\w+) has no field 'no-such-field'.*?expected: one of (.*?)\n", printed,
                re.S):
            for field in fields.split(", ")[7:]:  # behind those that every check has
                self.assertRegex(sections[name], rf"`{field}\b|\b{field}: ",
                                 f"a field of {name} is not described")

    def test_the_comparison_can_fail(self):
        self.assertTrue(same_output("a\n...\nc\n", "a\nb\nb\nc\n"))
        self.assertFalse(same_output("a\nc\n", "a\nb\nc\n"))


if __name__ == "__main__":
    if not BINARY.exists():
        sys.exit(f"{BINARY} is not built")
    unittest.main()
