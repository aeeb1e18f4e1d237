"""A mail server of the tests (aiosmtpd). Prints: port, TLS port, port that wants no encryption,
certificate; then one line of JSON for each message it takes.

Recipients say what happens: refuse@ is refused, later@ put off, cut@ loses the line after the
message came, bad-data@ is refused once the message came.
"""
import asyncio
import json
import logging
import os
import ssl
import subprocess
import sys
import tempfile
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse@"):
            return "550 no such person"
        if address.startswith("later@"):
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        tls = server.transport.get_extra_info("ssl_object") is not None
        print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos,
                          "tls": tls, "signed_in": bool(session.authenticated),
                          "data": envelope.content.decode("ascii")}), flush=True)
        if envelope.rcpt_tos[0].startswith("cut@"):
            server.transport.abort()
            await asyncio.sleep(0.1)
        if envelope.rcpt_tos[0].startswith("bad-data@"):
            return "554 not like this"
        return "250 taken"


def authenticator(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == b"desk" and data.password == b"hush"
    return AuthResult(success=good, handled=False)


async def serve(context):
    loop = asyncio.get_running_loop()

    def smtp(**options):
        return lambda: SMTP(Handler(), authenticator=authenticator, **options)

    servers = [
        await loop.create_server(smtp(tls_context=context, require_starttls=True),
                                 "127.0.0.1", 0),
        await loop.create_server(smtp(auth_require_tls=False), "127.0.0.1", 0, ssl=context),
        await loop.create_server(smtp(), "127.0.0.1", 0)]
    return [server.sockets[0].getsockname()[1] for server in servers]


def main():
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
                        certificate, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1"], check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        loop = asyncio.new_event_loop()
        ports = loop.run_until_complete(serve(context))
        print(*ports, certificate, flush=True)
        loop.add_reader(sys.stdin, lambda: os._exit(0))
        loop.run_forever()


main()
