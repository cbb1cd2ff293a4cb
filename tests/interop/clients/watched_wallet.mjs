// What the tests of the watcher do with a wallet: change its nodes, buy something, and look at what the chain made of it.
import assert from "node:assert/strict";
import { network } from "../world/facts.mjs";
import { goods } from "../world/merchant.mjs";
import { challengeOf } from "./tillkeeper.mjs";

// The node takes as final what is two epochs old. Each block is a second later than the one before, so that many of
// them bring the chain ahead of our clock, and past what was just signed.
export const FINAL_AFTER_BLOCKS = 66;
export const PASSES_MS = 5_000; // several looks at the chain

export const steps = (detail) => detail.timeline.map(({ kind }) => kind);
export const isProven = (detail) => steps(detail).includes("proven");

/** @param wallet what openWallet() gave */
export function commandsOf(wallet) {
  const url = `${wallet.world.merchant.url}/v2${goods.weather.path}`;
  const till = (words) => wallet.keeper.till(words);
  let bought = 0;
  return {
    till,
    status: () => till(["status"]),
    show: (id) => till(["payments", "show", id]),
    useNodes: (...urls) =>
      wallet.keeper.tillProved(["network", "set", network.caip2, ...urls.flatMap((each) => ["--rpc", each])]),
    async liftAll() {
      for (const { id } of await till(["alarms"])) await wallet.keeper.tillProved(["unfreeze", id, "--note", "test"]);
    },
    /** Asks for an authorization and does not present it. */
    async authorize(idempotencyKey) {
      const challenge = await challengeOf(await fetch(url));
      return wallet.agent.pay(challenge, { method: "GET", url }, { idempotencyKey });
    },
    async buy() {
      const answer = await wallet.agent.fetch({ url, method: "GET" }, { idempotencyKey: `bought ${++bought}` });
      assert.equal(answer.status, 200);
      return answer.headers.get("till-payment-id");
    },
  };
}
