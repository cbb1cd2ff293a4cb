// npm install x402-fetch viem
// The legacy x402 client (protocol 1) with its wallet pointed at Tillkeeper. TILL_TOKEN is what "till agent add" showed.
import { wrapFetchWithPayment } from "x402-fetch";
import { createWalletClient, extractChain, http } from "viem";
import * as chains from "viem/chains";

const url = "@URL@";
const transport = http("@ENDPOINT@/rpc?chainId=@CHAIN@", {
  timeout: 150_000, // a person may be asked
  retryCount: 0,
  fetchOptions: { headers: { Authorization: `Bearer ${process.env.TILL_TOKEN}`, "Till-Request-Url": url } },
});
const [account] = await createWalletClient({ transport }).getAddresses();
const chain = extractChain({ chains: Object.values(chains), id: @CHAIN@ });
const wallet = createWalletClient({ account, chain, transport });

const payingFetch = wrapFetchWithPayment(fetch, wallet);
const response = await payingFetch(url);
console.log(response.status, await response.text());
