"""Runs the built program from outside, as a person or a script does.

The binary is $DECORUM_BIN, else build/release/decorum. Nothing here knows of its insides.
"""
import contextlib
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
BINARY = Path(os.environ.get("DECORUM_BIN", ROOT / "build/release/decorum")).resolve()
POLICIES = ROOT / "policies"
COMMANDS = [["triage"], ["review"], ["text"], ["duplicates"], ["policy", "check"],
            ["policy", "show"], ["policy", "test"], ["policy", "draw"], ["policy", "handbook"],
            ["policy", "diff"], ["policy", "replay"], ["policy", "eval"], ["evaluate"], ["train"],
            ["record", "verify"], ["record", "prove"], ["record", "verify-proof"],
            ["record", "heads"], ["record", "export"], ["store", "check"], ["store", "backup"],
            ["store", "restore"], ["store", "erased"], ["serve"]]
TIMEOUT_S = 300


def has_sanitizer():
    return b"__asan_init" in BINARY.read_bytes()


def environment(**changes):
    """This process's environment without what would change where the program looks."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DECORUM_")}
    clean.update(changes)
    return clean


def run(*arguments, stdin=b"", env=None, cwd=ROOT, stdout=subprocess.PIPE):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return subprocess.run([BINARY, *map(str, arguments)], input=stdin, stdout=stdout,
                          stderr=subprocess.PIPE, cwd=cwd, env=env or environment(),
                          timeout=TIMEOUT_S, check=False)


@contextlib.contextmanager
def changed(name="institute"):
    """A copy of a policy, to be changed."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        shutil.copytree(POLICIES / name, folder)
        yield folder


def replace(path, old, new, count=1):
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, count), encoding="utf-8")


class BlackBox(unittest.TestCase):
    def good(self, *arguments, **keywords):
        done = run(*arguments, **keywords)
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors="replace"))
        return done.stdout

    def bad(self, code, *arguments, **keywords):
        """Fails with `code` and one or more lines on standard error; answers those."""
        done = run(*arguments, **keywords)
        told = done.stderr.decode(errors="replace")
        self.assertEqual(done.returncode, code, told)
        self.assert_told(told)
        return told

    def assert_told(self, told):
        """What a person reads: no trace, no type of C++, no control characters."""
        self.assertTrue(told.endswith("\n"), repr(told))
        # The name of a folder made for the test is of chance and may hold any letters.
        words = re.sub(r"/tmp\w+", "", told)
        for sign in ("std::", "terminate", "what():", "0x", "basic_string", "CLI::"):
            self.assertNotIn(sign, words)
        self.assertFalse([c for c in told if ord(c) < 32 and c != "\n"], repr(told))

    def objects(self, output):
        return [json.loads(line) for line in output.splitlines()]


def main():
    if not BINARY.exists():
        sys.exit(f"{BINARY} is not built")
    unittest.main()
