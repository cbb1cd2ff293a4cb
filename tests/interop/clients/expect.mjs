// What must be true after a paid request, seen from all sides: the chain, the facilitator and the ledger.
import assert from "node:assert/strict";
import { atomic, network, roles } from "../world/facts.mjs";

/**
 * @param {object} wallet
 * @param {{id: string, good: object, url: string, outcome: object, way: "rest" | "fetch"}} payment `outcome` is what
 *   moved() told about the paid request
 */
export async function expectSettledOnce(wallet, { id, good, url, outcome, way }) {
  const price = atomic(good.price);
  assert.equal(outcome.payer, -price, "what the payer paid");
  assert.equal(outcome.merchant, price, "what the merchant got");

  const row = (await wallet.keeper.payments()).find((each) => each.id === id);
  assert.ok(row, `payment ${id} is in the ledger`);
  const { host } = new URL(url);
  const expected = {
    interface: way,
    method: good.method,
    url,
    host,
    scheme: "exact",
    network: network.caip2,
    symbol: "USDC",
    amount: String(price),
    amountText: good.price,
    status: "settled",
  };
  const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, row[key]]));
  assert.deepEqual(seen, expected);
  assert.equal(row.asset.toLowerCase(), network.usdc.address.toLowerCase());
  assert.equal(row.payTo.toLowerCase(), roles.merchant.address.toLowerCase());

  const { chain, facilitator } = wallet.world;
  const settled = facilitator.settlements.filter(
    ({ payload, result }) => result.success && payload.payload.authorization.nonce === row.nonce,
  );
  assert.equal(settled.length, 1, "the facilitator settled this nonce once");
  assert.equal(row.transaction, settled[0].result.transaction);
  assert.equal(await chain.isNonceUsed(wallet.payer, row.nonce), true);
  const transfers = (await chain.transfersFrom(wallet.payer)).filter((each) => each.transaction === row.transaction);
  assert.deepEqual(transfers, [{ transaction: row.transaction, to: roles.merchant.address, value: price }]);
  return row;
}
