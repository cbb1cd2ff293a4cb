// "Pay and bring me the answer": Tillkeeper makes the request, pays when asked to, and streams the answer back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectSettledOnce } from "../clients/expect.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { atomic } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { moved } from "../world/world.mjs";

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

for (const version of ["v1", "v2"]) {
  test(`${version}: GET is paid and its answer comes back`, async () => {
    const { agent, world, payer } = wallet;
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const outcome = await moved(world, payer, () =>
      agent.fetch({ method: "GET", url }, { idempotencyKey: `${version}-get` }),
    );
    assert.equal(outcome.result.status, 200);
    assert.deepEqual(await outcome.result.json(), { sold: "weather", said: null });
    assert.equal(outcome.result.headers.get("Till-Amount"), String(atomic(goods.weather.price)));
    const id = outcome.result.headers.get("Till-Payment-Id");
    await expectSettledOnce(wallet, { id, good: goods.weather, url, outcome, way: "fetch" });
  });

  test(`${version}: POST carries its headers and body to the merchant`, async () => {
    const { agent, world, payer } = wallet;
    const url = `${world.merchant.url}/${version}${goods.echo.path}`;
    const body = '{"hello":"till"}';
    const outcome = await moved(world, payer, () =>
      agent.fetch(
        { method: "POST", url, headers: { "content-type": "application/json" }, body },
        { idempotencyKey: `${version}-post` },
      ),
    );
    assert.equal(outcome.result.status, 200);
    assert.deepEqual(await outcome.result.json(), { sold: "echo", said: JSON.parse(body) });
    const id = outcome.result.headers.get("Till-Payment-Id");
    await expectSettledOnce(wallet, { id, good: goods.echo, url, outcome, way: "fetch" });
  });

  test(`${version}: till pay prints the answer and what was paid`, async () => {
    const { keeper, world, payer, token } = wallet;
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const outcome = await moved(world, payer, () => keeper.payAs(token, [url, "--idempotency-key", `${version}-till`]));
    const { status, body, payment } = outcome.result;
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), { sold: "weather", said: null });
    assert.equal(payment.amount, String(atomic(goods.weather.price)));
    await expectSettledOnce(wallet, { id: payment.id, good: goods.weather, url, outcome, way: "fetch" });
  });

  test(`${version}: a price above maxAmount is not paid`, async () => {
    const { agent, world, payer } = wallet;
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const outcome = await moved(world, payer, () =>
      agent.fetch({ method: "GET", url }, { maxAmount: "9999", idempotencyKey: `${version}-too-dear` }),
    );
    assert.equal(outcome.result.status, 403);
    assert.equal((await outcome.result.json()).code, "over_max_amount");
    assert.equal(outcome.payer, 0n);
  });
}

test("what costs nothing passes through unpaid", async () => {
  const { agent, world, payer } = wallet;
  const outcome = await moved(world, payer, () => agent.fetch({ method: "GET", url: `${world.merchant.url}/free` }));
  assert.equal(outcome.result.status, 200);
  assert.deepEqual(await outcome.result.json(), { free: true });
  assert.equal(outcome.result.headers.get("Till-Amount"), null);
  assert.equal(outcome.payer, 0n);
});

test("the agent's token does not reach the merchant", async () => {
  const { agent, world, token } = wallet;
  const url = `${world.merchant.url}/v2${goods.weather.path}`;
  const before = world.merchant.requests.length;
  await (await agent.fetch({ method: "GET", url }, { idempotencyKey: "no-token" })).text();
  const seen = world.merchant.requests.slice(before);
  assert.equal(seen.length, 2);
  assert.ok(!JSON.stringify(seen).includes(token));
  assert.ok(seen.every(({ headers }) => !Object.keys(headers).some((name) => name.startsWith("till-"))));
});

test("the ledger verifies", async () => {
  assert.equal((await wallet.keeper.till(["payments", "verify"])).ok, true);
});
