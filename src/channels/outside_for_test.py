"""A web server of the tests that behaves badly in many ways.

Prints: port, TLS port, certificate.
"""
import base64
import gzip
import hmac
import http.server
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

BOMB = gzip.compress(b"\0" * (64 << 20))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, piece, pause):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def serve(self):
        url = urllib.parse.urlsplit(self.path)
        fields = dict(urllib.parse.parse_qsl(url.query))
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if url.path == "/hello":
            self.answer(b"hello", set_cookie="a=b", x_twice="1")
        elif url.path == "/echo":
            told = {"method": self.command, "body": body.decode("latin-1"),
                    "headers": {k.lower(): v for k, v in self.headers.items()}}
            self.answer(json.dumps(told).encode())
        elif url.path == "/to":
            self.answer(b"", int(fields.get("status", 302)), location=fields["u"])
        elif url.path == "/loop":
            self.answer(b"", 301, location="/loop")
        elif url.path == "/endless":
            self.stream(b"x" * 65536, 0)
        elif url.path == "/slow":
            self.stream(b"x", 0.1)
        elif url.path == "/silent":
            time.sleep(30)
        elif url.path == "/bomb":
            self.answer(BOMB, content_encoding="gzip")
        elif url.path == "/rubbish":
            self.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
            self.close_connection = True
        elif url.path == "/cut":
            self.send_response(200)
            self.send_header("content-length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
        elif url.path == "/headers":
            self.send_response(200)
            self.flush_headers()
            try:
                while True:
                    self.wfile.write(b"x-more: " + b"y" * 1000 + b"\r\n")
            except OSError:
                pass
        elif url.path == "/status":
            extra = {"retry_after": fields["wait"]} if "wait" in fields else {}
            self.answer(b"", int(fields["code"]), **extra)
        elif url.path == "/hook":
            self.answer(b"", 200 if self.is_signed(fields["key"] * 24, body) else 401)
        elif url.path == "/feed":
            self.feed(fields)
        else:
            self.answer(b"", 404)

    def is_signed(self, key, body):
        """Standard Webhooks, as a receiver would check it."""
        told = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        digest = base64.b64encode(hmac.digest(key.encode(), told, "sha256")).decode()
        return f"v1,{digest}" in self.headers["webhook-signature"].split(" ")

    def feed(self, fields):
        """A feed from the file given, with an ETag of its own."""
        data = open(fields["file"], "rb").read()
        tag = f'"{hash(data) & 0xffff:x}"'
        if self.headers.get("if-none-match") == tag:
            self.answer(b"", 304, etag=tag)
        else:
            self.answer(data, etag=tag)

    do_GET = do_POST = do_HEAD = do_PUT = serve


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """A caller that goes away is part of the tests."""


def start(context=None):
    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main():
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
                        certificate, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1"], check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        print(start(), start(context), certificate, flush=True)
        sys.stdin.read()
    os._exit(0)


main()
