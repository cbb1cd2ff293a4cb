"""Starts the real till-keeper alone and speaks to it in frames, as the gateway, the watcher and the owner's programs do.

Only the standard library of Python 3.11 (Debian 12) is used.
"""

import json
import os
import signal
import socket
import subprocess

ANSWER_SECONDS = 60
MAX_FRAME = 64 * 1024


class Gone(Exception):
    """The keeper is not there any more."""


class Line:
    """One connection with the keeper."""

    def __init__(self, end):
        self.end = end
        self.end.settimeout(ANSWER_SECONDS)
        self.last = 0

    def receive(self):
        try:
            frame = self.end.recv(MAX_FRAME)
        except ConnectionError as gone:
            raise Gone from gone
        if not frame:
            raise Gone
        return json.loads(frame)

    def ask(self, kind, **body):
        """(type, body) of the answer; raises Gone when none came because the keeper died."""
        self.last += 1
        frame = json.dumps({"v": 1, "id": self.last, "type": kind, "body": body}).encode()
        try:
            self.end.send(frame)
        except OSError as gone:
            raise Gone from gone
        while True:
            answer = self.receive()
            if answer["id"] == self.last:
                return answer["type"], answer["body"]

    def get(self, kind, **body):
        """The body of an answer that is no error."""
        answer, found = self.ask(kind, **body)
        assert answer != "error", f"{kind}: {found}"
        return found

    def hello(self):
        return self.get("hello", protocol=1, program="test", bootId="00")

    def close(self):
        self.end.close()


class KeeperProcess:
    """One keeper on a folder. `started` says whether it came up; if not, it has ended and `said` is its last words."""

    def __init__(self, program, folder, environment=None):
        self.socket_path = os.path.join(folder, "admin.sock")
        self.said = ""
        ends, arguments = {}, []
        for role in ("gateway", "watcher", "supervisor"):
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            setattr(self, role, Line(ours))
            ends[role] = theirs
            arguments += [f"--{role}-fd", str(theirs.fileno())]
        self.process = subprocess.Popen(
            [program, "--data-dir", folder, "--admin-socket", self.socket_path, *arguments],
            pass_fds=[end.fileno() for end in ends.values()], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **(environment or {})})
        for end in ends.values():
            end.close()
        try:
            self.gateway.receive()  # it greets once it is up
            for role in ("gateway", "watcher", "supervisor"):
                getattr(self, role).hello()
            self.started = True
        except Gone:
            self.started = False
            self.end(None)

    def admin(self):
        """A connection of the owner's."""
        end = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            end.connect(self.socket_path)
        except OSError as gone:
            end.close()
            raise Gone from gone
        line = Line(end)
        line.hello()
        return line

    def end(self, how=signal.SIGTERM):
        """Its exit status; `how` is sent first, None only waits."""
        if how and self.process.poll() is None:
            self.process.send_signal(how)
        _, self.said = self.process.communicate(timeout=ANSWER_SECONDS)
        for role in ("gateway", "watcher", "supervisor"):
            getattr(self, role).close()
        return self.process.returncode
