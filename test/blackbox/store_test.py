#!/usr/bin/env python3
"""decorum store: a store made by a small program, checked, backed up and restored."""
import contextlib
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from binary import BINARY, BlackBox, main, run

WRITER = BINARY.parent / "src/sqlite/store_writer"


class Store(BlackBox):
    def setUp(self):
        with contextlib.ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            self.addCleanup(stack.pop_all().close)
        self.store = self.folder / "desk.db"
        self.option = f"sqlite:{self.store}"

    def write_a_little(self, lines=60):
        """Lets the writer write, and answers the ids of texts by what became of them."""
        with subprocess.Popen([WRITER, "write", self.store, "1"], stdout=subprocess.PIPE) as writer:
            said = [writer.stdout.readline().decode().split() for _ in range(lines)]
            writer.terminate()
        return said

    def test_a_store_is_checked(self):
        self.write_a_little()
        printed = self.good("store", "check", "--store", self.option)
        self.assertIn(b"Nothing wrong (sqlite ", printed)

    def test_damage_is_found(self):
        self.write_a_little()
        with contextlib.closing(sqlite3.connect(self.store)) as database:
            database.execute("DELETE FROM case_body")
            database.execute("DELETE FROM unsealed")
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        told = self.out_of(1, "store", "check", "--store", self.option)
        self.assertIn("cases without their body", told)
        self.assertIn("events that will never get a number", told)
        spoilt = bytearray(self.store.read_bytes())
        spoilt[0x3000:0x9000] = b"\xa5" * 0x6000
        self.store.write_bytes(spoilt)
        done = run("store", "check", "--store", self.option)
        self.assertIn(done.returncode, (1, 2), done.stderr)

    def out_of(self, code, *arguments):
        done = run(*arguments)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode()

    def test_a_backup_is_restored_and_what_was_erased_stays_erased(self):
        self.write_a_little()
        copy = self.folder / "copy.db"
        self.good("store", "backup", "--store", self.option, "--to", copy)
        before = set(self.good("store", "erased", "--store", self.option).split())
        self.write_a_little()
        erased = set(self.good("store", "erased", "--store", self.option).split())
        self.assertGreater(len(erased), len(before))
        listed = self.folder / "erased.txt"
        listed.write_bytes(b"\n".join(sorted(erased)) + b"\n")
        for source in (self.store, listed):
            back = self.folder / f"back-{source.name}.db"
            option = f"sqlite:{back}"
            printed = self.good("store", "restore", "--from", copy, "--store", option,
                                "--erased", source)
            self.assertIn(b"is restored", printed)
            self.good("store", "check", "--store", option)
            self.assertEqual(set(self.good("store", "erased", "--store", option).split()), erased)
        self.assertEqual(copy.stat().st_mode & 0o777, 0o600)

    def test_a_backup_is_made_while_the_store_is_written_to(self):
        with subprocess.Popen([WRITER, "write", self.store, "4"], stdout=subprocess.PIPE) as writer:
            for _ in range(40):
                writer.stdout.readline()
            copy = self.folder / "copy.db"
            self.good("store", "backup", "--store", self.option, "--to", copy)
            self.good("store", "check", "--store", self.option)
            told = subprocess.run([WRITER, "write", self.store, "1"], capture_output=True,
                                  check=False, timeout=60)
            self.assertEqual(told.returncode, 2)
            self.assertIn(f"{self.store} is in use by another program (process {writer.pid})",
                          told.stderr.decode())
            self.assertIsNone(writer.poll())
            writer.kill()
        self.good("store", "check", "--store", f"sqlite:{copy}")

    def test_what_cannot_be_is_refused_in_a_sentence(self):
        text = self.folder / "text.db"
        text.write_text("no database\n" * 1000, encoding="ascii")
        other = self.folder / "other.db"
        with contextlib.closing(sqlite3.connect(other)) as database:
            database.execute("CREATE TABLE things(id)")
            database.commit()
        self.write_a_little()
        newer = self.folder / "newer.db"
        self.good("store", "backup", "--store", self.option, "--to", newer)
        with contextlib.closing(sqlite3.connect(newer)) as database:
            database.execute("PRAGMA user_version = 99")
        spoilt = self.folder / "spoilt.txt"
        spoilt.write_text("0e3m5k7hq0004\nno id\n", encoding="ascii")
        new = f"sqlite:{self.folder / 'new.db'}"
        restore = ("store", "restore", "--store", new, "--from")
        for words, arguments in (
                ("no such file", ("store", "check", "--store", f"sqlite:{self.folder}/none.db")),
                ("sqlite:PATH", ("store", "check", "--store", "desk.db")),
                ("sqlite:PATH", ("store", "check", "--store", "sqlite:")),
                ("not supported yet", ("store", "check", "--store", "postgresql://host/desk")),
                ("no database", ("store", "check", "--store", f"sqlite:{text}")),
                ("another program", ("store", "check", "--store", f"sqlite:{other}")),
                ("newer", ("store", "check", "--store", f"sqlite:{newer}")),
                ("no database", ("store", "backup", "--store", f"sqlite:{text}", "--to",
                                 self.folder / "x.db")),
                ("is there already", ("store", "backup", "--store", self.option, "--to", newer)),
                ("is there already", ("store", "restore", "--from", newer, "--store", self.option,
                                      "--erased", "none")),
                ("not there", (*restore, self.folder / "none.db", "--erased", "none")),
                ("another program", (*restore, other, "--erased", "none")),
                ("no database", (*restore, text, "--erased", "none")),
                ("newer", (*restore, newer, "--erased", "none")),
                ("not there", (*restore, self.store, "--erased", self.folder / "none.txt")),
                (f"{spoilt}:2: an id has", (*restore, self.store, "--erased", spoilt)),
                ("--erased is required", (*restore, self.store)),
                ("--to is required", ("store", "backup", "--store", self.option))):
            self.assertIn(words, self.bad(2, *arguments))
        left = {path.name for path in self.folder.iterdir()
                if path.name.startswith(("new.db", "x"))}
        self.assertLessEqual(left, {"new.db.lock"})


if __name__ == "__main__":
    main()
