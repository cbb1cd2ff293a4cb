// The fixed facts of the test world. The keys are public: never use them anywhere else.
import { createHash } from "node:crypto";
import { getDefaultAsset } from "@x402/evm";
import { privateKeyToAccount } from "viem/accounts";

const caip2 = "eip155:84532";
const { asset, name, version } = getDefaultAsset(caip2);

/** The chain that the local node stands in for, and its dollar token at the real address with the real domain. */
export const network = { chainId: 84532, caip2, v1Name: "base-sepolia", usdc: { address: asset, name, version } };

const role = (title) => {
  const privateKey = `0x${createHash("sha256").update(`tillkeeper-interop/${title}`).digest("hex")}`;
  return { privateKey, address: privateKeyToAccount(privateKey).address };
};

/** Who is who: `payer` has money and no ether, `facilitator` has ether and no money. */
export const roles = {
  payer: role("payer"),
  officialPayer: role("official payer"),
  merchant: role("merchant"),
  facilitator: role("facilitator"),
};

/** Dollars, given as text, in the token's smallest units. */
export function atomic(dollars) {
  const [whole, fraction = ""] = dollars.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}
