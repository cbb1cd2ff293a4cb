// Nodes that lie, lag, stall and flood; chains that take final blocks back; keys in other hands. About 60 seconds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { payOfficially } from "../clients/official.mjs";
import { eventually } from "../clients/patience.mjs";
import { openWallet } from "../clients/wallet.mjs";
import { commandsOf, FINAL_AFTER_BLOCKS, isProven, PASSES_MS } from "../clients/watched_wallet.mjs";
import { network, roles } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { startProxy } from "../world/proxy.mjs";

let wallet;
let till, status, show, useNodes, liftAll, authorize, buy;
let proxy;
before(async () => {
  wallet = await openWallet();
  ({ till, status, show, useNodes, liftAll, authorize, buy } = commandsOf(wallet));
  proxy = await startProxy(wallet.world.chain.rpcUrl);
});
after(async () => {
  await wallet?.stop();
  await proxy?.stop();
});

const balanceOf = (seen) =>
  seen.balances.find((each) => each.network === network.caip2 && each.address.toLowerCase() === roles.payer.address.toLowerCase());

test("a balance is shown with its age, and as old when no node answers", async () => {
  await wallet.world.chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });
  const known = balanceOf(await eventually(status, (seen) => balanceOf(seen)?.amount > 0));
  assert.equal(BigInt(known.amount), await wallet.world.chain.balanceOf(roles.payer.address));
  assert.equal(known.stale, false);
  assert.match(known.text, /^1000\.00 USDC, \d+ s ago$/);
  assert.ok(known.at && known.block > 0);

  await useNodes("http://127.0.0.1:1");
  const seen = await eventually(status, (each) => balanceOf(each)?.stale);
  assert.match(balanceOf(seen).text, /^1000\.00 USDC as of \d+ s ago; no node answers now$/);
  assert.ok(seen.notices.some((each) => each.code === "no_evidence"), JSON.stringify(seen.notices));
  const row = (await till(["network", "list"])).find((each) => each.network === network.caip2);
  assert.match(row.reachability, /cannot be reached\. No answer since|cannot be reached\. Last answer/);
  assert.deepEqual(await till(["alarms"]), []); // silence is no alarm
});

test("what only one of two nodes says proves nothing, and two that disagree freeze the network", async () => {
  const { chain } = wallet.world;
  await useNodes(chain.rpcUrl, proxy.url);
  const id = await buy();
  await chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });

  proxy.behave = () => "garbage";
  await sleep(PASSES_MS);
  assert.equal(isProven(await show(id)), false);
  assert.deepEqual(await till(["alarms"]), []);

  // The lie: nothing was ever used.
  proxy.behave = ({ method }, answer) =>
    method === "eth_call" && answer.result?.endsWith("1") ? { ...answer, result: `0x${"0".repeat(64)}` } : answer;
  const [alarm] = await eventually(
    () => till(["alarms"]),
    (alarms) => alarms.length > 0,
  );
  assert.equal(alarm.kind, "disagreement");
  assert.equal(alarm.network, network.caip2);
  assert.equal(isProven(await show(id)), false);
  const refused = await authorize("while frozen");
  assert.equal(refused.body.code, "network_frozen");
  assert.equal(refused.status, 423);
  assert.equal((await status()).alarms, 1);

  await assert.rejects(till(["unfreeze", alarm.id])); // not without the passphrase
  proxy.behave = undefined;
  const proven = await eventually(() => show(id), isProven);
  assert.equal(isProven(proven), true, "both say so now");
  assert.equal((await authorize("still frozen")).body.code, "network_frozen");
  const lifted = await wallet.keeper.tillProved(["unfreeze", alarm.id, "--note", "the second node was wrong"]);
  assert.equal(lifted.open, false);
  assert.equal((await authorize("after")).body.status, "authorized");
  assert.deepEqual(await till(["alarms"]), []);
  assert.equal((await till(["alarms", "--all"]))[0].note, "the second node was wrong");
});

for (const trick of ["stall", "drip", "flood"]) {
  test(`a node that can only ${trick} proves nothing and stops nothing`, async () => {
    await useNodes(proxy.url);
    proxy.behave = () => trick;
    const before = proxy.asked.length;
    await eventually(async () => proxy.asked.length, (asked) => asked > before);
    assert.equal((await authorize(`during ${trick}`)).body.status, "authorized");
    assert.equal((await till(["payments", "verify"])).ok, true);
    assert.deepEqual(await till(["alarms"]), []);
    proxy.behave = undefined;
    await useNodes(wallet.world.chain.rpcUrl);
  });
}

test("a node that lags proves late, and is no reorganisation", async () => {
  const { chain } = wallet.world;
  const stuckAt = await chain.client.getBlockNumber();
  proxy.behave = ({ method, params }, answer) => {
    // It knows nothing past the block that it is stuck at.
    const isTag = method === "eth_getBlockByNumber" && ["latest", "finalized"].includes(params[0]);
    return isTag && BigInt(answer.result.number) > stuckAt ? { ...answer, result: null } : answer;
  };
  await useNodes(proxy.url);
  const id = await buy();
  await chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });
  await sleep(PASSES_MS);
  assert.equal(isProven(await show(id)), false);
  proxy.behave = undefined;
  assert.equal(isProven(await eventually(() => show(id), isProven)), true);
  assert.deepEqual(await till(["alarms"]), []);
});

test("money that leaves by another hand freezes the account", async () => {
  const { chain, merchant } = wallet.world;
  const { receipt } = await payOfficially(roles.payer.privateKey, `${merchant.url}/v2${goods.echo.path}`, { method: "POST" });
  assert.equal(receipt.success, true); // the same key, and no payment of ours
  await chain.client.mine({ blocks: FINAL_AFTER_BLOCKS });
  const [alarm] = await eventually(
    () => till(["alarms"]),
    (alarms) => alarms.length > 0,
  );
  assert.equal(alarm.kind, "outflow");
  assert.equal(alarm.account.toLowerCase(), roles.payer.address.toLowerCase());
  assert.match(alarm.text, /^0\.02 USDC to 0x/);
  assert.ok(alarm.evidence.includes(receipt.transaction));
  const refused = await authorize("with a stolen key about");
  assert.equal(refused.body.code, "account_frozen");

  await wallet.keeper.stop();
  await wallet.start({ unlock: true }); // a restart lifts nothing, and tells nothing twice
  await sleep(PASSES_MS);
  assert.equal((await till(["alarms"])).length, 1);
  assert.equal((await authorize("after a restart")).body.code, "account_frozen");
  await liftAll();
  assert.equal((await authorize("after the owner looked")).body.status, "authorized");
  assert.equal((await till(["payments", "verify"])).ok, true);
});
