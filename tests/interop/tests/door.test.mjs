// Those who only want to be in the way: a flood without a token. Nobody is asked anything, and nothing grows.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { after, before, test } from "node:test";
import { openWallet } from "../clients/wallet.mjs";
import { goods } from "../world/merchant.mjs";

const FLOOD = Number(process.env.DOOR_FLOOD ?? 10_000);
const MAX_GROWTH_KIB = 32 * 1024;

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

/** One request; its status and how long it took. */
function ask({ token, method = "GET", path = "/v1/agent", body, agent }) {
  const { hostname, port } = new URL(wallet.keeper.endpoint);
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(body && { "content-length": Buffer.byteLength(body) }) };
    request({ hostname, port, method, path, headers, agent }, (response) => {
      response.resume().once("end", () => resolve({ status: response.statusCode, ms: performance.now() - begun }));
    })
      .once("error", reject)
      .end(body);
  });
}

/** Memory of the gateway in KiB. */
function gatewayMemory() {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const [, name, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
      if (name === "till-gateway" && Number(parent) === wallet.keeper.pid) {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
      }
    } catch {} // it has ended meanwhile
  }
  throw new Error("the gateway does not run");
}

test(`${FLOOD} requests without a token: no row, no prompt, no growth`, async (context) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const body = JSON.stringify({ challenge: { status: 402 }, request: { url: "https://api.example.com/" } });
  const one = () => ask({ method: "POST", path: "/v1/payments", body, agent });
  await Promise.all(Array.from({ length: 500 }, one)); // what any traffic needs
  const before = gatewayMemory();
  for (let left = FLOOD; left > 0; left -= 250) {
    const answers = await Promise.all(Array.from({ length: Math.min(250, left) }, one));
    assert.ok(answers.every(({ status }) => status === 401));
  }
  agent.destroy();
  const grown = gatewayMemory() - before;
  context.diagnostic(`the gateway grew by ${grown} KiB`);
  assert.ok(grown < MAX_GROWTH_KIB, `it grew by ${grown} KiB`);
  assert.deepEqual(await wallet.keeper.payments(), []);
  assert.deepEqual(await wallet.keeper.till(["approvals"]), []);
});

test("after all of it a purchase goes through", async () => {
  const response = await wallet.agent.fetch({ method: "GET", url: `${wallet.world.merchant.url}/v2${goods.weather.path}` });
  assert.equal(response.status, 200);
});
