// The world itself: official clients pay official merchants, and the money moves on the chain.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { payOfficially } from "../clients/official.mjs";
import { atomic, roles } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { moved, startWorld } from "../world/world.mjs";

const { privateKey, address: payer } = roles.officialPayer;
let world;
before(async () => (world = await startWorld()));
after(() => world?.stop());

for (const version of ["v1", "v2"]) {
  test(`${version}: what is paid is served and moves exactly its price`, async () => {
    const { method, path, price } = goods.weather;
    const url = `${world.merchant.url}/${version}${path}`;
    const outcome = await moved(world, payer, () => payOfficially(privateKey, url, { method }));
    assert.equal(outcome.result.response.status, 200);
    assert.deepEqual(await outcome.result.response.json(), { sold: "weather", said: null });
    assert.equal(outcome.payer, -atomic(price));
    assert.equal(outcome.merchant, atomic(price));
    assert.equal(outcome.result.receipt.success, true);
    const last = (await world.chain.transfersFrom(payer)).at(-1);
    assert.equal(last.transaction, outcome.result.receipt.transaction);
  });

  test(`${version}: the same payment twice is settled once`, async () => {
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const { header, name } = await payOfficially(privateKey, url);
    const again = await moved(world, payer, () => fetch(url, { headers: { [name]: header } }));
    assert.equal(again.result.status, 402);
    assert.equal(again.payer, 0n);
  });

  test(`${version}: a payment with a changed signature is refused`, async () => {
    const url = `${world.merchant.url}/${version}${goods.weather.path}`;
    const { header, name } = await payOfficially(privateKey, url);
    const payment = JSON.parse(Buffer.from(header, "base64").toString());
    const nonce = payment.payload.authorization.nonce;
    payment.payload.authorization.nonce = nonce.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
    const forged = Buffer.from(JSON.stringify(payment)).toString("base64");
    const outcome = await moved(world, payer, () => fetch(url, { headers: { [name]: forged } }));
    assert.equal(outcome.result.status, 402);
    assert.equal(outcome.payer, 0n);
  });
}
