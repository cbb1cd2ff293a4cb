#!/usr/bin/env node
// How many payment headers a second the official TypeScript client makes with the key in its own process: it chooses
// the option, signs EIP-3009, encodes the header. No ledger, no rules. Prints one line of JSON.
//
//   node payloads.mjs [seconds]        needs the packages of tests/interop (npm install --no-save there)
import { officialSigner } from "../../interop/clients/official.mjs";
import { network, roles } from "../../interop/world/facts.mjs";

const WARM_UP = 200; // payloads
const seconds = Number(process.argv[2] ?? "5");
if (!(seconds > 0)) throw new Error("seconds must be a positive number");

const required = {
  x402Version: 2,
  error: "Payment required",
  resource: { url: "http://127.0.0.1/paid", description: "", mimeType: "application/json" },
  accepts: [
    {
      scheme: "exact",
      network: network.caip2,
      amount: "10000",
      asset: network.usdc.address,
      payTo: roles.merchant.address,
      maxTimeoutSeconds: 60,
      extra: { name: network.usdc.name, version: network.usdc.version },
    },
  ],
};

const sign = officialSigner(roles.officialPayer.privateKey);
for (let i = 0; i < WARM_UP; i++) await sign(required);

let count = 0;
const from = performance.now();
const until = from + seconds * 1000;
while (performance.now() < until) {
  await sign(required);
  count++;
}
const value = count / ((performance.now() - from) / 1000);
console.log(JSON.stringify({ name: "official_client_payloads", value: Math.round(value), unit: "1/s" }));
