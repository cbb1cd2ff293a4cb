// Child processes that cannot outlive the test, and servers on loopback.
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const KEPT_OUTPUT = 10_000; // characters of a program's output that an error message may show

/**
 * Starts a program and waits for a line of its output that `ready` turns into something. The program ends with
 * this process even if this process is killed: a shell waits on a pipe from here, and stops it when the pipe closes.
 * @param {(line: string) => T | undefined} ready
 * @param {{env?: NodeJS.ProcessEnv, secrets?: string[], timeoutMs?: number}} options secrets are written to the
 *   program's file descriptors 3, 4, …
 * @returns {Promise<{ready: T, pid: number, output: () => string, stop: () => Promise<void>}>}
 * @template T
 */
export async function startProgram(command, args, ready, { env, secrets = [], timeoutMs = 20_000 } = {}) {
  // A second shell waits for the end of the pipe; the first lives through signals to the whole group, and tells how
  // the program ended.
  const script = `trap : TERM INT HUP
    "$0" "$@" & child=$!
    echo "$child"
    exec 9<&0
    (read -r _ <&9; kill "$child") 2>/dev/null & watcher=$!
    while wait "$child"; code=$?; kill -0 "$child" 2>/dev/null; do :; done
    kill "$watcher" 2>/dev/null
    exit "$code"`;
  const stdio = ["pipe", "pipe", "pipe", ...secrets.map(() => "pipe")];
  const shell = spawn("/bin/sh", ["-c", script, command, ...args], { stdio, env });
  giveSecrets(shell, secrets);
  const ended = new Promise((resolve) => shell.once("exit", resolve));
  const stop = async () => {
    shell.stdin.end();
    await ended;
  };

  let output = "";
  const keep = (data) => (output = (output + data).slice(-KEPT_OUTPUT));
  shell.stderr.on("data", keep);
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("it was not ready in time")), timeoutMs);
      ended.then((code) => reject(new Error(`it ended with ${code}`))).finally(() => clearTimeout(timer));
      let pid;
      let rest = "";
      shell.stdout.setEncoding("utf8").on("data", (data) => {
        keep(data);
        const lines = (rest + data).split("\n");
        rest = lines.pop();
        for (const line of lines) {
          if (pid === undefined) {
            pid = Number(line);
            continue;
          }
          const result = ready(line);
          if (result === undefined) continue;
          clearTimeout(timer);
          resolve({ ready: result, pid, output: () => output, stop });
        }
      });
    });
  } catch (error) {
    await stop();
    throw new Error(`${command}: ${error.message}\n${output}`);
  }
}

/** A program may end without reading them: that is for its exit code to tell, not for the pipe. */
function giveSecrets(child, secrets) {
  secrets.forEach((secret, i) => child.stdio[3 + i].on("error", () => {}).end(secret));
}

/**
 * Runs a program to its end. What it writes to file descriptors 3, 4, … is in `told`.
 * @returns {Promise<{code: number, stdout: string, stderr: string, told: string[]}>}
 */
export async function runProgram(command, args, { env, cwd, secrets = [], timeoutMs = 60_000 } = {}) {
  const stdio = ["ignore", "pipe", "pipe", ...secrets.map(() => "pipe")];
  const child = spawn(command, args, { stdio, env, cwd, timeout: timeoutMs });
  giveSecrets(child, secrets);
  const ended = new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve));
  const [code, stdout, stderr, ...told] = await Promise.all([ended, ...child.stdio.slice(1).map(readAll)]);
  return { code, stdout, stderr, told };
}

function readAll(stream) {
  let text = "";
  stream.setEncoding("utf8").on("data", (data) => (text += data));
  return new Promise((resolve) => stream.once("close", () => resolve(text)));
}

/** Serves a request listener (an express app, say) on any free loopback port. */
export async function serve(listener) {
  const server = createServer(listener);
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}
