#!/usr/bin/env python3
"""Of the answers that the machine gives by itself, how many are wrong? Is each stated rate held?

    models/answers.py DECORUM DATA [POLICY]     for example  models/answers.py ./decorum ../data

Walks labelled posts through POLICY's chart (policies/institute) with `triage --history off`: the
dev parts of public sets in DATA, data/training/dev.jsonl (own) and data/sarcasm/dev.jsonl
(sarcasm). Prints one row for each answer that states `wrong_at_most`. A post counts where its
question was reached without anybody's confirmation. An answer's sets weigh the same; coverage and
error are in percent, the upper bound is Wilson's, for 95 %, at the number of posts that so many
weights are worth. `--sets` adds a table with each set by itself, where the machine may do better
or worse than in the mean. An answer is held when its error is at most what the policy states; exit
status 0 when all are, 1 when one is not, 2 when nothing could be measured. Standard library only.

What labels say of an answer (KINDS below says of which kind each policy's answers are):

| kind of answer | right | wrong | share of these |
| --- | --- | --- | --- |
| praise, stand | praise | neutral, displeased | mocking, complaining |
| plain | calm, asking | felt | hostile |
| displeased, criticism | displeased | praise, neutral | |
| asks | asking, asking in talk | telling | |
| service | asking, complaining | telling | |
| statement | claiming | asking | |
| harmless | harmless | hostile, advertising | |

| label | set |
| --- | --- |
| praise, neutral, displeased | positive, neutral, negative of tweeteval_sentiment and airline |
| calm, felt | of tweeteval_sentiment: neutral; positive or negative without a "?" |
| mocking | irony of tweeteval_irony; sarcastic of sarcasm |
| complaining | complaint of complaints ("not" says nothing) |
| asking | requests (banking77, clinc150 without small talk); question, service of own |
| asking in talk | question of swda_question |
| telling | other of swda_question; own without question and service |
| claiming | claim of own |
| hostile | offensive of tweeteval_offensive; abuse of convabuse; aggression of own |
| advertising | spam of sms_spam, youtube_spam, own |
| harmless | the other label of these five sets |

Airline posts count where all annotators agree. A feeling says nothing of whether a post with "?"
asks, nor an airline's calm report of a fault of whether it wants something. "Share of these" gives
rows of their own: such a set holds nothing for which the answer is right, so the error is the share
of all mocking (complaining, hostile) posts that get the answer by machine.

`--curve QUESTION ANSWER 'SIGNAL OPERATOR'`, for example positive yes-positive 'irony <', prints
instead the answer's rows with other numbers in the first such comparison of its condition.
"""
import argparse
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = {"own": ROOT / "data/training/dev.jsonl", "sarcasm": ROOT / "data/sarcasm/dev.jsonl"}
SETS = ("tweeteval_sentiment", "airline", "tweeteval_irony", "sarcasm", "complaints", "banking77",
        "clinc150", "swda_question", "own", "tweeteval_offensive", "convabuse", "sms_spam",
        "youtube_spam")
REQUESTS = ("banking77", "clinc150")
FEELINGS = {"positive": "praise", "neutral": "neutral", "negative": "displeased"}
MEANINGS = {
    "tweeteval_irony": {"irony": "mocking"}, "sarcasm": {"sarcastic": "mocking"},
    "complaints": {"complaint": "complaining"},
    "swda_question": {"question": "asking in talk", "other": "telling"},
    "tweeteval_offensive": {"offensive": "hostile", "not-offensive": "harmless"},
    "convabuse": {"abuse": "hostile", "not": "harmless"},
    "sms_spam": {"spam": "advertising", "ham": "harmless"},
    "youtube_spam": {"spam": "advertising", "ham": "harmless"}}
SMALL_TALK = {"yes", "no", "maybe", "oos", "greeting", "goodbye", "thank_you"}
CURVE = (0.02, 0.05, *(round(0.1 * n, 2) for n in range(1, 9)), 0.85, 0.9, 0.93, 0.95, 0.97)

# kind: (right, wrong, share of these)
RULES = {
    "praise": ({"praise"}, {"neutral", "displeased"}, ("mocking", "complaining")),
    "stand": ({"praise"}, {"neutral", "displeased"}, ("mocking", "complaining")),
    "plain": ({"calm", "asking"}, {"felt"}, ("hostile",)),
    "displeased": ({"displeased"}, {"praise", "neutral"}, ()),
    "criticism": ({"displeased"}, {"praise", "neutral"}, ()),
    "asks": ({"asking", "asking in talk"}, {"telling"}, ()),
    "service": ({"asking", "complaining"}, {"telling"}, ()),
    "statement": ({"claiming"}, {"asking"}, ()),
    "harmless": ({"harmless"}, {"hostile", "advertising"}, ()),
}
# policy: {(question, answer): kind}
KINDS = {
    "institute": {
        ("positive", "yes-positive"): "praise", ("positive", "neutral"): "plain",
        ("positive", "no-negative"): "displeased", ("worth-a-reply", "no-reply"): "stand",
        ("question-or-service", "asks"): "asks", ("question-or-service", "statement"): "statement",
        ("troll-or-spammer", "neither"): "harmless",
        ("content-type", "customer-service"): "service",
        ("content-type", "fair-criticism"): "criticism"},
    "council": {
        ("tone", "thanks"): "stand", ("tone", "question"): "plain",
        ("tone", "criticism"): "criticism"},
    "epa": {
        ("worthwhile", "no-worthwhile"): "stand", ("positive", "no-negative"): "displeased",
        ("bashing", "no-bashing"): "harmless",
        ("negative-experience", "yes-experience"): "service"},
    "us-air-force": {
        ("positive", "no-negative"): "displeased", ("concurrence", "no-respond"): "stand",
        ("bashing", "no-bashing"): "harmless",
        ("unhappy-customer", "yes-unhappy"): "service"},
}

# labels: what is known of the post; path: its steps as triage prints them, () before
Post = namedtuple("Post", "set text labels path")
# reached, given, wrong: posts; coverage, error, upper: shares of 1, or None
Row = namedtuple("Row", "question answer stated sets reached given coverage wrong error upper held")


class CannotRun(Exception):
    """What is missing, in a sentence."""


def labels_of(name, label, text):
    """What a set's label says of a post: words of the docstring's second table."""
    if name == "tweeteval_sentiment":
        calm = {"calm"} if label == "neutral" else set() if "?" in text else {"felt"}
        return {FEELINGS[label]} | calm
    if name == "airline":
        return {FEELINGS[label]}
    if name in REQUESTS:
        return set() if label in SMALL_TALK else {"asking"}
    if name == "own":
        asks = {"question", "service"} & set(label)
        bad = {"aggression": "hostile", "spam": "advertising"}
        return ({"asking"} if asks else {"telling"}) | (
            {bad[each] for each in label if each in bad} or {"harmless"}) | (
            {"claiming"} if "claim" in label else set())
    return {MEANINGS[name][label]} if label in MEANINGS[name] else set()


def stated_rates(protocol):
    """{(question, answer): rate} of a protocol's text: its `wrong_at_most`, by indentation."""
    rates, keys = {}, []
    for line in protocol.splitlines():
        found = re.match(r"( *)([a-z][a-z0-9_-]*):(?: |$)", line)
        if not found:
            continue
        depth = len(found[1]) // 2
        keys = [*keys[:depth], found[2]]
        rate = re.search(r"\bwrong_at_most: *([0-9.]+)%", line)
        if rate and keys[0] == "questions" and len(keys) > 3:
            rates[keys[1], keys[3]] = float(rate[1]) / 100
    return rates


def read_sets(data):
    """The posts of all sets, not walked yet."""
    posts = []
    for name in SETS:
        path = OWN.get(name, data / name / "dev.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            labels = labels_of(name, post["label"], post["text"])
            if labels and post.get("conf", 1) == 1:
                posts.append(Post("requests" if name in REQUESTS else name, post["text"], labels,
                                  ()))
    return posts


def walked(decorum, policy, posts):
    """The posts with their paths, by the command."""
    lines = "".join(json.dumps({"text": post.text}) + "\n" for post in posts)
    command = [decorum, "triage", "--policy", str(policy), "--history", "off"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    answers = done.stdout.splitlines()
    if len(answers) != len(posts):
        raise CannotRun(f"{' '.join(command)}: {len(answers)} answers to {len(posts)} posts (exit "
                        f"status {done.returncode})\n{done.stderr.strip()}")
    return [post._replace(path=json.loads(answer)["path"])
            for post, answer in zip(posts, answers)]


def reached_step(path, question):
    """The step of a question, unless a person has yet to confirm something on the way to it."""
    steps = {step["question"]: step for step in path}
    step = before = steps.get(question)
    while before and before["from"]:
        before = steps[before["from"]]
        if before["by"] != "machine":
            return None
    return step


def upper_bound(share, posts):
    """Wilson's 95 % upper bound of a share seen in so many posts."""
    z = 1.959964
    middle = share + z * z / (2 * posts)
    spread = z * math.sqrt(share * (1 - share) / posts + z * z / (4 * posts * posts))
    return (middle + spread) / (1 + z * z / posts)


def row_of(question, answer, stated, judged):
    """A Row of [(set, wrong, step)], each set weighing the same: a post of a set of 200 weighs
    1/200."""
    sizes = {}
    for name, _, _ in judged:
        sizes[name] = sizes.get(name, 0) + 1
    total = {"reached": [], "given": [], "wrong": []}
    for name, wrong, step in judged:
        given = step and step["by"] == "machine" and answer in step["answers"]
        for counted, holds in (("reached", step), ("given", given), ("wrong", given and wrong)):
            if holds:
                total[counted].append(1 / sizes[name])
    reached, given, wrong = (sum(weights) for weights in total.values())
    error = wrong / given if given else None
    upper = (upper_bound(error, given ** 2 / sum(each ** 2 for each in total["given"]))
             if given else None)
    return Row(question, answer, stated, ", ".join(sizes), *(len(total["reached"]),
               len(total["given"]), given / reached if reached else None, len(total["wrong"]),
               error, upper, error is None or error <= stated))


def share_row(question, answer, stated, label, judged):
    """A Row of posts for which the answer is wrong whatever else: its share is the error."""
    row = row_of(question, answer, stated, judged)
    error = row.given / len(judged)
    return row._replace(answer=f"{answer}: {label}", reached=len(judged), coverage=error,
                        error=error, upper=upper_bound(error, len(judged)), held=error <= stated)


def by_set(judged):
    """[(set, wrong, step)] taken apart."""
    for name in dict.fromkeys(name for name, _, _ in judged):
        yield [one for one in judged if one[0] == name]


def judged_by(right, wrong, question, posts):
    """[(set, wrong, step)] of the posts that have one of the labels, of sets where some are right
    (or, without a right label, of all sets)."""
    labels = right | wrong
    useful = {post.set for post in posts if post.labels & (right or labels)}
    return [(post.set, bool(post.labels & wrong), reached_step(post.path, question))
            for post in posts if post.set in useful and post.labels & labels]


def rows_for(question, answer, stated, kind, posts):
    """The answer's Row, and those of the sets in which it is always wrong."""
    right, wrong, shares = RULES[kind]
    rows = [row_of(question, answer, stated, judged_by(right, wrong, question, posts))]
    for label in shares:
        rows += [share_row(question, answer, stated, label, judged)
                 for judged in by_set(judged_by(set(), {label}, question, posts))]
    return rows


def rows_by_set(question, answer, stated, kind, posts):
    """The Row of each of the answer's sets by itself."""
    right, wrong, _ = RULES[kind]
    return [row_of(question, answer, stated, judged)
            for judged in by_set(judged_by(right, wrong, question, posts))]


def line(row, first=None):
    def percent(share):
        return "" if share is None else f"{100 * share:.1f}"
    cells = [*([first] if first else []), row.question, row.answer, percent(row.stated), row.sets,
             str(row.reached), str(row.given), percent(row.coverage), str(row.wrong),
             percent(row.error), percent(row.upper),
             "nothing given" if row.error is None else "yes" if row.held else "no"]
    return "| " + " | ".join(cells) + " |"


def heads(first=None):
    titles = [*([first] if first else []), "question", "answer", "stated", "sets", "reached",
              "by machine", "coverage", "wrong", "error", "upper bound", "held"]
    return "| " + " | ".join(titles) + " |\n|" + " --- |" * len(titles)


def with_number(protocol, question, answer, comparison, number):
    """The protocol's text with another number in the answer's first such comparison."""
    its = re.search(rf"^  {question}:\n(?: {{4}}.*\n)*? {{6}}{answer}:.*\n(?: {{8}}.*\n)*",
                    protocol, re.M)
    last = its[0].rindex(f"      {answer}:") if its else 0
    found = its and re.compile(rf"(?<![\w.]){re.escape(comparison)} *([0-9.]+)").search(
        protocol, its.start() + last, its.end())
    if not found:
        raise CannotRun(f"no '{comparison} NUMBER' in '{answer}' of '{question}'")
    return protocol[:found.start(1)] + f"{number:g}" + protocol[found.end(1):]


def print_curve(options, kinds, rates, posts):
    question, answer, comparison = options.curve
    kind = kinds[question, answer]
    right, wrong, shares = RULES[kind]
    posts = [post for post in posts if post.labels & (right | wrong | set(shares))]
    text = (options.policy / "protocol.yaml").read_text(encoding="utf-8")
    print(heads(comparison))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / options.policy.name
        shutil.copytree(options.policy, copy, ignore=shutil.ignore_patterns("*.case"))
        for number in CURVE:
            (copy / "protocol.yaml").write_text(
                with_number(text, question, answer, comparison, number), encoding="utf-8")
            for row in rows_for(question, answer, rates[question, answer], kind,
                                walked(options.decorum, copy, posts)):
                print(line(row, f"{number:g}"), flush=True)


def measure(options):
    """Prints, and says whether every stated rate is held."""
    kinds = KINDS.get(options.policy.resolve().name, {})
    rates = stated_rates((options.policy / "protocol.yaml").read_text(encoding="utf-8"))
    posts = read_sets(options.data)
    if options.curve:
        print_curve(options, kinds, rates, posts)
        return True
    posts = walked(options.decorum, options.policy, posts)
    unjudged = [f"{question}={answer}" for question, answer in rates if (question, answer) not in
                kinds]
    if unjudged:
        raise CannotRun(f"no kind in KINDS for {', '.join(unjudged)}, which states a rate")
    of_answers = [(*key, stated, kinds[key], posts) for key, stated in rates.items()]
    rows = [row for each in of_answers for row in rows_for(*each)]
    print("\n".join([heads(), *map(line, rows)]))
    if options.sets:
        print("\n".join(["", heads(), *(line(row) for each in of_answers
                                        for row in rows_by_set(*each))]))
    return all(row.held for row in rows)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decorum", metavar="DECORUM")
    parser.add_argument("data", metavar="DATA", type=Path)
    parser.add_argument("policy", metavar="POLICY", nargs="?", type=Path,
                        default=ROOT / "policies/institute")
    parser.add_argument("--sets", action="store_true")
    parser.add_argument("--curve", nargs=3, metavar=("QUESTION", "ANSWER", "COMPARISON"))
    try:
        return 0 if measure(parser.parse_args(arguments)) else 1
    except (CannotRun, OSError, ValueError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
