#!/usr/bin/env python3
"""A program that writes is killed again and again; what it was told is durable must be there.

40 times, or as often as DECORUM_FAULT_RUNS says. The times are of chance; a failure names the seed,
and DECORUM_FAULT_SEED repeats it.
"""
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("DECORUM_BIN", ROOT / "build/release/decorum")).resolve()
WRITER = BINARY.parent / "src/sqlite/store_writer"
RUNS = int(os.environ.get("DECORUM_FAULT_RUNS", "40"))
SEED = int(os.environ.get("DECORUM_FAULT_SEED", str(random.randrange(1 << 30))))
READY_S = 60


class Kill(unittest.TestCase):
    def killed(self, store, chance):
        """Starts a writer, kills it at some moment, and answers what it acknowledged."""
        with subprocess.Popen([WRITER, "write", store, str(chance.choice((1, 4)))],
                              stdout=subprocess.PIPE) as writer:
            said = b""
            end = time.monotonic() + READY_S
            while not said.startswith(b"ready\n") and time.monotonic() < end:
                select.select([writer.stdout], [], [], 1)
                piece = os.read(writer.stdout.fileno(), 1 << 16)
                self.assertTrue(piece, "the writer ended by itself")
                said += piece
            # Now and then before it has written anything.
            until = time.monotonic() + chance.uniform(0, 0.25)
            while (left := until - time.monotonic()) > 0:
                if select.select([writer.stdout], [], [], left)[0]:
                    said += os.read(writer.stdout.fileno(), 1 << 16)
            writer.send_signal(signal.SIGKILL)
            said += writer.stdout.read()
        self.assertEqual(writer.returncode, -signal.SIGKILL)
        # A line that was cut off says nothing.
        return said[:said.rfind(b"\n") + 1].removeprefix(b"ready\n")

    def test_what_was_acknowledged_is_there(self):
        chance = random.Random(SEED)
        acknowledged = b""
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "desk.db"
            for turn in range(RUNS):
                acknowledged += self.killed(store, chance)
                # Whether a text is still there whose erasing was begun only "erased" tells.
                erasing = {line[8:] for line in acknowledged.splitlines()
                           if line.startswith(b"erasing ")}
                wanted = b"".join(line + b"\n" for line in acknowledged.splitlines()
                                  if not (line.startswith(b"text ") and line[5:] in erasing))
                if turn % 5 != 4 and turn != RUNS - 1:
                    continue
                done = subprocess.run([WRITER, "verify", store], input=wanted,
                                      capture_output=True, timeout=600, check=False)
                self.assertEqual(done.returncode, 0,
                                 f"seed {SEED}, run {turn}: {done.stdout.decode()[:2000]}"
                                 f"{done.stderr.decode()}")
        self.assertGreater(acknowledged.count(b"event "), RUNS)


if __name__ == "__main__":
    if not WRITER.exists():
        sys.exit(f"{WRITER} is not built")
    unittest.main()
