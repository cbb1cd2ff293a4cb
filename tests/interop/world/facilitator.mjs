// A facilitator made of the official parts: it verifies and settles for real on the local chain.
import express from "express";
import { x402Facilitator } from "@x402/core/facilitator";
import { toFacilitatorEvmSigner } from "@x402/evm";
import { ExactEvmScheme } from "@x402/evm/exact/facilitator";
import { ExactEvmSchemeV1 } from "@x402/evm/exact/v1/facilitator";
import { network } from "./facts.mjs";
import { serve } from "./program.mjs";

/** `settlements` lists what it was asked to settle and how that went: {payload, requirements, result}. */
export async function startFacilitator(chain) {
  const signer = evmSigner(chain.client);
  const facilitator = new x402Facilitator()
    .register(network.caip2, new ExactEvmScheme(signer))
    .registerV1(network.v1Name, new ExactEvmSchemeV1(signer));

  const settlements = [];
  const app = express().use(express.json());
  app.get("/supported", (_req, res) => res.json(facilitator.getSupported()));
  app.post("/verify", async ({ body }, res) =>
    res.json(await facilitator.verify(body.paymentPayload, body.paymentRequirements)),
  );
  app.post("/settle", async ({ body }, res) => {
    const { paymentPayload: payload, paymentRequirements: requirements } = body;
    const result = await facilitator.settle(payload, requirements);
    settlements.push({ payload, requirements, result });
    res.json(result);
  });
  return { ...(await serve(app)), settlements };
}

function evmSigner(client) {
  // One transaction at a time, or two of them would take the same account nonce.
  let tail = Promise.resolve();
  const inTurn = (send) => {
    const result = tail.then(send);
    tail = result.catch(() => {});
    return result;
  };
  return toFacilitatorEvmSigner({
    address: client.account.address,
    getCode: (args) => client.getCode(args),
    readContract: (args) => client.readContract(args),
    verifyTypedData: (args) => client.verifyTypedData(args),
    writeContract: (args) => inTurn(() => client.writeContract(args)),
    sendTransaction: (args) => inTurn(() => client.sendTransaction(args)),
    waitForTransactionReceipt: (args) => client.waitForTransactionReceipt(args),
  });
}
