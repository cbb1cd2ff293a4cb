// npm install viem @x402/core @x402/evm
// A viem account whose key is in Tillkeeper, for whatever takes an account. TILL_TOKEN is what "till agent add" showed.
import { createWalletClient, http } from "viem";
import { toAccount } from "viem/accounts";
import { x402Client } from "@x402/core/client";
import { decodePaymentRequiredHeader, encodePaymentSignatureHeader } from "@x402/core/http";
import { ExactEvmScheme } from "@x402/evm/exact/client";

const url = "@URL@";
const transport = http("@ENDPOINT@/rpc?chainId=@CHAIN@", {
  timeout: 150_000, // a person may be asked
  retryCount: 0,
  fetchOptions: { headers: { Authorization: `Bearer ${process.env.TILL_TOKEN}`, "Till-Request-Url": url } },
});
const till = createWalletClient({ transport });
const [address] = await till.getAddresses();
const only = () => Promise.reject(new Error("Tillkeeper signs payments only"));
const account = toAccount({
  address,
  signMessage: only,
  signTransaction: only,
  signTypedData: (message) => till.signTypedData({ account: address, ...message }),
});

const client = new x402Client().register("eip155:*", new ExactEvmScheme(account));
const unpaid = await fetch(url);
const terms = decodePaymentRequiredHeader(unpaid.headers.get("PAYMENT-REQUIRED"));
const payment = encodePaymentSignatureHeader(await client.createPaymentPayload(terms));
const response = await fetch(url, { headers: { "PAYMENT-SIGNATURE": payment } });
console.log(response.status, await response.text());
