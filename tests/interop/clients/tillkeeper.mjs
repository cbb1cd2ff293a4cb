// Tillkeeper as its two kinds of users see it: the owner with `till`, and an agent with a token.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, startProgram } from "../world/program.mjs";

const START_MS = 60_000;
const passphrase = "correct horse battery staple";

/** The folder with the programs under test. */
function binDir() {
  const { TILL_BIN } = process.env;
  if (!TILL_BIN) throw new Error("TILL_BIN must name the folder of tillkeeperd and till, for example build/ci/bin");
  return TILL_BIN;
}

/** A place on disk for one wallet. It is not the user's own: no test touches a real wallet. */
export function makeHome() {
  const home = mkdtempSync(join(tmpdir(), "till-"));
  const runtime = join(home, "run");
  mkdirSync(runtime, { mode: 0o700 });
  const env = { PATH: process.env.PATH, LANG: "C.UTF-8", HOME: home, XDG_RUNTIME_DIR: runtime };
  const inside = { dataDir: join(home, "data"), policyFile: join(home, "policy.json") };
  return { env, ...inside, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Starts the daemon without a window. With `unlock` it opens the wallet that is there. */
export async function startTillkeeper({ env, dataDir }, { unlock } = {}) {
  const secrets = unlock ? [passphrase] : [];
  const args = ["--data-dir", dataDir, "--listen", "127.0.0.1:0", ...(unlock ? ["--passphrase-fd", "3"] : [])];
  const daemon = await startProgram(
    join(binDir(), "tillkeeperd"),
    args,
    (line) => (line.startsWith("{") ? JSON.parse(line) : undefined),
    { env, secrets, timeoutMs: START_MS },
  );

  async function run(args, secrets) {
    const command = ["--data-dir", dataDir, ...args, "--json"];
    const result = await runProgram(join(binDir(), "till"), command, { env, secrets });
    if (result.code !== 0) throw new Error(`till ${args.join(" ")} ended with ${result.code}: ${result.stderr}`);
    return { answer: JSON.parse(result.stdout), told: result.told };
  }
  /** Runs `till` and reads its JSON. */
  const till = async (args) => (await run(args, [])).answer;
  /** The same for what needs the passphrase, which is on file descriptor 3; `more` is on 4, 5, … */
  const tillProved = async (args, more = []) =>
    (await run([...args, "--passphrase-fd", "3"], [passphrase, ...more])).answer;
  /** `till pay` with an agent's token, on file descriptor 3. */
  const payAs = async (token, args) => (await run(["pay", ...args, "--agent-token-fd", "3"], [token])).answer;
  /** A new wallet. @returns {Promise<string>} its recovery words */
  async function createVault() {
    const args = ["vault", "create", "--passphrase-fd", "3", "--phrase-out-fd", "4"];
    const { answer, told } = await run(args, [passphrase, ""]);
    if (JSON.stringify(answer).includes(told[1].trim())) throw new Error("the recovery words are in the answer too");
    return told[1].trim();
  }

  return {
    ready: daemon.ready,
    endpoint: daemon.ready.endpoint,
    till,
    tillProved,
    payAs,
    createVault,
    payments: async () => (await till(["payments", "list"])).payments,
    pid: daemon.pid,
    output: daemon.output,
    stop: daemon.stop,
  };
}

/** An agent: it has a token, and can ask. */
export function agentWith(endpoint, token) {
  const call = async (method, path, body, headers = {}) => {
    const response = await fetch(endpoint + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }), ...headers },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    call,
    /** Asks for the authorization of a request that was answered with 402. */
    pay: (challenge, request, more = {}) => call("POST", "/v1/payments", { challenge, request, ...more }),
    payment: (id, seconds = 0) => call("GET", `/v1/payments/${id}?wait=${seconds}`),
    /** Tells how the merchant answered the paid request. */
    report: (id, response) =>
      call("POST", `/v1/payments/${id}/settlement`, {
        status: response.status,
        headers: Object.fromEntries(response.headers),
      }),
    /** Has a request made and paid; the merchant's answer comes back as it is. */
    fetch: (request, more = {}) =>
      fetch(`${endpoint}/v1/fetch`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ ...request, ...more }),
      }),
  };
}

/** A 402 answer as the endpoint wants it: status, headers and body as they came. */
export async function challengeOf(response) {
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
