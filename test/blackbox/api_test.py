"""The API from outside, over every route that it says it has.

A desk serves the sample institute with somebody of each role. Every route is asked as every role:
it lets in exactly those whose roles give its permission. Every route is given rubbish: it answers
with a problem of a status that it states, never with 5xx. Every answer in JSON fits the schema that
the description gives. The description in the tree is the one that is served.
"""
import copy
import http.client
import json
import os
import random
import re
import sys
import tempfile
import time
import unittest
from pathlib import Path

import jsonschema

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fault"))
from binary import ROOT  # noqa: E402
from desk_kill_test import Desk  # noqa: E402

ROLES = ["responder", "manager", "brand-reviewer", "press-officer", "secretary",
         "data-protection-officer", "safeguarding-lead", "legal-adviser", "chief-executive",
         "auditor", "administrator", "committee"]
PASSWORD = "slow herons read maps"
# Statuses that any route may answer with, before its handler is asked.
ALWAYS = {400, 401, 403, 404, 405, 408, 413, 415, 422, 428, 429, 431, 503}
NO_ID = "0e3m5k7hq0004"


def from_afar(number):
    """Headers as a proxy adds them, so that the sample people do not share one machine's rate."""
    return {"x-forwarded-for": f"192.0.2.{number}", "x-forwarded-proto": "https"}


def sent_as(desk, cookie, token, method, path, body=None, kind="application/json"):
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
    headers = {"content-type": kind, **from_afar(random.randrange(1, 250))}
    if cookie:
        headers.update({"cookie": cookie, "x-csrf-token": token})
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        kind = answer.getheader("content-type", "")
        text = b"" if kind == "text/event-stream" else answer.read()  # a stream never ends
        return answer.status, kind, text
    finally:
        connection.close()


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.desk = Desk(cls.folder.name, "--trusted-proxy", "127.0.0.1")
        day = (ROOT / "data/samples/day.jsonl").read_text(encoding="utf-8").splitlines()
        cls.desk.posts.write_text("\n".join(day[:60]) + "\n", encoding="utf-8")
        cls.desk.start()
        status, described, _ = cls.desk.ask("GET", "/api/openapi.json")
        assert status == 200
        cls.described = described
        cls.people = {role: cls.signed_in(role) for role in ROLES}
        for _ in range(200):
            _, listed, _ = cls.desk.ask("GET", "/api/cases?limit=20")
            if len(listed["cases"]) > 5:
                break
            time.sleep(0.1)
        cls.case = listed["cases"][0]["id"]
        _, view, _ = cls.desk.ask("GET", f"/api/cases/{cls.case}")
        cls.post, cls.author = view["posts"][0]["id"], view["author"]["id"]

    @classmethod
    def tearDownClass(cls):
        cls.desk.kill()
        cls.folder.cleanup()

    @classmethod
    def signed_in(cls, role):
        status, made, _ = cls.desk.ask("POST", "/api/people", {
            "name": f"Sample {role}", "email": f"{role}@example.org", "id": f"sample-{role}"})
        assert status == 201, made
        status, answer, _ = cls.desk.ask("POST", "/api/roles", {
            "person": f"sample-{role}", "role": role, "from": "2026-01-01"})
        assert status == 201, answer
        status, _, text = sent_as(cls.desk, None, None, "POST", f"/api/password/{made['secret']}",
                                  json.dumps({"password": PASSWORD}))
        assert status == 204, text
        connection = http.client.HTTPConnection("127.0.0.1", cls.desk.port, timeout=60)
        connection.request("POST", "/api/session", json.dumps(
            {"email": f"{role}@example.org", "password": PASSWORD}),
            {"content-type": "application/json", **from_afar(len(role))})
        answer = connection.getresponse()
        me = json.loads(answer.read())
        assert answer.status == 200, me
        cookie = answer.headers["set-cookie"].split(";")[0]
        connection.close()
        return cookie, me["csrf_token"], set(me["may"])

    def routes(self):
        for path, methods in self.described["paths"].items():
            for method, route in methods.items():
                if isinstance(route, dict) and "responses" in route:
                    yield method.upper(), path, route

    def filled(self, path):
        known = {"case": self.case, "post": self.post, "author": self.author}
        return re.sub(r"\{([a-z_]+)(\.\.\.)?\}", lambda found: known.get(found[1], NO_ID), path)

    def test_every_route_lets_in_exactly_those_who_may(self):
        asked = 0
        for method, path, route in self.routes():
            permission = route["x-permission"]
            if method == "DELETE" and path == "/api/session":
                continue  # it would sign the role out
            for role, (cookie, token, may) in self.people.items():
                status, _, text = sent_as(self.desk, cookie, token, method, self.filled(path),
                                          None if method == "GET" else "[")
                where = f"{method} {path} as {role}: {status} {text[:200]}"
                asked += 1
                if permission not in ("everybody", "signed-in", "see-metrics"):
                    refused = status == 403 and b"None of your roles today" in text
                    self.assertEqual(refused, permission not in may, where)
                self.assertNotEqual(status, 401 if permission != "everybody" else 0, where)
                self.assertLess(status, 500, where)
            status, _, _ = sent_as(self.desk, None, None, method, self.filled(path), "[")
            if permission != "everybody":
                self.assertEqual(status, 401, f"{method} {path} as nobody")
        self.assertGreater(asked, 500)

    def test_rubbish_is_answered_with_a_problem(self):
        cookie, token, _ = self.people["manager"]
        bodies = [b"", b"[]", b"{", b"null", b'{"no such field":1}', b"\xff\xfe", b'{"a":' * 80,
                  b'"' + b"x" * 2000 + b'"']
        for method, path, route in self.routes():
            if method == "GET" or path == "/api/session":
                continue
            stated = {int(status) for status in route["responses"]
                      if status != "default"} | ALWAYS
            for body in bodies:
                for kind in ("application/json", "text/plain"):
                    status, answered, text = sent_as(self.desk, cookie, token, method,
                                                     self.filled(path), body, kind)
                    where = f"{method} {path} {body[:20]!r} {kind}: {status} {text[:200]}"
                    self.assertIn(status, stated | {200, 201, 204, 409, 410}, where)
                    if status >= 400:
                        self.assertEqual(answered, "application/problem+json", where)
                        problem = json.loads(text)
                        self.assertEqual(problem["status"], status, where)
                        self.assertTrue(problem["detail"].endswith((".", "?", "!")), where)

    def test_acts_show_nothing_to_those_who_may_not_see_cases(self):
        roles = ["auditor", "administrator", "committee"]  # in turn, each within its rate
        for number, (method, path, _) in enumerate(self.routes()):
            cookie, token, may = self.people[roles[number % len(roles)]]
            self.assertNotIn("see-cases", may)
            if method != "POST" or not path.startswith(("/api/cases/{case}/", "/api/drafts",
                                                        "/api/topics")):
                continue
            connection = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=60)
            connection.request("POST", self.filled(path), "{}", {
                "content-type": "application/json", "cookie": cookie, "x-csrf-token": token,
                "if-match": '"1"', **from_afar(7)})
            answer = connection.getresponse()
            self.assertEqual(answer.status, 403, f"{path}: {answer.read()[:200]}")
            connection.close()

    def schema_of(self, route, status):
        answer = route["responses"].get(str(status), {})
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            return None
        whole = copy.deepcopy(schema)
        whole["components"] = self.described["components"]
        return whole

    def test_answers_fit_their_schemas(self):
        fitted = 0
        administrator = self.desk.cookie, self.desk.token, None
        for method, path, route in self.routes():
            if method != "GET" or path in ("/api/events", "/api/openapi.yaml"):
                continue
            for cookie, token, _ in [administrator, *self.people.values()]:
                query = "?q=certificate" if path == "/api/search" else ""
                status, kind, text = sent_as(self.desk, cookie, token, "GET",
                                             self.filled(path) + query)
                if status in (401, 403):
                    continue
                self.assertLess(status, 500, f"{path}: {text[:200]}")
                schema = self.schema_of(route, status)
                if schema is None or not kind.startswith("application/json"):
                    continue
                jsonschema.Draft202012Validator(schema).validate(json.loads(text))
                fitted += 1
                break
        self.assertGreater(fitted, 20)

    def test_chance_requests_never_break_it(self):
        chance = random.Random(7)
        routes = list(self.routes())
        cookie, token, _ = self.people["manager"]
        for _ in range(600):
            method, path, route = chance.choice(routes)
            if path in ("/api/events", "/api/session"):
                continue
            body = json.dumps(self.made_up(chance, route))
            path = self.filled(path) + chance.choice(["", "?limit=0", "?cursor=x", "?a=%ff", "?q="])
            status, _, text = sent_as(self.desk, cookie, token, method, path,
                                      None if method == "GET" else body)
            self.assertLess(status, 500, f"{method} {path} {body}: {text[:300]}")

    def made_up(self, chance, route):
        """A body with the right fields and made-up values."""
        content = route.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        if "$ref" in schema:
            schema = self.described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        values = ["", "x", 0, -1, 2**53, True, None, [], {}, NO_ID, self.case,
                  "2026-11-27T10:00:00Z",
                  "\u202e\x00", "a" * 5000]
        return {name: chance.choice(values) for name in schema.get("properties", {})
                if chance.random() < 0.8}

    def test_the_description_in_the_tree_is_the_one_that_is_served(self):
        _, _, served = sent_as(self.desk, None, None, "GET", "/api/openapi.yaml")
        path = ROOT / "api" / "openapi.yaml"
        if os.environ.get("DECORUM_UPDATE_GOLDEN"):
            path.write_bytes(served)
        self.assertEqual(path.read_bytes(), served, "run this test with DECORUM_UPDATE_GOLDEN=1")

    def test_a_team_without_an_account_answers_once(self):
        cookie, token, _ = self.people["manager"]
        path = f"/api/cases/{self.case}"
        status, _, text = sent_as(self.desk, cookie, token, "POST", f"{path}/hand-over", json.dumps(
            {"to": "team:membership", "message": "Do you know the answer?", "link": True}))
        self.assertEqual(status, 200, text)
        link = f"/api/links/{json.loads(text)['links'][0]}"
        status, _, text = sent_as(self.desk, None, None, "GET", link)
        self.assertEqual(status, 200, text)
        asked = json.loads(text)
        self.assertEqual(asked["message"], "Do you know the answer?")
        self.assertTrue(asked["posts"][0]["text"])
        for body in ("{}", '{"answer":""}', "[", json.dumps({"answer": "x" * 100_000})):
            self.assertEqual(sent_as(self.desk, None, None, "POST", link, body)[0], 422, body[:40])
        given = json.dumps({"answer": "On Thursday at nine."})
        self.assertEqual(sent_as(self.desk, None, None, "POST", link, given)[0], 204)
        for method, body in (("GET", None), ("POST", given)):
            self.assertEqual(sent_as(self.desk, None, None, method, link, body)[0], 410)
        _, _, text = sent_as(self.desk, cookie, token, "GET", path)
        self.assertIn("On Thursday at nine.", json.loads(text)["texts"].values())

    def test_a_members_own_check_leaves_nothing(self):
        word = "quixotropolis"
        status, _, text = sent_as(self.desk, None, None, "POST", "/api/check",
                                  json.dumps({"text": f"The {word} is the BEST of all!!!"}))
        self.assertEqual(status, 200, text)
        self.assertTrue(json.loads(text)["findings"])
        _, _, metrics = sent_as(self.desk, *self.people["administrator"][:2], "GET", "/metrics")
        self.assertIn(b"/api/check", metrics)
        self.assertNotIn(word.encode(), metrics)
        for path in Path(self.folder.name).iterdir():
            self.assertNotIn(word.encode(), path.read_bytes(), f"it stands in {path.name}")


if __name__ == "__main__":
    unittest.main()
