#!/usr/bin/env python3
"""models/answers.py: stated rates from a policy, what labels say, and the counting, with made-up
decisions.

Whether the shipped policies hold what they state is a figure (docs/figures.md), not asked here.
"""
import json
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "models"))
import answers  # noqa: E402

PROTOCOL = """\
start: first
questions:
  first:
    ask: Is it?
    answers:
      good:
        when: >-
          sentiment.positive >= 0.8 && irony < 0.2 &&
          (words.trouble == 0 || sentiment.positive >= 0.95)
        wrong_at_most: 5%
        go: second
      bad: { when: "sentiment.negative >= 0.6", wrong_at_most: 0.5%, go: end }
  second:
    answers:
      good: { when: "spam < 0.1", go: end }
outcomes:
  end:
    wrong_at_most: 3%
"""


def step(question, chosen, before=None, by="machine"):
    return {"question": question, "from": before, "answers": [chosen] if chosen else [], "by": by}


def posts(name, label, *paths):
    return [answers.Post(name, "", {label}, path) for path in paths]


GOOD = [step("first", "good")]
ASKED = [step("first", None)]
BAD = [step("first", "bad")]
PROPOSED = [step("first", "good", by="proposed")]
ELSEWHERE = [step("other", "good")]


def rows(given):
    return answers.rows_for("first", "good", 0.25, "praise", given)


class Rates(unittest.TestCase):
    def test_are_read_where_an_answer_states_one(self):
        self.assertEqual(answers.stated_rates(PROTOCOL),
                         {("first", "good"): 0.05, ("first", "bad"): 0.005})

    def test_of_every_shipped_policy_have_a_kind_and_no_kind_is_without(self):
        for name, kinds in answers.KINDS.items():
            protocol = ROOT / "policies" / name / "protocol.yaml"
            rates = answers.stated_rates(protocol.read_text(encoding="utf-8"))
            self.assertEqual(set(rates), set(kinds), name)
            for (question, answer), rate in rates.items():
                # Who is neither a troll nor a spammer is asked for again at the next question.
                most = {"stand": 0.02, "harmless": 0.15}.get(kinds[question, answer], 0.05)
                self.assertLessEqual(rate, most, (name, question, answer))


class Labels(unittest.TestCase):
    def test_say_what_the_table_says(self):
        for name, label, text, said in [
                ("tweeteval_sentiment", "positive", "Nice", {"praise", "felt"}),
                ("tweeteval_sentiment", "negative", "Why?", {"displeased"}),
                ("tweeteval_sentiment", "neutral", "Why?", {"neutral", "calm"}),
                ("airline", "negative", "Late", {"displeased"}),
                ("clinc150", "goodbye", "bye", set()),
                ("clinc150", "transfer", "send it", {"asking"}),
                ("complaints", "not", "hm", set()),
                ("tweeteval_irony", "non_irony", "hm", set()),
                ("swda_question", "question", "is it", {"asking in talk"}),
                ("own", ["service", "spam"], "x", {"asking", "advertising"}),
                ("own", [], "x", {"telling", "harmless"}),
                ("own", ["claim"], "x", {"telling", "harmless", "claiming"})]:
            self.assertEqual(answers.labels_of(name, label, text), said, (name, label))

    def test_are_all_explained(self):
        used = {label for right, wrong, shares in answers.RULES.values()
                for label in (*right, *wrong, *shares)}
        for label in used:
            self.assertIn(label, answers.__doc__)
        for kind in answers.RULES:
            self.assertRegex(answers.__doc__, rf"(?m)^\|.*\b{kind}\b")


class Counting(unittest.TestCase):
    def test_what_the_machine_gives_alone_counts(self):
        row = rows([*posts("a", "praise", GOOD, GOOD, GOOD, ASKED, PROPOSED, ELSEWHERE),
                    *posts("a", "neutral", GOOD, BAD)])[0]
        self.assertEqual((row.reached, row.given, row.wrong), (7, 4, 1))
        self.assertAlmostEqual(row.coverage, 4 / 7)
        self.assertAlmostEqual(row.error, 0.25)
        self.assertTrue(row.held)

    def test_one_more_wrong_is_not_held(self):
        row = rows([*posts("a", "praise", GOOD, GOOD, GOOD),
                    *posts("a", "displeased", GOOD, GOOD)])[0]
        self.assertAlmostEqual(row.error, 0.4)
        self.assertFalse(row.held)

    def test_sets_weigh_the_same_however_many_posts_they_have(self):
        small = [*posts("small", "praise", GOOD), *posts("small", "neutral", GOOD)]
        large = posts("large", "praise", *[GOOD] * 98)
        row = rows([*small, *large])[0]
        self.assertAlmostEqual(row.error, 0.25)
        self.assertEqual(row.sets, "small, large")
        self.assertGreater(row.upper, answers.upper_bound(0.25, 100))

    def test_a_set_where_nothing_is_right_has_a_row_of_its_own(self):
        first, share = rows([*posts("a", "praise", GOOD),
                             *posts("jokes", "mocking", GOOD, ASKED, ELSEWHERE, PROPOSED)])
        self.assertEqual((first.sets, first.error), ("a", 0))
        self.assertEqual((share.answer, share.reached, share.given), ("good: mocking", 4, 1))
        self.assertAlmostEqual(share.error, 0.25)
        self.assertTrue(share.held)

    def test_a_set_without_a_right_post_does_not_judge(self):
        row = rows([*posts("a", "praise", GOOD), *posts("b", "neutral", GOOD)])[0]
        self.assertEqual((row.sets, row.wrong), ("a", 0))

    def test_what_lies_behind_a_proposal_is_not_reached(self):
        path = [step("start", "no", by="proposed"), step("first", "good", "start")]
        sure = [step("start", "no"), step("first", "good", "start")]
        row = rows(posts("a", "praise", path, sure))[0]
        self.assertEqual((row.reached, row.given), (1, 1))

    def test_nothing_given_is_said(self):
        row = rows(posts("a", "praise", ASKED))[0]
        self.assertIsNone(row.error)
        self.assertIn("nothing given", answers.line(row))

    def test_wilsons_bound(self):
        self.assertAlmostEqual(answers.upper_bound(0, 50), 0.07135, 5)
        self.assertAlmostEqual(answers.upper_bound(0.1, 100), 0.17437, 5)


class Curve(unittest.TestCase):
    def test_the_first_comparison_of_the_answer_changes_and_no_other(self):
        text = answers.with_number(PROTOCOL, "first", "good", "sentiment.positive >=", 0.7)
        self.assertEqual(text, PROTOCOL.replace(">= 0.8", ">= 0.7"))
        text = answers.with_number(PROTOCOL, "second", "good", "spam <", 0.05)
        self.assertEqual(text, PROTOCOL.replace("spam < 0.1", "spam < 0.05"))

    def test_a_comparison_of_another_answer_is_refused(self):
        for question, answer, comparison in [("first", "good", "sentiment.negative >="),
                                             ("first", "good", "spam <"),
                                             ("none", "good", "spam <")]:
            with self.assertRaises(answers.CannotRun):
                answers.with_number(PROTOCOL, question, answer, comparison, 0.5)


class Sarcasm(unittest.TestCase):
    def test_the_posts_pair_up_and_took_no_part_in_training(self):
        def lines(path):
            text = (ROOT / path).read_text(encoding="utf-8")
            return [json.loads(line) for line in text.splitlines()]

        ours = lines("data/sarcasm/dev.jsonl")
        self.assertEqual([sum(post["label"] == label for post in ours)
                          for label in ("sarcastic", "sincere")], [60, 60])
        plain = [" ".join(re.findall(r"\w+", post["text"].lower())) for post in ours]
        self.assertEqual(len(set(plain)), 120)
        trained = {" ".join(re.findall(r"\w+", post["text"].lower()))
                   for post in lines("data/training/train.jsonl")}
        self.assertFalse(trained & set(plain))


if __name__ == "__main__":
    unittest.main()
