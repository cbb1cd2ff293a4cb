// npm install @x402/fetch @x402/evm viem
// The official x402 client with its signer pointed at Tillkeeper: the key stays there, and each signature is a payment
// that your rules allowed. TILL_TOKEN is what "till agent add" showed once.
import { wrapFetchWithPaymentFromConfig } from "@x402/fetch";
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { createWalletClient, http } from "viem";

const url = "@URL@";
const transport = http("@ENDPOINT@/rpc?chainId=@CHAIN@", {
  timeout: 150_000, // a person may be asked
  retryCount: 0,
  fetchOptions: { headers: { Authorization: `Bearer ${process.env.TILL_TOKEN}`, "Till-Request-Url": url } },
});
const till = createWalletClient({ transport });
const [address] = await till.getAddresses();
const signer = { address, signTypedData: (message) => till.signTypedData({ account: address, ...message }) };

const payingFetch = wrapFetchWithPaymentFromConfig(fetch, {
  schemes: [{ network: "eip155:*", client: new ExactEvmScheme(signer) }],
});
const response = await payingFetch(url);
console.log(response.status, await response.text());
