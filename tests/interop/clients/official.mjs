// The official client with its key in its own process: the yardstick for the world, and for speed.
import { webcrypto } from "node:crypto";
import { x402Client } from "@x402/core/client";
import {
  decodePaymentRequiredHeader,
  decodePaymentResponseHeader,
  encodePaymentSignatureHeader,
} from "@x402/core/http";
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { ExactEvmSchemeV1 } from "@x402/evm/v1";
import { privateKeyToAccount } from "viem/accounts";
import { network } from "../world/facts.mjs";

// Debian 12's Node 18 has Web Crypto, but not yet as the global that the packages expect. Node 20 needs none of this.
globalThis.crypto ??= webcrypto;

/** @returns {(required: object) => Promise<string>} makes the payment header for a decoded challenge */
export function officialSigner(privateKey) {
  const account = privateKeyToAccount(privateKey);
  const client = new x402Client()
    .register("eip155:*", new ExactEvmScheme(account))
    .registerV1(network.v1Name, new ExactEvmSchemeV1(account));
  return async (required) => encodePaymentSignatureHeader(await client.createPaymentPayload(required));
}

/** Asks, is told the price, pays, and reads the receipt. */
export async function payOfficially(privateKey, url, { method = "GET", headers, body } = {}) {
  const unpaid = await fetch(url, { method, headers, body });
  if (unpaid.status !== 402) throw new Error(`${url} answered ${unpaid.status} where a price was expected`);
  const inHeader = unpaid.headers.get("PAYMENT-REQUIRED");
  const required = inHeader ? decodePaymentRequiredHeader(inHeader) : await unpaid.json();
  const header = await officialSigner(privateKey)(required);
  const name = required.x402Version === 1 ? "X-PAYMENT" : "PAYMENT-SIGNATURE";
  const response = await fetch(url, { method, headers: { ...headers, [name]: header }, body });
  return { response, header, name, receipt: readReceipt(response) };
}

/** The facilitator's report in a merchant's answer, or undefined. */
export function readReceipt(response) {
  const header = response.headers.get("PAYMENT-RESPONSE") ?? response.headers.get("X-PAYMENT-RESPONSE");
  return header ? decodePaymentResponseHeader(header) : undefined;
}
