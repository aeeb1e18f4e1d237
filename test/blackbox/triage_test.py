#!/usr/bin/env python3
"""decorum triage: the stream, its order, its bad lines, its bounds and its end."""
import json
import random
import signal
import subprocess
import tempfile
from pathlib import Path

from binary import BINARY, POLICIES, ROOT, BlackBox, environment, has_sanitizer, main, run

NOW = ["--now", "2026-11-22T09:00:00Z"]
PROBABILITIES = ["irony", "abuse", "prejudice", "aggression", "spam", "troll", "service",
                 "question", "claim"]


def lines_of(count, seed=1):
    """Posts of a few kinds and lengths, in an order of chance, with ids that count up."""
    chance = random.Random(seed)
    words = ["What time does it start?", "Thank you, wonderful day!", "Your service is useless.",
             "Buy cheap followers now http://spam.example", "Der Kurs war gut.", "ok",
             "é 👍 #news", "Still no certificate after six weeks. " * 20]
    out = []
    for number in range(count):
        post = {"id": f"p{number}", "text": chance.choice(words),
                "author": {"id": f"a{chance.randrange(50)}"}, "account": "main"}
        out.append(json.dumps(post, ensure_ascii=chance.random() < 0.5))
    return ("\n".join(out) + "\n").encode()


class Contract(BlackBox):
    def test_the_fields_of_a_decision(self):
        posts = self.objects(self.good("triage", *NOW, ROOT / "data/samples/posts.jsonl"))
        self.assertEqual(len(posts), 300)
        for post in posts:
            post.pop("facts", None)  # only there when the post speaks of a fact sheet
            self.assertEqual(list(post), ["id", "outcomes", "ask", "proposed", "path", "signals",
                                          "policy", "readers"])
            self.assertTrue(post["policy"].startswith("sha256:"))
            self.assertTrue(post["readers"].startswith("sha256:"))
            self.check_path(post["path"])
            self.check_signals(post["signals"])

    def check_path(self, path):
        self.assertTrue(path)
        self.assertIsNone(path[0]["from"])
        for step in path:
            self.assertEqual(list(step), ["question", "from", "answers", "by", "confidence",
                                          "because"])
            self.assertIn(step["by"], ("machine", "person", "proposed"))
            self.assertTrue(0 <= step["confidence"] <= 1)
            for because in step["because"]:
                self.assertEqual(list(because), ["signal", "value", "start", "end"])
                self.assertLessEqual(because["start"], because["end"])

    def check_signals(self, signals):
        for name in PROBABILITIES:
            self.assertTrue(signals[name] is None or 0 <= signals[name] <= 1)
        sentiment = list(signals["sentiment"].values())
        if None not in sentiment:
            self.assertAlmostEqual(sum(sentiment), 1, places=2)
        self.assertEqual(set(signals["language"]), {"code", "confidence"})

    def test_only_text_is_required_and_the_id_is_the_line(self):
        found = self.objects(self.good("triage", stdin='{"text":"a"}\n\n{"text":"b","id":"z"}\n'))
        self.assertEqual([post["id"] for post in found], ["1", "z"])

    def test_plain_text_one_post_a_line(self):
        found = self.objects(self.good("triage", "--text", stdin="What time?\nThanks!\n"))
        self.assertEqual([post["id"] for post in found], ["1", "2"])

    def test_stats_are_one_line_of_json_on_standard_error(self):
        done = run("triage", "--stats", "--text", stdin="a\nb\n")
        stats = json.loads(done.stderr)
        self.assertEqual(list(stats), ["posts", "seconds", "posts_per_second", "bad_lines",
                                       "authors_forgotten"])
        self.assertEqual(stats["posts"], 2)

    def test_the_report_for_people_names_questions_and_outcomes(self):
        told = self.good("triage", "--text", "--format", "text", stdin="What time does it start?\n")
        self.assertIn(b"?", told)
        self.assertNotIn(b"\x1b", told)

    def test_another_policy_another_chart(self):
        found = self.objects(self.good("triage", "--policy", POLICIES / "us-air-force", "--text",
                                       stdin="Thank you!\n"))
        self.assertEqual(found[0]["path"][0]["question"], "positive")


class Order(BlackBox):
    def test_order_and_bytes_are_the_same_with_any_number_of_threads(self):
        stream = lines_of(5000)
        first = self.good("triage", *NOW, "--threads", 1, stdin=stream)
        ids = [post["id"] for post in self.objects(first)]
        self.assertEqual(ids, [f"p{number}" for number in range(5000)])
        for threads in (2, 3, 8, 32):
            with self.subTest(threads=threads):
                self.assertEqual(self.good("triage", *NOW, "--threads", threads, stdin=stream),
                                 first)

    def test_without_history_posts_do_not_know_of_each_other(self):
        stream = lines_of(300)
        whole = self.good("triage", *NOW, "--history", "off", stdin=stream)
        turned = b"\n".join(reversed(stream.splitlines())) + b"\n"
        self.assertEqual(sorted(self.good("triage", *NOW, "--history", "off", stdin=turned)
                                .splitlines()), sorted(whole.splitlines()))


class BadLines(BlackBox):
    BAD = [b"{", b"[]", b"null", b"1", b'"text"', b"{}", b'{"text":1}', b'{"text":null}',
           b'{"text":"a","id":[]}', b'{"text":"a","author":3}', b'{"text":"a"} x',
           b'{"text":"\xff"}', b'{"text":"a\x01"}', b'{"text":"a","posted_at":"yesterday"}',
           b'{"text":"a","media":{}}', b"\xff\xfe", b"\0", b'{"text":"' + b"a" * 300_000 + b'"}',
           b'{"text":"a","x":' + b"[" * 2000 + b"]" * 2000 + b"}", b"\xed\xa0\x80"]

    def test_each_bad_line_is_told_with_file_and_number_and_costs_no_neighbour(self):
        good = b'{"text":"What time?"}'
        stream = b"".join(good + b"\n" + bad + b"\n" for bad in self.BAD) + good + b"\n"
        for threads in (1, 4):
            with self.subTest(threads=threads), tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "posts.jsonl"
                path.write_bytes(stream)
                done = run("triage", "--threads", threads, path)
                self.assertEqual(done.returncode, 1)
                self.assertEqual(len(self.objects(done.stdout)), len(self.BAD) + 1)
                told = done.stderr.decode().splitlines()
                self.assertEqual(len(told), len(self.BAD), told)
                for index, line in enumerate(told):
                    self.assertTrue(line.startswith(f"{path}:{2 * index + 2}: "), line)

    def test_lines_of_ten_and_of_twenty_megabytes(self):
        stream = (b'{"text":"a"}\n' + b"x" * 10_000_000 + b"\n" + b'{"text":"b"}\n' +
                  b"y" * 20_000_000 + b"\n" + b'{"text":"c"}\n')
        done = run("triage", "--stats", stdin=stream)
        self.assertEqual(done.returncode, 1)
        self.assertEqual([post["id"] for post in self.objects(done.stdout)], ["1", "3", "5"])
        self.assertIn(b'"bad_lines":2', done.stderr)

    def test_endings_of_lines(self):
        for stream in (b'{"text":"a"}\r\n{"text":"b"}\r\n',
                       b'\xef\xbb\xbf{"text":"a"}\n{"text":"b"}',
                       b'\n\n{"text":"a"}\n   \n{"text":"b"}\n\n'):
            with self.subTest(stream=stream):
                self.assertEqual(len(self.objects(self.good("triage", stdin=stream))), 2)

    def test_empty_input_is_no_mistake(self):
        for stream in (b"", b"\n", b"\r\n\r\n", b"\xef\xbb\xbf"):
            self.assertEqual(self.good("triage", stdin=stream), b"")

    def test_strange_characters_come_through(self):
        words = ["\u202eabc", "a\u200bb", "\u0000", "\ud83d\ude00", "\uffff", "I\u0307\u0307" * 500]
        stream = "".join(json.dumps({"text": word, "id": str(index)}) + "\n"
                         for index, word in enumerate(words))
        self.assertEqual(len(self.objects(self.good("triage", stdin=stream))), len(words))

    def test_a_lone_surrogate_is_a_replacement_character(self):
        self.good("triage", stdin='{"text":"a \\ud800 b"}\n')


class End(BlackBox):
    def stream(self, *arguments):
        return subprocess.Popen([BINARY, "triage", *arguments], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=environment(), cwd=ROOT)

    def test_a_decision_comes_before_the_input_ends(self):
        for threads in ("1", "4"):
            with self.stream("--text", "--threads", threads) as process:
                process.stdin.write(b"What time?\n")
                process.stdin.flush()
                self.assertTrue(json.loads(process.stdout.readline()))
                process.stdin.close()
                self.assertEqual(process.wait(timeout=60), 0)

    def test_sigint_finishes_what_was_taken_in(self):
        for threads in ("1", "4"):
            with self.stream("--text", "--stats", "--threads", threads) as process:
                process.stdin.write(b"What time?\n" * 100)
                process.stdin.flush()
                lines = [process.stdout.readline() for _ in range(100)]
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(timeout=60), 130)
                self.assertEqual(len([line for line in lines if json.loads(line)]), 100)
                self.assertEqual(json.loads(process.stderr.read())["posts"], 100)

    def test_sigint_in_the_middle_leaves_whole_lines(self):
        with self.stream("--text") as process:
            feeder = subprocess.Popen(["yes", "What time does it start?"], stdout=process.stdin,
                                      stderr=subprocess.DEVNULL)
            process.stdin.close()
            printed = process.stdout.read(200_000)
            process.send_signal(signal.SIGINT)
            printed += process.stdout.read()
            self.assertEqual(process.wait(timeout=60), 130)
            feeder.kill()
            feeder.wait()
            self.assertTrue(printed.endswith(b"}\n"))
            ids = [int(post["id"]) for post in self.objects(printed)]
            self.assertEqual(ids, list(range(1, len(ids) + 1)))

    def test_a_reader_that_goes_ends_it(self):
        with self.stream("--text") as process:
            feeder = subprocess.Popen(["yes", "What time does it start?"], stdout=process.stdin,
                                      stderr=subprocess.DEVNULL)
            process.stdin.close()
            process.stdout.readline()
            process.stdout.close()
            self.assertIn(process.wait(timeout=60), (141, -signal.SIGPIPE))
            self.assertEqual(process.stderr.read(), b"")
            feeder.kill()
            feeder.wait()


class Memory(BlackBox):
    POSTS = 1_000_000
    RSS_KIB_MAX = 150 * 1024

    def resident_kib(self, process):
        for line in Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
        return 0

    def test_a_million_lines_in_a_pipe_take_constant_memory(self):
        if has_sanitizer():
            self.skipTest("a sanitizer's own memory is not the program's")
        pattern = lines_of(1000)
        highest = {}
        with subprocess.Popen([BINARY, "triage", *NOW], stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=environment(), cwd=ROOT) as process:
            for number in range(self.POSTS // 1000):
                process.stdin.write(pattern.replace(b'"a', b'"a%d-' % number))
                if number in (99, self.POSTS // 1000 - 1):
                    highest[number] = self.resident_kib(process)
            process.stdin.close()
            self.assertEqual(process.wait(timeout=600), 0, process.stderr.read())
        early, late = highest[99], highest[self.POSTS // 1000 - 1]
        self.assertLess(late, self.RSS_KIB_MAX, highest)
        # 50,000 authors are known after the first tenth, 100,000 at most at the end.
        self.assertLess(late - early, 48 * 1024, highest)


if __name__ == "__main__":
    main()
