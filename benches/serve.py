"""Calls `petik serve` over many connections at once: answers a second, how long each takes, what the server spends on them.

    cargo build --release
    python3 benches/serve.py [--petik target/release/petik] [--connections 1,16,200] [--seconds 10] [--requests N]
                             [--path /v1/extract] [--type text/plain] [--bodies FILE|FOLDER] [--items 1]
                             [--address http://127.0.0.1:3838/] [-- OPTIONS OF petik serve]

Without `--address` it starts a server of its own, and gives it what stands behind `--`. Bodies are sent in turn: the texts of
`corpus/articles`, the files of a folder, or the lines of a file, one body a line. `--items` says how many things a body asks for, so
that queries in batches of ten are counted as ten: a thousand of them are `--items 10 --requests 100`.

    python3 benches/serve.py --path /PATH --type application/x-www-form-urlencoded --bodies batches.txt --items 10 \\
        --connections 200 --seconds 60 -- --list LIST

Each connection sends its next request when it has the answer to the one before. Every answer must have status 200; what is not is
counted and the first shown, and the exit code is 1. The caller is one process of Python, which takes a core for itself at some
thousands of answers a second: the column "per CPU second" counts what the server alone spent.
"""

import argparse
import math
import os
import pathlib
import selectors
import socket
import subprocess
import sys
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A server that was started here, or one that runs already."""

    def __init__(self, options):
        self.child = None
        address = options.address
        if address is None:
            command = [str(options.petik.resolve()), "serve", "--port", "0", *options.more]
            self.child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            address = self.child.stdout.readline().strip()
            assert address, f"{command} did not begin"
        self.place = urllib.parse.urlsplit(address)

    def cpu(self):
        """Seconds of CPU time so far."""
        if self.child is None:
            return math.nan
        fields = pathlib.Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def peak(self):
        """The most memory so far, in MiB."""
        if self.child is None:
            return math.nan
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024

    def end(self):
        if self.child is not None:
            self.child.terminate()
            assert self.child.wait() == 0, f"the server ended with {self.child.returncode}"


class Connection:
    """One caller: a request, its answer, the next request."""

    def __init__(self, place):
        self.socket = socket.create_connection((place.hostname, place.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.unsent, self.came, self.length, self.begun = b"", bytearray(), None, 0.0

    def ask(self, request):
        self.unsent, self.came, self.length, self.begun = memoryview(request), bytearray(), None, time.perf_counter()
        self.send()

    def send(self):
        """Sends what goes out at once; says whether that was all."""
        try:
            self.unsent = self.unsent[self.socket.send(self.unsent) :]
        except BlockingIOError:
            pass
        return not self.unsent

    def answered(self):
        """Reads what came; the status once the answer is whole."""
        try:
            bytes_ = self.socket.recv(1 << 20)
        except BlockingIOError:
            return None
        if not bytes_:
            return 0
        self.came += bytes_
        if self.length is None:
            head = self.came.find(b"\r\n\r\n")
            if head < 0:
                return None
            fields = dict(line.lower().split(b": ", 1) for line in bytes(self.came[:head]).split(b"\r\n")[1:])
            self.length = head + 4 + int(fields[b"content-length"]) if b"content-length" in fields else -1
        whole = self.came.endswith(b"\r\n0\r\n\r\n") if self.length < 0 else len(self.came) >= self.length
        return int(self.came[9:12]) if whole else None


def requests(options, place):
    """The requests that are sent in turn."""
    source = options.bodies or ROOT / "corpus/articles"
    if source.is_dir():
        bodies = [path.read_bytes() for path in sorted(source.iterdir()) if path.suffix == ".txt" or options.bodies]
    else:
        bodies = [line for line in source.read_bytes().splitlines() if line]
    assert bodies, f"{source}: no bodies"
    head = f"POST {options.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: {options.type}\r\nContent-Length: "
    return [head.encode() + b"%d\r\n\r\n" % len(body) + body for body in bodies]


def call(place, asked, connections, seconds, most):
    """Calls for so long or so often: how long it took, how long each answer took, and the answers that were none."""
    waiting, taken, bad, sent = selectors.DefaultSelector(), [], [], 0
    begun = time.perf_counter()

    def next_request(connection):
        nonlocal sent
        if time.perf_counter() - begun > seconds or sent >= most:
            return False
        connection.ask(asked[sent % len(asked)])
        sent += 1
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if connection.unsent else 0)
        waiting.modify(connection.socket, events, connection)
        return True

    under_way = 0
    for _ in range(connections):
        connection = Connection(place)
        waiting.register(connection.socket, selectors.EVENT_READ, connection)
        under_way += next_request(connection)
    while under_way:
        ready = waiting.select(60)
        assert ready, "no answer for a minute"
        for key, events in ready:
            connection = key.data
            if events & selectors.EVENT_WRITE and connection.send():
                waiting.modify(connection.socket, selectors.EVENT_READ, connection)
            if not events & selectors.EVENT_READ:
                continue
            status = connection.answered()
            if status is None:
                continue
            taken.append(time.perf_counter() - connection.begun)
            if status != 200:
                bad.append((status, bytes(connection.came[:600])))
            if status == 0 or not next_request(connection):
                waiting.unregister(connection.socket)
                under_way -= 1
    return time.perf_counter() - begun, sorted(taken), bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--petik", type=pathlib.Path, default=ROOT / "target/release/petik")
    parser.add_argument("--address", help="a server that runs already")
    parser.add_argument("--connections", default="1,16,200")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--requests", type=int, default=sys.maxsize, help="no more than so many")
    parser.add_argument("--path", default="/v1/extract")
    parser.add_argument("--type", default="text/plain")
    parser.add_argument("--bodies", type=pathlib.Path, help="a folder of bodies, or a file with one a line")
    parser.add_argument("--items", type=int, default=1, help="things that a body asks for")
    parser.add_argument("more", nargs="*", help="options of `petik serve`")
    options = parser.parse_args()
    server = Server(options)
    failed = 0
    try:
        asked = requests(options, server.place)
        call(server.place, asked, 1, 1, len(asked))
        print("| connections | answers | bad | items/s | per CPU second | p50 ms | p99 ms | longest ms | peak MiB |")
        print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
        for connections in map(int, options.connections.split(",")):
            cpu = server.cpu()
            wall, taken, bad = call(server.place, asked, connections, options.seconds, options.requests)
            cpu = server.cpu() - cpu
            items = len(taken) * options.items
            at = lambda share: 1000 * taken[min(len(taken) - 1, int(share * len(taken)))]
            spent = items / cpu if cpu else math.nan
            print(
                f"| {connections} | {len(taken)} | {len(bad)} | {items / wall:.0f} | {spent:.0f} | {at(0.5):.1f} | {at(0.99):.1f} "
                f"| {at(1):.1f} | {server.peak():.0f} |",
                flush=True,
            )
            failed += len(bad)
            if bad:
                print(f"the first that was none: {bad[0]}", file=sys.stderr)
    finally:
        server.end()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
