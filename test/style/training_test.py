#!/usr/bin/env python3
"""Our own labelled posts: every line reads, no text stands twice, every label is known."""
import json
import re
import unittest
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "data/training"
LABELS = ["question", "service", "claim", "aggression", "spam"]  # as the README tells them


def plain(text):
    """A text without case, space and marks; but "Really?" and "Really." are two texts."""
    return re.sub(r"[^\w?@#]+", " ", text.casefold()).strip()


def mistakes(parts):
    """Of {file name: its text}: what is wrong, as FILE:LINE: what."""
    found, seen = [], {}
    for name, content in parts.items():
        for number, line in enumerate(content.splitlines(), 1):
            where = f"{name}:{number}"
            post = json.loads(line)
            if list(post) != ["text", "label", "source"] or post["source"] != "own":
                found.append(f"{where}: fields other than text, label and source own")
                continue
            text, labels = post["text"], post["label"]
            if not text or text != text.strip():
                found.append(f"{where}: an empty text or space around it")
            if labels != [label for label in LABELS if label in labels]:
                found.append(f"{where}: labels unknown, said twice or out of order: {labels}")
            earlier = seen.setdefault(plain(text), where)
            if earlier != where:
                found.append(f"{where}: the same text as {earlier}")
    return found


class Training(unittest.TestCase):
    def test_no_text_stands_twice_and_every_label_is_known(self):
        parts = {name: (TRAINING / name).read_text(encoding="utf-8")
                 for name in ("train.jsonl", "dev.jsonl")}
        self.assertEqual(mistakes(parts), [])

    def test_what_is_wrong_is_found(self):
        line = '{"text": "%s", "label": %s, "source": "own"}\n'
        wrong = [line % ("Hello", '["greeting"]'), line % ("", "[]"), line % (" a", "[]"),
                 line % ("a", '["spam", "spam"]'), line % ("a", '["service", "question"]'),
                 line % ("One two", "[]") + line % ("one, two", '["spam"]'),
                 '{"text": "a", "label": []}\n']
        for content in wrong:
            with self.subTest(content=content):
                self.assertEqual(len(mistakes({"x": content})), 1)
        self.assertEqual(mistakes({"x": line % ("a", '["question", "spam"]')}), [])

    def test_the_readme_counts_them(self):
        readme = (TRAINING / "README.md").read_text(encoding="utf-8")
        posts = [[json.loads(line) for line in
                  (TRAINING / name).read_text(encoding="utf-8").splitlines()]
                 for name in ("train.jsonl", "dev.jsonl")]
        self.assertIn(f"| posts | {len(posts[0])} | {len(posts[1])} |", readme)
        for label in LABELS:
            train, dev = (sum(label in post["label"] for post in part) for part in posts)
            self.assertIn(f"| `{label}` | {train} | {dev} |", readme)


if __name__ == "__main__":
    unittest.main()
