// Those who only want to be in the way: slow sockets, a flood without a token, an agent gone wild. A good agent is still served,
// nobody is asked anything, and nothing grows. Times are compared with those of the same machine when nobody is in the way.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openWallet } from "../clients/wallet.mjs";
import { goods } from "../world/merchant.mjs";

const SLOW_SOCKETS = 500;
const FLOOD = Number(process.env.DOOR_FLOOD ?? 10_000);
const CALLS = Number(process.env.DOOR_CALLS ?? 300);
const P99_MS = Number(process.env.DOOR_P99_MS ?? 50);
const MAX_GROWTH_KIB = 32 * 1024;

let wallet;
let quietP99;
before(async () => {
  wallet = await openWallet();
  await timesOf(wallet.token, 50); // warm
  quietP99 = p99(await timesOf(wallet.token, CALLS));
});
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

/** A good agent: one call after the other, each on a connection of its own as short programs have them. */
async function timesOf(token, calls) {
  const times = [];
  for (let left = calls; left > 0; left -= 1) {
    const { status, ms } = await ask({ token, agent: new Agent({ keepAlive: false }) });
    assert.equal(status, 200);
    times.push(ms);
  }
  return times;
}

const p99 = (times) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1];

function expectQuick(context, times) {
  const now = p99(times);
  context.diagnostic(`p99 ${now.toFixed(1)} ms, ${quietP99.toFixed(1)} ms when nobody is in the way`);
  assert.ok(now <= Math.max(P99_MS, 3 * quietP99), `p99 is ${now.toFixed(1)} ms`);
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

test(`${SLOW_SOCKETS} sockets that never finish their request do not keep a good agent out`, async (context) => {
  const { hostname, port } = new URL(wallet.keeper.endpoint);
  const sockets = Array.from({ length: SLOW_SOCKETS }, () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write("POST /v1/payments HTTP/1.1\r\nHost: x");
    return socket;
  });
  const drip = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write("x")), 300);
  try {
    await sleep(500);
    expectQuick(context, await timesOf(wallet.token, CALLS));
  } finally {
    clearInterval(drip);
    sockets.forEach((socket) => socket.destroy());
  }
});

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

test("an agent that asks without pause does not slow another one down", async (context) => {
  const wild = await wallet.addAgent("wild");
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  let isOver = false;
  const floods = Array.from({ length: 32 }, async () => {
    while (!isOver) await ask({ token: wild.token, path: "/v1/payments?limit=25", agent });
  });
  try {
    expectQuick(context, await timesOf(wallet.token, CALLS));
  } finally {
    isOver = true;
    await Promise.all(floods);
    agent.destroy();
  }
});

test("after all of it a purchase goes through", async () => {
  const response = await wallet.agent.fetch({ method: "GET", url: `${wallet.world.merchant.url}/v2${goods.weather.path}` });
  assert.equal(response.status, 200);
});
