// Every text that `till agent show AGENT --snippet NAME` gives is run as it stands, and pays. Only what a user would do
// is added: the token in TILL_TOKEN, and where the packages are.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { openWallet } from "../clients/wallet.mjs";
import { atomic, network } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { runProgram } from "../world/program.mjs";
import { moved } from "../world/world.mjs";

let wallet;
before(async () => (wallet = await openWallet()));
after(() => wallet?.stop());

const packages = dirname(dirname(fileURLToPath(import.meta.url)));
// Debian 12's Node 18 has Web Crypto, but not yet as the global that the official packages expect.
const nodeFlags = process.versions.node.startsWith("18.") ? ["--experimental-global-webcrypto"] : [];
const runners = {
  sh: (text) => ["/bin/sh", ["-c", text]],
  python: (text) => ["python3", ["-c", text]],
  node: (text) => [process.execPath, [...nodeFlags, "--input-type=module", "-e", text]],
};

async function snippet(name, url) {
  const show = ["agent", "show", "buyer", "--snippet", name, "--url", url, "--chain", String(network.chainId)];
  const { text, goesTo } = await wallet.keeper.till(show);
  assert.ok(goesTo);
  return text;
}

async function run(kind, text) {
  const [command, args] = runners[kind](text);
  const env = { ...wallet.env, PATH: `${process.env.TILL_BIN}:${process.env.PATH}`, TILL_TOKEN: wallet.token };
  const ended = await runProgram(command, args, { env, cwd: packages });
  assert.equal(ended.code, 0, `${ended.stderr}\n${ended.stdout}`);
  return ended.stdout;
}

const programs = {
  curl: { kind: "sh", version: "v2", way: "fetch" },
  python: { kind: "python", version: "v2", way: "fetch" },
  typescript: { kind: "node", version: "v2", way: "rpc" },
  "typescript-v1": { kind: "node", version: "v1", way: "rpc" },
  ethers: { kind: "node", version: "v2", way: "rpc" },
  viem: { kind: "node", version: "v2", way: "rpc" },
};
for (const [name, { kind, version, way }] of Object.entries(programs)) {
  test(`${name}: run as it stands, it buys and prints the answer`, async () => {
    const url = `${wallet.world.merchant.url}/${version}${goods.weather.path}`;
    const text = await snippet(name, url);
    const outcome = await moved(wallet.world, wallet.payer, () => run(kind, text));
    assert.match(outcome.result, /"sold":"weather"/);
    assert.equal(outcome.payer, -atomic(goods.weather.price));
    const [row] = await wallet.keeper.payments();
    assert.deepEqual([row.interface, row.url, row.agentName], [way, url, "buyer"]);
  });
}

test("openai: a tool with nothing but a base URL pays behind it", async () => {
  const text = await snippet("openai", `${wallet.world.merchant.url}/v2`);
  const outcome = await moved(wallet.world, wallet.payer, () => run("sh", text));
  assert.match(outcome.result, /"sold":"chat"/);
  assert.match(outcome.result, /"content":"hello"/);
  assert.equal(outcome.payer, -atomic(goods.chat.price));
});

/** The settings as a client reads them, its variables put in. */
async function settings(name) {
  const text = (await snippet(name, "https://api.example.com/")).replace(/\$\{(env:)?TILL_TOKEN\}|till_…/g, wallet.token);
  return JSON.parse(text).mcpServers.tillkeeper;
}

async function listsTools(transport) {
  const client = new Client({ name: "snippets", version: "1.0.0" });
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    assert.ok(tools.some(({ name }) => name === "fetch"));
    const url = `${wallet.world.merchant.url}/v2${goods.weather.path}`;
    const bought = await client.callTool({ name: "fetch", arguments: { url, idempotencyKey: `mcp-${Math.random()}` } });
    assert.equal(bought.isError, false, JSON.stringify(bought));
  } finally {
    await client.close();
  }
}

for (const name of ["claude-code", "cursor"]) {
  test(`${name}: its settings connect the official MCP client, which pays`, async () => {
    const { url, headers } = await settings(name);
    await listsTools(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  });
}

test("mcp: its settings start a program that the official MCP client pays through", async () => {
  const { command, args, env } = await settings("mcp");
  await listsTools(new StdioClientTransport({ command: join(process.env.TILL_BIN, command), args, env: { ...wallet.env, ...env } }));
});

test("an agent or a snippet that is not there is said to be none", async () => {
  await assert.rejects(wallet.keeper.till(["agent", "show", "nobody"]), /no_such_agent/);
  await assert.rejects(wallet.keeper.till(["agent", "show", "buyer", "--snippet", "cobol"]), /cobol/);
  await assert.rejects(
    wallet.keeper.till(["agent", "show", "buyer", "--snippet", "curl", "--url", `https://a.example/'; echo x #`]),
    /percent-encoded/,
  );
  assert.equal((await wallet.keeper.till(["agent", "show", "buyer"])).name, "buyer");
});
