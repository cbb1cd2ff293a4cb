// What the owner's rules do not allow is not signed; what they want to be asked about waits for the owner.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectSettledOnce } from "../clients/expect.mjs";
import { challengeOf } from "../clients/tillkeeper.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { atomic } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { moved } from "../world/world.mjs";

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

const PERSON_SECONDS = 30;

for (const version of ["v1", "v2"]) {
  const ask = async (good, more) => {
    const url = `${wallet.world.merchant.url}/${version}${good.path}`;
    const challenge = await challengeOf(await fetch(url));
    return { url, answer: await wallet.agent.pay(challenge, { method: "GET", url }, more) };
  };

  test(`${version}: what is over the budget is refused, and nothing moves`, async () => {
    const { world, payer, keeper } = wallet;
    const outcome = await moved(world, payer, () => ask(goods.yacht));
    const { answer } = outcome.result;
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get("content-type"), "application/problem+json");
    assert.equal(answer.body.code, "budget_exceeded");
    assert.ok(answer.body.reasons.length > 0);
    assert.equal(answer.body.headers, undefined);
    assert.equal(outcome.payer, 0n);
    const row = (await keeper.payments())[0];
    assert.equal(row.status, "denied");
    assert.equal(row.verdict, "deny");
    assert.equal(row.amount, String(atomic(goods.yacht.price)));
  });

  test(`${version}: an ask waits, the owner approves, and the agent gets its header`, async () => {
    const { agent, world, payer, keeper } = wallet;
    const { url, answer } = await ask(goods.report, { wait: 0, idempotencyKey: `${version}-ask` });
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    const { id } = answer.body;
    assert.equal(answer.body.status, "waiting");
    assert.equal(answer.body.headers, undefined);

    const open = (await keeper.till(["approvals"])).find((each) => each.id === id);
    assert.equal(open.amount, String(atomic(goods.report.price)));
    assert.equal(open.host, new URL(url).host);
    const poll = agent.payment(id, PERSON_SECONDS);
    await keeper.tillProved(["approve", id]);
    const approved = await poll;
    assert.equal(approved.status, 200, JSON.stringify(approved.body));
    assert.equal(approved.body.status, "authorized");

    const outcome = await moved(world, payer, () => fetch(url, { headers: approved.body.headers }));
    assert.equal(outcome.result.status, 200);
    await agent.report(id, outcome.result);
    const row = await expectSettledOnce(wallet, { id, good: goods.report, url, outcome, way: "rest" });
    assert.equal(row.verdict, "ask");
  });

  test(`${version}: an ask that the owner denies is never signed`, async () => {
    const { agent, keeper } = wallet;
    const { answer } = await ask(goods.report, { wait: 0, idempotencyKey: `${version}-deny` });
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    await keeper.till(["deny", answer.body.id]);
    const denied = await agent.payment(answer.body.id);
    assert.equal(denied.status, 403);
    assert.equal(denied.body.code, "rejected");
    assert.deepEqual(await keeper.till(["approvals"]), []);
  });
}

test("while all is paused nothing is signed", async () => {
  const { agent, keeper, world } = wallet;
  const url = `${world.merchant.url}/v2${goods.weather.path}`;
  const challenge = await challengeOf(await fetch(url));
  const pay = (idempotencyKey) => agent.pay(challenge, { method: "GET", url }, { idempotencyKey });
  await keeper.till(["pause"]);
  const refused = await pay("paused");
  assert.equal(refused.status, 423);
  assert.equal(refused.body.code, "paused");
  await keeper.tillProved(["resume"]);
  assert.equal((await pay("resumed")).status, 200);
});

test("locked, nothing is signed", async () => {
  const { agent, keeper, world } = wallet;
  const url = `${world.merchant.url}/v2${goods.weather.path}`;
  const challenge = await challengeOf(await fetch(url));
  const pay = (idempotencyKey) => agent.pay(challenge, { method: "GET", url }, { idempotencyKey });
  await keeper.till(["lock"]);
  const refused = await pay("locked");
  assert.equal(refused.status, 423);
  assert.equal(refused.body.code, "locked");
  await keeper.tillProved(["unlock"]);
  assert.equal((await pay("unlocked")).status, 200);
});

test("the ledger verifies", async () => {
  assert.equal((await wallet.keeper.till(["payments", "verify"])).ok, true);
});
