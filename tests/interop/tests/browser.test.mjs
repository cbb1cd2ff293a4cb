// A page in the user's browser cannot use the wallet: every way a page has to send something is tried by Debian's Chromium
// from a foreign origin, and under a name that was made to mean this machine (DNS rebinding). The page even knows the token.
// No request gets past the door: no row, no prompt, no answer that the page can read.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openWallet } from "../clients/wallet.mjs";
import { goods } from "../world/merchant.mjs";
import { serve } from "../world/program.mjs";

const PATIENCE_MS = 60_000;
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const skip = chromium ? false : "Chromium is not installed (apt-get install chromium)";

let wallet;
before(async () => {
  if (chromium) wallet = await openWallet();
});
after(() => wallet?.stop());

/** Runs in the page. Tries everything, and tells what it could read. */
async function attack({ endpoint, token, url }) {
  const bearer = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ url, idempotencyKey: "from a page" });
  const rpc = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_accounts", params: [] });
  const told = {};
  const attempt = async (name, run) => {
    try {
      told[name] = String(await Promise.race([run(), new Promise((done) => setTimeout(done, 3000, "silence"))]));
    } catch (error) {
      told[name] = `error: ${error.message}`;
    }
  };
  const post = (path, options) => fetch(endpoint + path, { method: "POST", ...options });
  const status = async (response) => `${(await response).type} ${(await response).status}`;
  await attempt("fetch with token", () => status(post("/v1/fetch", { headers: bearer, body })));
  await attempt("fetch plain text", () => status(post("/v1/fetch", { headers: { "content-type": "text/plain" }, body })));
  await attempt("no-cors", () => status(post("/v1/fetch", { mode: "no-cors", body })));
  await attempt("no-cors get", () => status(fetch(`${endpoint}/v1/agent`, { mode: "no-cors" })));
  await attempt("rpc", () => status(post("/rpc", { headers: bearer, body: rpc })));
  await attempt("rpc no-cors", () => status(post("/rpc", { mode: "no-cors", body: rpc })));
  await attempt("mcp no-cors", () => status(post("/mcp", { mode: "no-cors", body: rpc })));
  await attempt("pair", () => status(post("/v1/pair", { mode: "no-cors", body: '{"name":"page"}' })));
  await attempt("proxy", () => status(fetch(`${endpoint}/proxy/${url.replace("://", "/")}`, { mode: "no-cors" })));
  await attempt("health", () => status(fetch(`${endpoint}/healthz`)));
  await attempt("beacon", async () => navigator.sendBeacon(`${endpoint}/v1/fetch`, body));
  await attempt("xhr", () =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onloadend = () => resolve(`status ${request.status}`);
      request.open("POST", `${endpoint}/v1/fetch`);
      request.send(body);
    }),
  );
  const element = (name, more) =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement(name), more);
      made.onload = () => resolve("loaded");
      made.onerror = () => resolve("failed");
      document.body.append(made);
    });
  await attempt("image", () => element("img", { src: `${endpoint}/v1/agent?x=image` }));
  await attempt("script", () => element("script", { src: `${endpoint}/openapi.json` }));
  await attempt("stylesheet", () => element("link", { rel: "stylesheet", href: `${endpoint}/v1/agent` }));
  await attempt("frame", () => element("iframe", { src: `${endpoint}/v1/agent` }));
  await attempt("form", async () => {
    const frame = Object.assign(document.createElement("iframe"), { name: "sink" });
    const form = Object.assign(document.createElement("form"), {
      method: "post", action: `${endpoint}/v1/fetch`, target: "sink", enctype: "text/plain",
    });
    form.append(Object.assign(document.createElement("input"), { name: body.slice(0, -1), value: "}" }));
    document.body.append(frame, form);
    form.submit();
    await new Promise((done) => setTimeout(done, 500));
    return "sent";
  });
  await attempt("event source", () =>
    new Promise((resolve) => {
      const source = new EventSource(`${endpoint}/v1/agent`);
      source.onopen = () => resolve("open");
      source.onerror = () => resolve("failed");
    }),
  );
  await attempt("web socket", () =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${endpoint.replace("http", "ws")}/mcp`);
      socket.onopen = () => resolve("open");
      socket.onerror = () => resolve("failed");
    }),
  );
  await attempt("worker", () =>
    new Promise((resolve) => {
      const code = `fetch(${JSON.stringify(`${endpoint}/v1/agent`)}, {headers: ${JSON.stringify(bearer)}})
        .then((r) => postMessage("status " + r.status), (e) => postMessage("error: " + e.message))`;
      new Worker(URL.createObjectURL(new Blob([code]))).onmessage = ({ data }) => resolve(data);
    }),
  );
  await fetch("/told", { method: "POST", body: JSON.stringify(told) });
}

/** Opens the attacking page in a fresh browser, and gives what it told. */
async function browse({ pageOrigin, flags = [], endpoint }) {
  const parameters = { endpoint, token: wallet.token, url: `${wallet.world.merchant.url}/v2${goods.weather.path}` };
  let onTold;
  const told = new Promise((resolve) => (onTold = resolve));
  const site = await serve((request, response) => {
    if (request.url === "/told") {
      let text = "";
      request.on("data", (data) => (text += data)).on("end", () => {
        response.end();
        onTold(JSON.parse(text));
      });
      return;
    }
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><body><script type="module">(${attack})(${JSON.stringify(parameters)})</script>`);
  });
  const profile = mkdtempSync(join(tmpdir(), "till-browser-"));
  const { port } = new URL(site.url);
  const browser = spawn(
    chromium,
    ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", `--user-data-dir=${profile}`,
      ...flags, `${pageOrigin}:${port}/`],
    { stdio: "ignore", env: { ...wallet.env, HOME: profile }, detached: true },
  );
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  const timeout = setTimeout(() => onTold(undefined), PATIENCE_MS);
  try {
    return { told: await told, port };
  } finally {
    clearTimeout(timeout);
    try {
      process.kill(-browser.pid, "SIGKILL");
    } catch {} // it has ended already
    await ended;
    await site.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function expectUntouched(told) {
  assert.ok(told, "the page told what it could do");
  assert.ok(Object.keys(told).length >= 18, JSON.stringify(told));
  for (const [name, what] of Object.entries(told)) {
    assert.doesNotMatch(what, /^(basic|cors|default) 2\d\d|^status 2\d\d|^open$/, `${name}: ${what}`);
  }
  assert.deepEqual(await wallet.keeper.payments(), []);
  assert.deepEqual(await wallet.keeper.till(["approvals"]), []);
}

test("a foreign page, even one that knows the token, gets nothing", { skip }, async () => {
  const { told } = await browse({ pageOrigin: "http://127.0.0.1", endpoint: wallet.keeper.endpoint });
  await expectUntouched(told);
});

test("a name that was rebound to this machine gets nothing", { skip }, async () => {
  const { port } = new URL(wallet.keeper.endpoint);
  const { told } = await browse({
    pageOrigin: "http://evil.test",
    flags: ["--host-resolver-rules=MAP evil.test 127.0.0.1"],
    endpoint: `http://evil.test:${port}`,
  });
  await expectUntouched(told);
});

test("the endpoint still serves its agents", { skip }, async () => {
  assert.equal((await wallet.agent.call("GET", "/v1/agent")).status, 200);
});
