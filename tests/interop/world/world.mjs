// The whole test world: chain, facilitator, merchant. Nothing of it leaves this machine.
import { startChain } from "./chain.mjs";
import { atomic, roles } from "./facts.mjs";
import { startFacilitator } from "./facilitator.mjs";
import { startMerchant } from "./merchant.mjs";

export const STARTING_MONEY = atomic("1000");

export async function startWorld() {
  const stops = [];
  const keep = (part) => {
    stops.unshift(part.stop);
    return part;
  };
  const stop = async () => {
    for (const each of stops) await each();
  };
  try {
    const chain = keep(await startChain());
    for (const { address } of [roles.payer, roles.officialPayer]) await chain.mint(address, STARTING_MONEY);
    const facilitator = keep(await startFacilitator(chain));
    const merchant = keep(await startMerchant(facilitator.url));
    return { chain, facilitator, merchant, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Does something, and tells by how much the payer and the merchant are richer or poorer afterwards. */
export async function moved(world, payer, action) {
  const read = () => Promise.all([payer, roles.merchant.address].map(world.chain.balanceOf));
  const before = await read();
  const result = await action();
  const after = await read();
  return { result, payer: after[0] - before[0], merchant: after[1] - before[1] };
}
