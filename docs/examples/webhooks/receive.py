"""Receives webhooks of Longshore: python3 receive.py whsec_… (Python's own library is enough)."""
import base64, hashlib, hmac, http.server, json, sys, time

TOLERANCE_SECONDS = 300


def is_genuine(secret, headers, body, now):
    """Whether body came from who has the secret, and not long ago. body: the bytes as they came."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    signed = any(hmac.compare_digest(expected, each) for each in headers["webhook-signature"].split(" "))
    return signed and abs(now - int(headers["webhook-timestamp"])) <= TOLERANCE_SECONDS


class Receiver(http.server.BaseHTTPRequestHandler):
    seen = set()  # Keep it in your database, where a restart does not forget it.

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if not is_genuine(self.server.secret, self.headers, body, time.time()):
            self.send_error(401)
            return
        if self.headers["webhook-id"] not in self.seen:
            self.seen.add(self.headers["webhook-id"])
            event = json.loads(body)
            print(event["type"], event["timestamp"], event["data"], flush=True)
        self.send_response(204)
        self.end_headers()


if __name__ == "__main__":
    server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 8787), Receiver)
    server.secret = sys.argv[1]
    server.serve_forever()
