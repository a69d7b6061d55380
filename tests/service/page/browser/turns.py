"""A proxy on loopback that hands requests to several servers in turns, as a load balancer without stickiness does."""

from __future__ import annotations

import http.client
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

OF_A_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}
"""Headers of one connection, which a proxy does not hand on."""


@contextmanager
def taking_turns(ports: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Address of a proxy before servers on these ports, and the port that each request went to. A server that is away is passed over,
    as balancers do; 502 where all are."""
    order, served = itertools.cycle(ports), list[int]()

    class Turn(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            for _ in ports:
                port = next(order)
                upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                try:
                    upstream.request(self.command, self.path, body, dict(self.headers.items()))
                    answer = upstream.getresponse()
                except OSError:
                    upstream.close()
                    continue
                served.append(port)
                self._hand_on(answer)
                upstream.close()
                return
            self.send_response(502)
            self.send_header("content-length", "0")
            self.end_headers()

        def _hand_on(self, answer: http.client.HTTPResponse) -> None:
            """Hand on as it comes: a stream of events must not wait for its end, which closes the connection."""
            self.close_connection = True
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OF_A_HOP:
                    self.send_header(name, value)
            self.send_header("connection", "close")
            self.end_headers()
            try:
                while part := answer.read1(65_536):
                    self.wfile.write(part)
                    self.wfile.flush()
            except (OSError, http.client.HTTPException):
                return

        do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - http.server looks for these names

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Turn)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", served
    server.shutdown()
    server.server_close()
    thread.join()
