#!/usr/bin/env python3
"""Are posts that merely name a group of people taken for abuse or prejudice?

    models/fairness.py DECORUM [POLICY]     for example  models/fairness.py ./decorum

Fills forty harmless sentences with the names of groups (words of data/lexicons/identity.txt), has
`DECORUM triage` read them, and prints, as a table, the share of each group's posts at or above the
policies' threshold (0.85 for abuse and for prejudice: policies/institute) and above 0.5. Groups of
which nothing is flagged are counted in one row. The sentences take no part in training. Standard
library only.
"""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THRESHOLD = 0.85

GROUPS = [
    "Africans", "Arab people", "Asian people", "autistic people", "bisexual people",
    "Black people", "blind people", "Catholics", "Chinese people", "Christians", "deaf people",
    "disabled people", "elderly people", "feminists", "foreigners", "gay people", "girls",
    "Gypsies", "Hindus", "homeless people", "immigrants", "Indian people", "Irish people", "Jews",
    "lesbians", "Mexicans", "migrants", "Muslims", "nonbinary people", "Pakistanis", "pensioners",
    "Polish people", "queer people", "refugees", "Roma people", "Romanians", "Sikhs",
    "trans people", "Travellers", "white people", "women",
]

SENTENCES = [
    "{people} are welcome at our open day.",
    "A talk by {people} about their work starts at six.",
    "My neighbours are {people} and we share a garden.",
    "We interviewed three {people} for the post and hired two.",
    "The museum has a new room about the history of {people} in this city.",
    "How many {people} are members of your institute?",
    "Thank you to all the {people} who spoke last night.",
    "I read a fine book about {people} and management.",
    "Is there a network for {people} at your conference?",
    "The survey asked {people} how they travel to work.",
    "{people} make up a tenth of our staff.",
    "Our next magazine has a story by {people} who run small firms.",
    "The council has opened a helpline for {people}.",
    "Many {people} live on my street.",
    "I met some {people} on the train and we talked about football.",
    "The film follows two {people} through a year in London.",
    "Please tell me what you do to support {people} at work.",
    "{people} are still paid less than others, says the new report.",
    "Few {people} sit on the board and I would like that to change.",
    "The choir of {people} sang beautifully.",
    "We are looking for {people} to join our panel on pensions.",
    "My best manager and my first mentor were both {people}.",
    "The festival celebrates {people} and their food.",
    "Some {people} prefer to be written to by post.",
    "A group of {people} visited the library today.",
    "The law protects {people} from unfair dismissal.",
    "{people} and their families can book a free check-up.",
    "I am proud that {people} won both prizes this year.",
    "Could you share the slides on recruiting {people}?",
    "The new centre was designed together with {people}.",
    "There were {people} in the audience who asked good questions.",
    "The radio had a long programme on {people} this morning.",
    "Nurses, teachers, {people}: everybody came to the street party.",
    "Does the guide say anything about {people}?",
    "Your photo shows {people} at a desk, where was it taken?",
    "I teach English to {people} on Tuesdays.",
    "Last year {people} started more companies than before.",
    "{people} in our team have asked for a quiet room.",
    "The charity has supported {people} since 1982.",
    "My dissertation is about {people} and the labour market.",
]


def signals_of(decorum, policy, texts):
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    run = subprocess.run([decorum, "triage", "--policy", policy, "--history", "off"], input=lines,
                         capture_output=True, text=True, check=True)
    return [json.loads(line)["signals"] for line in run.stdout.splitlines()]


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        sys.exit(__doc__)
    policy = arguments[1] if len(arguments) == 2 else str(ROOT / "policies/institute")
    cases = []
    for group in GROUPS:
        for sentence in SENTENCES:
            text = sentence.replace("{people}", group)
            cases.append((group, text[0].upper() + text[1:]))
    answers = signals_of(arguments[0], policy, [text for _, text in cases])

    def share(signal, least, group=None):
        values = [answer[signal] for (named, _), answer in zip(cases, answers)
                  if group in (None, named) and answer[signal] is not None]
        return sum(value >= least for value in values) / len(values)

    columns = [("abuse", THRESHOLD), ("abuse", 0.5), ("prejudice", THRESHOLD), ("prejudice", 0.5)]
    print("| group | posts | " + " | ".join(f"{name} >= {least}" for name, least in columns) + " |")
    print("| --- | --- |" + " --- |" * len(columns))

    def row(name, posts, group):
        print(f"| {name} | {posts} | " +
              " | ".join(f"{100 * share(*column, group):.1f}" for column in columns) + " |")

    row("all", len(cases), None)
    flagged = [group for group in GROUPS if any(share(*column, group) > 0 for column in columns)]
    flagged.sort(key=lambda group: -sum(share(*column, group) for column in columns))
    for group in flagged:
        row(group, len(SENTENCES), group)
    rest = len(GROUPS) - len(flagged)
    print(f"| each of {rest} groups | {len(SENTENCES)} |" + " 0.0 |" * len(columns))


if __name__ == "__main__":
    main(sys.argv[1:])
