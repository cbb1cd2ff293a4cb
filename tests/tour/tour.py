#!/usr/bin/env python3
"""Pictures of every screen of the app, light and dark, as it is after a month of use. One command:

    tests/tour/tour.py --build build/ci --out /tmp/pictures [--data-dir DIR] [--seed 7] [--size 1280x720]

Without --data-dir a month is made first (month.py) and thrown away after; with one that is not there yet it is made there and
kept, so that the next tour starts at once and `build/ci/bin/tillkeeper --data-dir DIR` shows it by hand. Needs xvfb-run.
Only the standard library of Python 3.11 (Debian 12) is used.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "harness"))

from till import with_pipe  # noqa: E402

PASSPHRASE = "correct horse battery"
TOUR_SECONDS = 180


def open_daemon(build, directory):
    """The programs behind the window, unlocked."""
    pipe = with_pipe(PASSPHRASE)
    daemon = subprocess.Popen([f"{build}/bin/tillkeeperd", "--data-dir", directory, "--listen", "127.0.0.1:0", "--practice",
                               "--passphrase-fd", str(pipe)], stdout=subprocess.PIPE, pass_fds=[pipe])
    os.close(pipe)
    if not daemon.stdout.readline():
        sys.exit("tillkeeperd ended before it was ready")
    return daemon


def take(build, directory, out, size):
    width, height = size.split("x")
    command = ["xvfb-run", "-a", "-s", f"-screen 0 {int(width) + 40}x{int(height) + 40}x24", f"{build}/bin/tillkeeper", "--data-dir",
               directory, "--no-tray", "--screenshots", out, "--size", size]
    return subprocess.run(command, timeout=TOUR_SECONDS, check=False, env={**os.environ, "QT_QUICK_BACKEND": "software"}).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--data-dir")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--size", default="1280x720")
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    with tempfile.TemporaryDirectory(prefix="till-tour-") as throwaway:
        directory = os.path.abspath(options.data_dir or os.path.join(throwaway, "month"))
        subprocess.run([sys.executable, os.path.join(HERE, "month.py"), "--build", build, "--data-dir", directory, "--seed",
                        options.seed], check=True)
        daemon = open_daemon(build, directory)
        try:
            return take(build, directory, os.path.abspath(options.out), options.size)
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main())
