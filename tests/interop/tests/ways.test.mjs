// The same purchase through every way in: one decision, one ledger row, one transfer, whatever the agent can speak. And the
// official MCP client, over HTTP and over the standard input of `till mcp`.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expectSettledOnce } from "../clients/expect.mjs";
import { officialHeader, viemSigner } from "../clients/rpc.mjs";
import { challengeOf } from "../clients/tillkeeper.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { goods } from "../world/merchant.mjs";
import { moved } from "../world/world.mjs";

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

async function withClient(transport, use) {
  const client = new Client({ name: "interop", version: "1.0.0" });
  await client.connect(transport);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

const overHttp = (use, { token } = wallet) =>
  withClient(
    new StreamableHTTPClientTransport(new URL(`${wallet.keeper.endpoint}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
    use,
  );

const overStdio = (use, { token } = wallet) =>
  withClient(
    new StdioClientTransport({
      command: join(process.env.TILL_BIN, "till"),
      args: ["--data-dir", join(wallet.home, "data"), "mcp"],
      env: { ...wallet.env, TILL_TOKEN: token },
    }),
    use,
  );

const url = () => `${wallet.world.merchant.url}/v2${goods.weather.path}`;
const sold = { sold: "weather", said: null };

/** Each buys the weather once as this agent, and tells the payment's id. */
const ways = {
  rest: async ({ agent }) => {
    const asked = await agent.pay(await challengeOf(await fetch(url())), { method: "GET", url: url() });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    await present(agent, asked.body.id, asked.body.headers);
    return asked.body.id;
  },
  fetch: async ({ agent }) => {
    const response = await agent.fetch({ method: "GET", url: url() }, { idempotencyKey: "way-fetch" });
    assert.deepEqual(await response.json(), sold);
    return response.headers.get("Till-Payment-Id");
  },
  proxy: async ({ token }) => {
    const base = `${wallet.keeper.endpoint}/proxy/${url().replace("://", "/")}`;
    const response = await fetch(base, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), sold);
    return response.headers.get("Till-Payment-Id");
  },
  rpc: async ({ agent, token }) => {
    const signer = await viemSigner(wallet.keeper.endpoint, token, { "Till-Request-Url": url() });
    const headers = await officialHeader(signer, await fetch(url()));
    const [{ id }] = (await agent.call("GET", "/v1/payments?limit=1")).body.payments;
    await present(agent, id, headers);
    return id;
  },
  "mcp over HTTP": (buyer) => overHttp(buyWithTool, buyer),
  "mcp over stdio": (buyer) => overStdio(buyWithTool, buyer),
};

/** For agents that do their own HTTP: sends the payment, and tells how it went. */
async function present(agent, id, headers) {
  const response = await fetch(url(), { headers });
  assert.equal(response.status, 200);
  assert.equal((await agent.report(id, response)).status, 200);
  assert.deepEqual(await response.json(), sold);
}

async function buyWithTool(client) {
  const result = await client.callTool({ name: "fetch", arguments: { url: url() } });
  assert.equal(result.isError, false, JSON.stringify(result));
  assert.deepEqual(JSON.parse(result.content[0].text), sold);
  return result.structuredContent.paymentId;
}

const rows = {};
const buyers = {};
for (const [way, buy] of Object.entries(ways)) {
  test(`${way}: is paid once, and the ledger says so`, async () => {
    let id;
    const buyer = (buyers[way] = await wallet.addAgent(`by ${way}`));
    const outcome = await moved(wallet.world, wallet.payer, async () => (id = await buy(buyer)));
    rows[way] = await expectSettledOnce(wallet, { id, good: goods.weather, url: url(), outcome, way: way.split(" ")[0] });
  });
}

test("every way in ended in the same decision and the same row but for its name", async () => {
  // What differs by its nature: who bought, when, and the one message that was signed.
  const comparable = ({ interface: _, id, agent, agentName, createdAt, updatedAt, nonce, digest, transaction, ...row }) => row;
  const [first, ...others] = Object.values(rows).map(comparable);
  assert.equal(others.length, Object.keys(ways).length - 1);
  for (const other of others) assert.deepEqual(other, first);

  const decisionOf = async ({ id }) => {
    const { decision, trace, decidedBy } = await wallet.keeper.till(["payments", "show", id]);
    for (const budget of decision.budgets) delete budget.resetAtMs; // a rolling window ends when it was paid
    return { decision, trace, decidedBy };
  };
  const [decided, ...alike] = await Promise.all(Object.values(rows).map(decisionOf));
  assert.equal(decided.decision.verdict, "allow");
  assert.ok(decided.trace.length > 0);
  for (const other of alike) assert.deepEqual(other, decided);
});

for (const [way, connect] of Object.entries({ HTTP: overHttp, stdio: overStdio })) {
  test(`MCP over ${way}: the official client lists the tools and reads budget and history`, () =>
    connect(async (client) => {
      const { tools } = await client.listTools();
      assert.deepEqual(
        tools.map(({ name }) => name),
        ["fetch", "quote", "budget", "payments"],
      );
      const budget = await client.callTool({ name: "budget", arguments: {} });
      assert.equal(budget.structuredContent.name, "by fetch");
      const history = await client.callTool({ name: "payments", arguments: { limit: 3 } });
      assert.equal(history.structuredContent.payments.length, 1);
    }, buyers.fetch));

  test(`MCP over ${way}: a quote says the price and pays nothing`, () =>
    connect(async (client) => {
      const outcome = await moved(wallet.world, wallet.payer, () =>
        client.callTool({ name: "quote", arguments: { url: url() } }),
      );
      assert.equal(outcome.payer, 0n);
      assert.equal(outcome.result.structuredContent.option.amountText, goods.weather.price);
      assert.equal(outcome.result.structuredContent.verdict, "allow");
    }));

  test(`MCP over ${way}: progress is told while a person decides, then the answer comes`, () =>
    connect(async (client) => {
      const report = `${wallet.world.merchant.url}/v2${goods.report.path}`;
      let told = 0;
      const answer = client.callTool({ name: "fetch", arguments: { url: report } }, undefined, {
        onprogress: () => {
          if (told++ === 0) void approveAll();
        },
      });
      const result = await answer;
      assert.equal(result.isError, false, JSON.stringify(result));
      assert.ok(told > 0);
    }));
}

async function approveAll() {
  for (const { id } of await wallet.keeper.till(["approvals"])) await wallet.keeper.tillProved(["approve", id]);
}

test("MCP: too dear is a result that says what to do", () =>
  overHttp(async (client) => {
    const result = await client.callTool({ name: "fetch", arguments: { url: url(), maxAmount: "1" } });
    assert.equal(result.isError, true);
    assert.equal(result.structuredContent.code, "over_max_amount");
    assert.equal(result.structuredContent.moneyMoved, "no");
  }));

test("the OpenAPI document says of real answers what they are", async () => {
  const { agent, keeper } = wallet;
  const document = await (await fetch(`${keeper.endpoint}/openapi.json`)).json();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ ...document, $id: "till" });
  const expectShape = (name, body) => {
    const check = ajv.getSchema(`till#/components/schemas/${name}`);
    assert.ok(check(body), `${name}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(body)}`);
  };
  const challenge = { status: 402, headers: Object.fromEntries((await fetch(url())).headers), body: "{}" };
  const request = { method: "GET", url: url() };
  expectShape("Agent", (await agent.call("GET", "/v1/agent")).body);
  expectShape("Page", (await agent.call("GET", "/v1/payments?limit=25")).body);
  expectShape("Quote", (await agent.call("POST", "/v1/quote", { challenge, request })).body);
  const paid = await agent.pay(challenge, request, { idempotencyKey: "shape" });
  expectShape("Payment", paid.body);
  expectShape("Payment", (await agent.payment(paid.body.id)).body);
  expectShape("PaymentState", (await agent.call("POST", `/v1/payments/${paid.body.id}/settlement`, { status: 0 })).body);
  expectShape("More", (await agent.call("POST", "/v1/requests", { amountUsd: "1.00", forSeconds: 60 })).body);
  const tooDear = await agent.pay(challenge, request, { idempotencyKey: "shape-2", maxAmount: "1" });
  expectShape("Problem", tooDear.body);
  expectShape("Problem", (await agent.call("GET", "/v1/nothing")).body);
  const { problems } = await (await fetch(`${keeper.endpoint}/problems.json`)).json();
  for (const each of problems) expectShape("ProblemCode", each);
});
