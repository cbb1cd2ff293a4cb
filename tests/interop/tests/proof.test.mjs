// The watcher against a real EVM node: only what stands in a final block changes what counts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { challengeOf } from "../clients/tillkeeper.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { goods } from "../world/merchant.mjs";

// The node takes as final what is two epochs old.
const FINAL_AFTER_BLOCKS = 70;
const PATIENCE_MS = 30_000;

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

/** The payment in all detail, once `holds` of it; the last one seen when that takes too long. */
async function detailWhen(id, holds) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const detail = await wallet.keeper.till(["payments", "show", id]);
    if (holds(detail) || Date.now() > end) return detail;
    await sleep(250);
  }
}

const steps = (detail) => detail.timeline.map(({ kind }) => kind);
const isProven = (detail) => steps(detail).includes("proven");

test("a settlement is proven once its block is final, and not before", async () => {
  const { agent, world } = wallet;
  const url = `${world.merchant.url}/v2${goods.weather.path}`;
  const answer = await agent.fetch({ url, method: "GET" });
  assert.equal(answer.status, 200);
  const id = answer.headers.get("till-payment-id");

  await sleep(5_000); // several looks at the chain
  assert.equal(isProven(await wallet.keeper.till(["payments", "show", id])), false);

  await world.chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });
  const proven = await detailWhen(id, isProven);
  assert.equal(isProven(proven), true, JSON.stringify(steps(proven)));
  assert.equal(proven.payment.status, "settled");
});

test("an authorization that nobody used is void once the chain's time is past it", async () => {
  const { agent, world } = wallet;
  const url = `${world.merchant.url}/v2${goods.weather.path}`;
  const challenge = await challengeOf(await fetch(url));
  const { body } = await agent.pay(challenge, { method: "GET", url }, { idempotencyKey: "never presented" });
  assert.equal(body.status, "authorized");

  await world.chain.client.increaseTime({ seconds: 3_600 });
  await world.chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });
  const detail = await detailWhen(body.id, ({ payment }) => payment.status === "void");
  assert.equal(detail.payment.status, "void", JSON.stringify(steps(detail)));
});

test("the ledger verifies with its proofs", async () => {
  assert.equal((await wallet.keeper.till(["payments", "verify"])).ok, true);
});
