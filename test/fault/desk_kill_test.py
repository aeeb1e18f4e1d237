"""The desk, killed without warning while posts come in and people act.

After each kill: nothing that was acknowledged is lost, the record verifies (which rebuilds every
case from its events), the database is whole, and the next start goes on. DECORUM_FAULT_RUNS says
how often (40; the long run has 1,000).
"""
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "blackbox"))
from binary import BINARY, ROOT, environment  # noqa: E402

RUNS = int(os.environ.get("DECORUM_FAULT_RUNS", "40"))
PEOPLE = 3
START_S = 60


class Desk:
    """A desk of its own, in a folder that goes with it."""

    def __init__(self, folder, *options):
        self.options = options
        self.store = Path(folder) / "desk.sqlite"
        self.posts = Path(folder) / "posts.jsonl"
        self.log = Path(folder) / "desk.log"
        self.cookie = self.token = None
        self.process = None

    def start(self, preexec=None):
        with self.log.open("ab") as log:
            self.process = self.begun(preexec, log)
        line = self.process.stdout.readline()
        assert " at http://" in line, line
        self.port = int(line.rsplit(":", 1)[1])
        if self.cookie is None:
            self.process.stdout.readline()
            self.set_up(self.process.stdout.readline().strip().rsplit("/", 1)[1])

    def begun(self, preexec, log):
        return subprocess.Popen(
            [BINARY, "serve", "--store", f"sqlite:{self.store}", "--listen", "127.0.0.1:0",
             "--replay", self.posts, "--replay-speed", "100000", *self.options],
            stdout=subprocess.PIPE, stderr=log, cwd=ROOT, env=environment(),
            preexec_fn=preexec, restore_signals=preexec is None, text=True)

    def set_up(self, secret):
        status, answer, headers = self.ask("POST", f"/api/set-up/{secret}", {
            "name": "Imogen Tarrabee", "email": "imogen.tarrabee@example.org",
            "password": "quiet otters walk home"})
        assert status == 200, answer
        self.cookie = headers["set-cookie"].split(";")[0]
        self.token = answer["csrf_token"]

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_S)
        headers = {"content-type": "application/json"}
        if self.cookie:
            headers.update({"cookie": self.cookie, "x-csrf-token": self.token})
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None, answer.headers
        finally:
            connection.close()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def run(self, *arguments):
        return subprocess.run([BINARY, *arguments, "--store", f"sqlite:{self.store}"],
                              capture_output=True, text=True, cwd=ROOT, env=environment(),
                              timeout=300, check=False)

    def write_posts(self, count):
        with self.posts.open("w", encoding="utf-8") as file:
            for i in range(count):
                post = {"id": f"p{i}", "site": "x", "account": "main", "text":
                        f"What time does lecture {i} start, and where do I find the room?",
                        "author": {"id": f"a{i % 40}", "handle": f"reader{i % 40}"},
                        "posted_at": f"2026-11-24T10:{i // 60 % 60:02}:{i % 60:02}Z"}
                file.write(json.dumps(post) + "\n")


def act(desk, acknowledged, chance, stop):
    """Writes notes until the desk is gone; keeps what it acknowledged."""
    try:
        while not stop.is_set():
            status, listed, _ = desk.ask("GET", "/api/cases?limit=50&order=newest")
            if status != 200 or not listed["cases"]:
                time.sleep(0.02)
                continue
            case = chance.choice(listed["cases"])["id"]
            status, answer, _ = desk.ask("POST", f"/api/cases/{case}/note",
                                         {"text": f"noted {chance.random()}"})
            if status == 200:
                acknowledged.extend((case, event) for event in answer["events"])
    except (OSError, http.client.HTTPException):
        pass


class Killed(unittest.TestCase):
    def lost(self, desk, acknowledged):
        """Acknowledged events that are not in their case's history."""
        kept = {}
        for case, _ in acknowledged:
            if case in kept:
                continue
            kept[case], cursor = set(), ""
            while True:
                path = f"/api/cases/{case}/events?limit=200" + (cursor and f"&cursor={cursor}")
                status, answer, _ = desk.ask("GET", path)
                self.assertEqual(status, 200, answer)
                kept[case].update(event["id"] for event in answer["events"])
                cursor = answer["next"]
                if not cursor:
                    break
        return [event for case, event in acknowledged if event not in kept[case]]

    def test_nothing_acknowledged_is_lost(self):
        chance = random.Random(20261127)
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(folder)
            desk.write_posts(2000)
            acknowledged = []
            for turn in range(RUNS):
                desk.start()
                fresh, stop = [], threading.Event()
                people = [threading.Thread(target=act, args=(
                    desk, fresh, random.Random(chance.random()), stop)) for _ in range(PEOPLE)]
                for person in people:
                    person.start()
                time.sleep(0.05 + 0.8 * chance.random())
                desk.kill()
                stop.set()
                for person in people:
                    person.join()
                acknowledged = acknowledged[-200:] + fresh
                verified = desk.run("record", "verify")
                self.assertEqual(verified.returncode, 0, f"run {turn}: {verified.stdout}"
                                                         f"{verified.stderr}")
                desk.start()
                self.assertEqual(self.lost(desk, acknowledged), [], f"run {turn}")
                desk.kill()
            checked = desk.run("store", "check")
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
            self.assertGreater(len(acknowledged), 0, "nobody ever acted: the test tests nothing")


class DiskFull(unittest.TestCase):
    def test_says_so_loses_nothing_and_goes_on(self):
        import resource

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))

        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(folder)
            desk.write_posts(3)
            desk.start()
            desk.kill()
            desk.start(preexec=small_disk)
            case = self.wait_for_a_case(desk)
            acknowledged, refused = [], None
            for i in range(2000):
                status, answer, _ = desk.ask("POST", f"/api/cases/{case}/note",
                                             {"text": "x" * 4000 + str(i)})
                if status != 200:
                    refused = (status, answer)
                    break
                acknowledged.extend(answer["events"])
            self.assertIsNotNone(refused, "the disk never filled")
            self.assertEqual(refused[0], 503, refused[1])
            self.assertIn("nothing was", refused[1]["detail"])
            self.assertEqual(desk.ask("GET", f"/api/cases/{case}")[0], 200)
            desk.kill()
            self.assertEqual(desk.run("record", "verify").returncode, 0)
            desk.start()
            events = set()
            cursor = ""
            while True:
                _, answer, _ = desk.ask(
                    "GET", f"/api/cases/{case}/events?limit=200" + (cursor and f"&cursor={cursor}"))
                events.update(event["id"] for event in answer["events"])
                cursor = answer["next"]
                if not cursor:
                    break
            self.assertLessEqual(set(acknowledged), events)
            status, _, _ = desk.ask("POST", f"/api/cases/{case}/tag", {"tag": "again"})
            self.assertEqual(status, 200)
            desk.kill()

    def wait_for_a_case(self, desk):
        for _ in range(600):
            _, listed, _ = desk.ask("GET", "/api/cases?limit=1")
            if listed["cases"]:
                return listed["cases"][0]["id"]
            time.sleep(0.1)
        self.fail("no post came in")


if __name__ == "__main__":
    unittest.main()
