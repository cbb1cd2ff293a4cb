// The JSON-RPC signer: the official client, current and legacy, pays with its signer pointed at Tillkeeper and nothing else
// changed; whatever is no payment is refused; and a purchase that is known is not paid twice.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { wrapFetchWithPaymentFromConfig } from "@x402/fetch";
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { recoverTypedDataAddress } from "viem";
import { wrapFetchWithPayment } from "x402-fetch";
import { expectSettledOnce } from "../clients/expect.mjs";
import { readReceipt } from "../clients/official.mjs";
import { eventually } from "../clients/patience.mjs";
import { ethersSigner, officialHeader, rpcUrl, viemSigner, viemWallet } from "../clients/rpc.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { network, roles } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { moved } from "../world/world.mjs";

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

const urlOf = (version, good = goods.weather) => `${wallet.world.merchant.url}/${version}${good.path}`;
const newest = async () => (await wallet.keeper.payments())[0];

async function call(method, params = [], headers = {}) {
  const response = await fetch(rpcUrl(wallet.keeper.endpoint), {
    method: "POST",
    headers: { authorization: `Bearer ${wallet.token}`, "content-type": "application/json", ...headers },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  return response.json();
}

/** Each makes a fetch that pays, with a wallet of that library. */
const clients = {
  "official client 2.x with viem": {
    version: "v2",
    fetch: async (headers) => wrapV2(await viemSigner(wallet.keeper.endpoint, wallet.token, headers)),
  },
  "official client 2.x with ethers": {
    version: "v2",
    fetch: async (headers) => wrapV2(await ethersSigner(wallet.keeper.endpoint, wallet.token, headers)),
  },
  "legacy client 1.x with viem": {
    version: "v1",
    fetch: async (headers) =>
      wrapFetchWithPayment(fetch, await viemWallet(wallet.keeper.endpoint, wallet.token, headers)),
  },
};
const wrapV2 = (signer) =>
  wrapFetchWithPaymentFromConfig(fetch, { schemes: [{ network: "eip155:*", client: new ExactEvmScheme(signer) }] });

for (const [name, client] of Object.entries(clients)) {
  test(`${name}: pays the official merchant once, and the ledger says so`, async () => {
    const url = urlOf(client.version);
    const payingFetch = await client.fetch({ "Till-Request-Url": url });
    const outcome = await moved(wallet.world, wallet.payer, () => payingFetch(url));
    assert.equal(outcome.result.status, 200);
    assert.equal(readReceipt(outcome.result).success, true);
    assert.deepEqual(await outcome.result.json(), { sold: "weather", said: null });
    const { id } = await newest();
    await wallet.agent.report(id, outcome.result);
    await expectSettledOnce(wallet, { id, good: goods.weather, url, outcome, way: "rpc" });
  });
}

test("without a URL the host is unknown, and the payment is one all the same", async () => {
  const url = urlOf("v2");
  const outcome = await moved(wallet.world, wallet.payer, async () => (await clients["official client 2.x with viem"].fetch())(url));
  assert.equal(outcome.result.status, 200);
  assert.equal(outcome.payer, -10_000n);
  const row = await newest();
  assert.deepEqual([row.interface, row.host, row.url], ["rpc", "unknown host", ""]);
});

test("the same nonce is the same payment: signed again, counted once", async () => {
  const message = paymentMessage();
  const first = await call("eth_signTypedData_v4", [wallet.payer, JSON.stringify(message)]);
  assert.ok(first.result, JSON.stringify(first));
  assert.equal(await recoverTypedDataAddress({ ...message, signature: first.result }), wallet.payer);
  const rows = (await wallet.keeper.payments()).length;
  assert.equal((await call("eth_signTypedData_v4", [wallet.payer, message])).result, first.result);
  assert.equal((await wallet.keeper.payments()).length, rows);

  const other = await call("eth_signTypedData_v4", [wallet.payer, paymentMessage({ ...message.message, value: "10001" })]);
  assert.equal(other.error.data.code, "nonce_reused");
  assert.equal(other.error.data.moneyMoved, "no");
});

test("with a key, a blind retry with a fresh nonce is not signed a second time", async () => {
  const url = urlOf("v2");
  const signer = await viemSigner(wallet.keeper.endpoint, wallet.token, { "Idempotency-Key": "order-1" });
  const first = await officialHeader(signer, await fetch(url));
  await assert.rejects(async () => officialHeader(signer, await fetch(url)), /purchase_conflict/);
  const outcome = await moved(wallet.world, wallet.payer, () => fetch(url, { headers: first }));
  assert.equal(outcome.result.status, 200);
  assert.equal(outcome.payer, -10_000n);
  await assert.rejects(async () => officialHeader(signer, await fetch(url)), /purchase_conflict/);
});

test("a person decides, and the client that waits gets its signature", async () => {
  const url = urlOf("v2", goods.report);
  const signer = await viemSigner(wallet.keeper.endpoint, wallet.token, { "Till-Request-Url": url });
  const header = officialHeader(signer, await fetch(url));
  const [{ id }] = await eventually(() => wallet.keeper.till(["approvals"]), (all) => all.length === 1);
  await wallet.keeper.tillProved(["approve", id]);
  const outcome = await moved(wallet.world, wallet.payer, async () => fetch(url, { headers: await header }));
  assert.equal(outcome.result.status, 200);
  assert.equal(outcome.payer, -600_000n);
});

test("a person says no, and the client is told", async () => {
  const url = urlOf("v2", goods.report);
  const signer = await viemSigner(wallet.keeper.endpoint, wallet.token);
  const header = officialHeader(signer, await fetch(url));
  header.catch(() => {});
  const [{ id }] = await eventually(() => wallet.keeper.till(["approvals"]), (all) => all.length === 1);
  await wallet.keeper.till(["deny", id]);
  await assert.rejects(header, /rejected/);
});

test("whatever is no payment is refused with what to use instead, and nothing moves", async () => {
  const outcome = await moved(wallet.world, wallet.payer, async () => {
    const permit = paymentMessage();
    permit.primaryType = "Permit";
    const refusals = [
      await call("eth_sign", [wallet.payer, "0x00"]),
      await call("personal_sign", ["0x00", wallet.payer]),
      await call("eth_sendTransaction", [{ from: wallet.payer, to: roles.merchant.address, value: "0x1" }]),
      await call("eth_signTypedData_v4", [wallet.payer, permit]),
    ];
    for (const { error } of refusals) {
      assert.equal(error.code, 4200);
      assert.match(error.message, /TransferWithAuthorization/);
    }
    assert.equal((await call("eth_blockNumber")).error.code, -32601);
    const foreign = paymentMessage({ from: roles.merchant.address });
    assert.equal((await call("eth_signTypedData_v4", [roles.merchant.address, foreign])).error.data.code, "wrong_account");
    const long = paymentMessage({ validBefore: String(now() + 700) });
    assert.equal((await call("eth_signTypedData_v4", [wallet.payer, long])).error.data.code, "validity_too_long");
  });
  assert.equal(outcome.payer, 0n);
});

test("the history verifies, decisions of the signer among it", async () => {
  const verified = await wallet.keeper.till(["payments", "verify"]);
  assert.equal(verified.ok, true, JSON.stringify(verified));
  assert.equal(verified.badDecisions, 0);
});

const now = () => Math.floor(Date.now() / 1000);

function paymentMessage(more = {}) {
  const member = (name, type) => ({ name, type });
  const { address: verifyingContract, name, version } = network.usdc;
  return {
    types: {
      EIP712Domain: [
        member("name", "string"),
        member("version", "string"),
        member("chainId", "uint256"),
        member("verifyingContract", "address"),
      ],
      TransferWithAuthorization: [
        member("from", "address"),
        member("to", "address"),
        member("value", "uint256"),
        member("validAfter", "uint256"),
        member("validBefore", "uint256"),
        member("nonce", "bytes32"),
      ],
    },
    primaryType: "TransferWithAuthorization",
    domain: { name, version, chainId: network.chainId, verifyingContract },
    message: {
      from: wallet.payer,
      to: roles.merchant.address,
      value: "10000",
      validAfter: "0",
      validBefore: String(now() + 60),
      nonce: `0x${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex")}`,
      ...more,
    },
  };
}
