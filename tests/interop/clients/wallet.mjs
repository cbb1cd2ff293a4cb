// A wallet in use: a world, a running Tillkeeper with the payer's key in its vault, and one agent with a policy.
import { writeFileSync } from "node:fs";
import { network, roles } from "../world/facts.mjs";
import { startWorld } from "../world/world.mjs";
import { agentWith, makeHome, startTillkeeper } from "./tillkeeper.mjs";

/** Pays without asking below fifty cents, asks from there, and spends at most 2.50 a day. */
const policy = {
  version: 1,
  name: "buyer",
  default: "allow",
  rules: [{ name: "from fifty cents", verdict: "ask", when: { amount: { from: "0.50" } } }],
  budgets: [{ name: "day", limit: { usd: "2.50" }, window: { rollingSeconds: 86_400 } }],
};

export async function openWallet() {
  const world = await startWorld();
  const home = makeHome();
  const wallet = { world, payer: roles.payer.address, home: home.env.HOME, env: home.env };

  wallet.start = async (options) => {
    wallet.keeper = await startTillkeeper(home, options);
    if (wallet.token) wallet.agent = agentWith(wallet.keeper.endpoint, wallet.token);
  };
  wallet.stop = async () => {
    await wallet.keeper?.stop();
    await world.stop();
    home.remove();
  };
  try {
    await wallet.start();
    await setUp(wallet, home);
  } catch (error) {
    await wallet.stop();
    throw error;
  }
  return wallet;
}

async function setUp(wallet, home) {
  const { createVault, tillProved, endpoint } = wallet.keeper;
  await createVault();
  const importKey = ["account", "import", "--family", "evm", "--private-key-fd", "4"];
  const { id: account } = await tillProved(importKey, [roles.payer.privateKey]);
  await tillProved(["network", "set", network.caip2, "--rpc", wallet.world.chain.rpcUrl]);
  writeFileSync(home.policyFile, JSON.stringify(policy));
  /** Another agent with the same account and policy, and budgets of its own. */
  wallet.addAgent = async (name, privateHosts = ["127.0.0.1"]) => {
    const add = ["agent", "add", name, "--account", account, "--policy", home.policyFile];
    const { token } = await tillProved([...add, ...privateHosts.flatMap((host) => ["--private-host", host])]);
    return { token, agent: agentWith(endpoint, token) };
  };
  Object.assign(wallet, await wallet.addAgent("buyer"));
}
