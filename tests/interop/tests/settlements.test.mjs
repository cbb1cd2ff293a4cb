// 300 settlements while the world is against us: late, out of order, twice, on chains that are taken back, and with
// the keeper killed in between. What left the accounts is then counted on the chain alone. About 60 seconds;
// SETTLEMENT_SEED repeats a run, SETTLEMENT_ROUNDS makes it longer.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { eventually } from "../clients/patience.mjs";
import { agentWith, challengeOf } from "../clients/tillkeeper.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { network, roles } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";

const PRICE = 10_000n; // of a weather report
const ROUNDS = Number(process.env.SETTLEMENT_ROUNDS ?? 5);
const SEED = Number(process.env.SETTLEMENT_SEED ?? 20_251_122);
const FINAL_AFTER_BLOCKS = 66; // the node takes as final what is 64 blocks old
const SHORT_SECONDS = 5; // validity of what is never presented
const LONG_SECONDS = 600;
const OVER_THE_LIMIT = 12; // asked for in each round above what fits

/** Two budgets on one account: by money, and by the number of payments. Together exactly 300 settlements. */
const buyers = [
  { name: "by-money", limit: 200, budget: { name: "day", limit: { usd: "2.00" }, window: { rollingSeconds: 86_400 } } },
  { name: "by-count", limit: 100, budget: { name: "day", limit: { payments: 100 }, window: { rollingSeconds: 86_400 } } },
];

/** mulberry32: the same numbers for the same seed. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
const random = randomFrom(SEED);
const shuffled = (list) => {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const other = random(i + 1);
    [copy[i], copy[other]] = [copy[other], copy[i]];
  }
  return copy;
};

const settleAbi = [
  {
    type: "function",
    name: "transferWithAuthorization",
    stateMutability: "nonpayable",
    inputs: [
      ...["from", "to"].map((name) => ({ name, type: "address" })),
      ...["value", "validAfter", "validBefore"].map((name) => ({ name, type: "uint256" })),
      { name: "nonce", type: "bytes32" },
      { name: "v", type: "uint8" },
      ...["r", "s"].map((name) => ({ name, type: "bytes32" })),
    ],
    outputs: [],
  },
];

let wallet;
let chain;
let challenge;
let url;
const paid = new Map(); // by nonce: {id, buyer, message, signature, seconds}

before(async () => {
  console.log(`# SETTLEMENT_SEED=${SEED} SETTLEMENT_ROUNDS=${ROUNDS}`);
  wallet = await openWallet();
  chain = wallet.world.chain;
  url = `${wallet.world.merchant.url}/v2${goods.weather.path}`;
  challenge = await challengeOf(await fetch(url));
  const [{ id: account }] = (await wallet.keeper.till(["account", "list"])).filter(
    (each) => each.address.toLowerCase() === roles.payer.address.toLowerCase(),
  );
  for (const buyer of buyers) {
    const file = `${wallet.home}/${buyer.name}.json`;
    writeFileSync(file, JSON.stringify({ version: 1, name: buyer.name, default: "allow", budgets: [buyer.budget] }));
    const add = ["agent", "add", buyer.name, "--account", account, "--policy", file, "--private-host", "127.0.0.1"];
    const { token, id } = await wallet.keeper.tillProved(add);
    Object.assign(buyer, { token, id });
  }
});
after(() => wallet?.stop());

/** The merchant's challenge with a validity of the adversary's choice. */
function challengeFor(seconds) {
  const header = JSON.parse(Buffer.from(challenge.headers["payment-required"], "base64").toString());
  for (const option of header.accepts) option.maxTimeoutSeconds = seconds;
  const text = Buffer.from(JSON.stringify(header)).toString("base64");
  return { ...challenge, headers: { ...challenge.headers, "payment-required": text } };
}

/** One authorization; its code when it is refused. */
async function authorize(buyer, key, seconds) {
  const agent = agentWith(wallet.keeper.endpoint, buyer.token);
  const { body } = await agent.pay(challengeFor(seconds), { method: "GET", url }, { idempotencyKey: key });
  if (body.status !== "authorized") return body.code;
  const header = Object.entries(body.headers).find(([name]) => name.toLowerCase() === "payment-signature")[1];
  const { payload } = JSON.parse(Buffer.from(header, "base64").toString());
  paid.set(payload.authorization.nonce, {
    id: body.id, buyer, seconds, message: payload.authorization, signature: payload.signature,
  });
  return payload.authorization.nonce;
}

/** Puts an authorization into the pool of the chain; whether it succeeds is the chain's to say. */
function present({ message, signature }) {
  const { from, to, value, validAfter, validBefore, nonce } = message;
  const [r, s] = [`0x${signature.slice(2, 66)}`, `0x${signature.slice(66, 130)}`];
  return chain.client.writeContract({
    address: network.usdc.address,
    abi: settleAbi,
    functionName: "transferWithAuthorization",
    args: [from, to, value, validAfter, validBefore, nonce, Number.parseInt(signature.slice(130, 132), 16), r, s].map(
      (each, place) => (place >= 2 && place <= 4 ? BigInt(each) : each),
    ),
    gas: 300_000n,
  });
}

/** One version of history: these authorizations, in this order, some twice, in blocks of any size and time. */
async function play(payments) {
  await chain.client.setAutomine(false);
  for (const payment of payments) {
    await present(payment);
    if (random(9) === 0) await present(payment);
    if (random(4) === 0) {
      if (random(3) === 0) await chain.client.increaseTime({ seconds: 1 + random(3) });
      await chain.client.mine({ blocks: 1 });
    }
  }
  await chain.client.mine({ blocks: 1 });
  await chain.client.setAutomine(true);
}

/** kill -9 of the keeper; the supervisor starts it again. */
function killKeeper() {
  const parent = wallet.keeper.pid;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const [, name, rest] = readFileSync(`/proc/${pid}/stat`, "utf8").match(/^\d+ \((.*)\) \S (\d+)/);
      if (name === "till-keeper" && Number(rest) === parent) return process.kill(Number(pid), "SIGKILL");
    } catch {
      // it ended while we looked
    }
  }
  throw new Error("there is no keeper to kill");
}

/** What the chain itself says, by agent; nothing of it comes from Tillkeeper. */
async function onTheChain() {
  const events = await chain.client.getContractEvents({
    address: network.usdc.address,
    abi: [
      { type: "event", name: "Transfer", inputs: [
        { name: "from", type: "address", indexed: true }, { name: "to", type: "address", indexed: true },
        { name: "value", type: "uint256" } ] },
      { type: "event", name: "AuthorizationUsed", inputs: [
        { name: "authorizer", type: "address", indexed: true }, { name: "nonce", type: "bytes32", indexed: true } ] },
    ],
    fromBlock: 0n,
  });
  const ours = roles.payer.address.toLowerCase();
  const out = events.filter(({ eventName, args }) => eventName === "Transfer" && args.from.toLowerCase() === ours);
  const nonces = events
    .filter(({ eventName, args }) => eventName === "AuthorizationUsed" && args.authorizer.toLowerCase() === ours)
    .map(({ args }) => args.nonce);
  return { out, nonces };
}

/** I3 and I7 on the chain's own numbers. */
async function check() {
  const { out, nonces } = await onTheChain();
  assert.equal(new Set(nonces).size, nonces.length, "I5: a nonce settles once");
  assert.equal(out.length, nonces.length, "every transfer has its authorization");
  assert.ok(out.every(({ args }) => args.value === PRICE));
  assert.ok(out.every(({ args }) => args.to.toLowerCase() === roles.merchant.address.toLowerCase()));
  assert.ok(nonces.every((nonce) => paid.has(nonce)), "only what was asked for leaves");
  for (const buyer of buyers) {
    const settled = nonces.filter((nonce) => paid.get(nonce).buyer === buyer).length;
    assert.ok(settled <= buyer.limit, `I3: ${buyer.name} settled ${settled} of ${buyer.limit}`);
    buyer.settled = settled;
  }
  return nonces;
}

/** All payments of ours in the ledger, by nonce. A keeper that was killed is not there for a moment. */
async function ledger() {
  const list = wallet.keeper.till(["payments", "list", "--limit", "5000"]);
  const { payments } = await list.catch(() => ({ payments: [] }));
  return new Map(payments.filter(({ nonce }) => nonce).map((each) => [each.nonce, each]));
}

async function round(number) {
  const fresh = [];
  const abandoned = [];
  for (const buyer of buyers) {
    // As much as fits: first what will be abandoned, then what settles in this round's share, then all that is left.
    const share = number === ROUNDS ? buyer.limit : Math.ceil((buyer.limit * number) / ROUNDS);
    const drop = number === ROUNDS ? 0 : 3 + random(8);
    for (let each = 0; each < drop; each++) {
      const nonce = await authorize(buyer, `${number}-drop-${each}`, SHORT_SECONDS);
      if (paid.has(nonce)) abandoned.push(nonce);
    }
    for (let each = buyer.authorized ?? 0; each < share; each++) {
      const nonce = await authorize(buyer, `${number}-${each}`, LONG_SECONDS);
      if (!paid.has(nonce)) {
        assert.equal(nonce, "budget_exceeded");
        break;
      }
      buyer.authorized = each + 1;
      fresh.push(nonce);
    }
  }
  if (number === ROUNDS) {
    for (const buyer of buyers) {
      for (let each = 0; each < OVER_THE_LIMIT; each++) {
        assert.equal(await authorize(buyer, `over-${each}`, LONG_SECONDS), "budget_exceeded");
      }
    }
  }
  if (number % 2 === 0) killKeeper();

  // A first history that is taken back, within what is not final yet; then the one that stands.
  const snapshot = await chain.client.snapshot();
  const payments = fresh.map((nonce) => paid.get(nonce));
  await play(shuffled(payments).slice(0, random(payments.length + 1)));
  await check();
  await chain.client.revert({ id: snapshot });
  await play(shuffled(payments));
  await check();

  // Past the short validities: what was abandoned can never be used any more.
  await chain.client.increaseTime({ seconds: SHORT_SECONDS + 5 });
  await chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });
  for (const nonce of abandoned) {
    const hash = await present(paid.get(nonce)).catch(() => undefined);
    if (hash) assert.equal((await chain.client.waitForTransactionReceipt({ hash })).status, "reverted");
  }
  return { fresh, abandoned };
}

test("300 settlements against a hostile world stay within every budget, on the chain's own numbers (I3, I7)", async () => {
  // The keeper that is killed comes back open only if the supervisor was given the passphrase.
  await wallet.keeper.stop();
  await wallet.start({ unlock: true });
  for (let number = 1; number <= ROUNDS; number++) {
    const { fresh, abandoned } = await round(number);
    const used = new Set(await check());
    assert.ok(fresh.every((nonce) => used.has(nonce)), "the chain that stands has them all");
    assert.ok(abandoned.every((nonce) => !used.has(nonce)));
    const rows = await eventually(ledger, (seen) =>
      abandoned.every((nonce) => seen.get(nonce)?.status === "void") &&
      fresh.every((nonce) => seen.get(nonce)?.status === "settled"),
    );
    for (const nonce of abandoned) assert.equal(rows.get(nonce)?.status, "void", "released by proof");
    for (const nonce of fresh) assert.equal(rows.get(nonce)?.status, "settled");
    for (const [nonce, row] of rows) {
      if (row.status === "void") assert.ok(!used.has(nonce), "I7: what was released is not on the chain");
    }
    assert.deepEqual(await wallet.keeper.till(["alarms"]), [], "no history that stood was taken back");
    console.log(`# round ${number}: ${used.size} settled on the chain, ${abandoned.length} released`);
  }
  const settled = await check();
  assert.equal(settled.length, 300);
  for (const buyer of buyers) {
    assert.equal(buyer.settled, buyer.limit, "the budget is used to the last cent, and not beyond");
    assert.equal(await authorize(buyer, "one more", LONG_SECONDS), "budget_exceeded");
  }
  assert.equal((await wallet.keeper.till(["payments", "verify"])).ok, true);
});
