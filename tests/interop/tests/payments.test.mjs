// "Sign for me": an agent does its own HTTP, Tillkeeper authorizes, the official middleware and facilitator settle.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectSettledOnce } from "../clients/expect.mjs";
import { readReceipt } from "../clients/official.mjs";
import { challengeOf } from "../clients/tillkeeper.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { goods } from "../world/merchant.mjs";
import { moved } from "../world/world.mjs";

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

const HEADER = { v1: "X-PAYMENT", v2: "PAYMENT-SIGNATURE" };

for (const version of ["v1", "v2"]) {
  for (const [name, good] of Object.entries({ weather: goods.weather, echo: goods.echo })) {
    test(`${version}: ${good.method} ${name} is authorized, served, settled; the ledger says so`, async () => {
      const { agent, world, payer } = wallet;
      const url = `${world.merchant.url}/${version}${good.path}`;
      const said = good.method === "POST" ? { method: "POST", body: '{"hello":"till"}' } : { method: "GET" };
      const headers = said.body ? { "content-type": "application/json" } : {};

      const unpaid = await fetch(url, { ...said, headers });
      assert.equal(unpaid.status, 402);
      const request = { method: good.method, url };
      const authorized = await agent.pay(await challengeOf(unpaid), request, { idempotencyKey: `${version}-${name}` });
      assert.equal(authorized.status, 200, JSON.stringify(authorized.body));
      assert.equal(authorized.body.status, "authorized");
      assert.deepEqual(Object.keys(authorized.body.headers), [HEADER[version]]);

      const outcome = await moved(world, payer, () =>
        fetch(url, { ...said, headers: { ...headers, ...authorized.body.headers } }),
      );
      const served = outcome.result;
      assert.equal(served.status, 200);
      assert.deepEqual(await served.json(), { sold: name, said: said.body ? JSON.parse(said.body) : null });
      assert.equal(readReceipt(served).success, true);

      const reported = await agent.report(authorized.body.id, served);
      assert.equal(reported.status, 200, JSON.stringify(reported.body));
      await expectSettledOnce(wallet, { id: authorized.body.id, good, url, outcome, way: "rest" });
    });
  }

  test(`${version}: the same key gives the same header, and the chain moves the money once`, async () => {
    const { agent, world, payer } = wallet;
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const challenge = await challengeOf(await fetch(url));
    const ask = () => agent.pay(challenge, { method: "GET", url }, { idempotencyKey: `${version}-twice` });
    const [first, second] = [await ask(), await ask()];
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.equal(second.status, 200, JSON.stringify(second.body));
    assert.equal(second.body.id, first.body.id);
    assert.deepEqual(second.body.headers, first.body.headers);

    const headers = first.body.headers;
    const outcome = await moved(world, payer, () => fetch(url, { headers }));
    assert.equal(outcome.result.status, 200);
    const again = await moved(world, payer, () => fetch(url, { headers: second.body.headers }));
    assert.equal(again.result.status, 402);
    assert.equal(again.payer, 0n);
    await agent.report(first.body.id, outcome.result);
    await expectSettledOnce(wallet, { id: first.body.id, good: goods.weather, url, outcome, way: "rest" });
  });

  test(`${version}: after a restart the same key still gives the same header`, async () => {
    const { world, payer } = wallet;
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const challenge = await challengeOf(await fetch(url));
    const ask = () => wallet.agent.pay(challenge, { method: "GET", url }, { idempotencyKey: `${version}-restart` });
    const first = await ask();
    assert.equal(first.status, 200, JSON.stringify(first.body));
    await wallet.keeper.stop();
    await wallet.start({ unlock: true });
    const second = await ask();
    assert.equal(second.status, 200, JSON.stringify(second.body));
    assert.deepEqual(second.body.headers, first.body.headers);

    const outcome = await moved(world, payer, () => fetch(url, { headers: second.body.headers }));
    assert.equal(outcome.result.status, 200);
    await wallet.agent.report(first.body.id, outcome.result);
    await expectSettledOnce(wallet, { id: first.body.id, good: goods.weather, url, outcome, way: "rest" });
  });
}

test("all that left the payer on the chain stands in the ledger, and the ledger verifies", async () => {
  const { keeper, world, payer } = wallet;
  const onChain = (await world.chain.transfersFrom(payer)).map((each) => `${each.transaction} ${each.value}`);
  const inLedger = (await keeper.payments())
    .filter((row) => row.status === "settled")
    .map((row) => `${row.transaction} ${row.amount}`);
  assert.ok(onChain.length > 0);
  assert.deepEqual(inLedger.sort(), onChain.sort());
  const verified = await keeper.till(["payments", "verify"]);
  assert.equal(verified.ok, true);
  assert.ok(verified.events > 0);
});
