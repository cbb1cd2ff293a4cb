// Wallets whose key is in Tillkeeper, as the usual libraries make them: they speak to the JSON-RPC signer and know
// nothing else of it.
import { webcrypto } from "node:crypto";
import { createPaymentHeader } from "x402/client";
import { x402Client } from "@x402/core/client";
import { decodePaymentRequiredHeader, encodePaymentSignatureHeader } from "@x402/core/http";
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { FetchRequest, JsonRpcProvider } from "ethers";
import { createWalletClient, http } from "viem";
import { baseSepolia } from "viem/chains";

// Debian 12's Node 18 has Web Crypto, but not yet as the global that the packages expect.
globalThis.crypto ??= webcrypto;

const PATIENCE_MS = 150_000; // a person may be asked

export const rpcUrl = (endpoint) => `${endpoint}/rpc?chainId=${baseSepolia.id}`;

/** A viem wallet client. `headers` may say more of the purchase: Till-Request-Url, Idempotency-Key. */
export async function viemWallet(endpoint, token, headers = {}) {
  const transport = http(rpcUrl(endpoint), {
    timeout: PATIENCE_MS,
    retryCount: 0,
    fetchOptions: { headers: { authorization: `Bearer ${token}`, ...headers } },
  });
  const [address] = await createWalletClient({ transport }).getAddresses();
  return createWalletClient({ account: address, chain: baseSepolia, transport });
}

/** The signer that the official client 2.x takes, over viem. */
export async function viemSigner(...args) {
  const wallet = await viemWallet(...args);
  return { address: wallet.account.address, signTypedData: (message) => wallet.signTypedData(message) };
}

/** The same over ethers. */
export async function ethersSigner(endpoint, token, headers = {}) {
  const request = new FetchRequest(rpcUrl(endpoint));
  request.timeout = PATIENCE_MS;
  for (const [name, value] of Object.entries({ authorization: `Bearer ${token}`, ...headers })) {
    request.setHeader(name, value);
  }
  const provider = new JsonRpcProvider(request, baseSepolia.id, { staticNetwork: true });
  const signer = await provider.getSigner();
  return {
    address: signer.address,
    signTypedData: ({ domain, types, message }) => signer.signTypedData(domain, types, message),
    close: () => provider.destroy(),
  };
}

/** Makes the payment header of protocol 2 with the official client; a fresh nonce each time, as it does. */
export async function officialHeader(signer, unpaid) {
  const client = new x402Client().register("eip155:*", new ExactEvmScheme(signer));
  const required = decodePaymentRequiredHeader(unpaid.headers.get("PAYMENT-REQUIRED"));
  return { "PAYMENT-SIGNATURE": encodePaymentSignatureHeader(await client.createPaymentPayload(required)) };
}

/** The same of protocol 1, with the legacy client. */
export async function legacyHeader(wallet, unpaid) {
  const { x402Version, accepts } = await unpaid.json();
  return { "X-PAYMENT": await createPaymentHeader(wallet, x402Version, accepts[0]) };
}
