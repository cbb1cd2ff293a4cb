// The merchant: the same goods behind the official middleware of protocol 2 and behind the legacy one of protocol 1.
import express from "express";
import { HTTPFacilitatorClient } from "@x402/core/server";
import { ExactEvmScheme } from "@x402/evm/exact/server";
import { paymentMiddleware, x402ResourceServer } from "@x402/express";
import { paymentMiddleware as legacyPaymentMiddleware } from "x402-express";
import { network, roles } from "./facts.mjs";
import { serve } from "./program.mjs";

/** What is for sale under /v1 and /v2: path and price in dollars. */
export const goods = {
  weather: { method: "GET", path: "/weather", price: "0.01" },
  echo: { method: "POST", path: "/echo", price: "0.02" },
  report: { method: "GET", path: "/report", price: "0.60" },
  chat: { method: "POST", path: "/chat/completions", price: "0.02" },
  yacht: { method: "GET", path: "/yacht", price: "3.00" },
};

/** `requests` lists what came in: {method, path, headers, paid, status}. */
export async function startMerchant(facilitatorUrl) {
  const requests = [];
  const app = express().use(express.json(), (req, res, next) => {
    res.on("finish", () => {
      const { method, path, headers } = req;
      const paid = "payment-signature" in headers || "x-payment" in headers;
      requests.push({ method, path, headers, paid, status: res.statusCode });
    });
    next();
  });
  app.get("/free", (_req, res) => res.json({ free: true }));

  const server = new x402ResourceServer(new HTTPFacilitatorClient({ url: facilitatorUrl }));
  server.register(network.caip2, new ExactEvmScheme());
  const payTo = roles.merchant.address;
  const current = (good) => ({
    accepts: { scheme: "exact", price: `$${good.price}`, network: network.caip2, payTo },
    description: good.path,
  });
  app.use(paymentMiddleware(routes("/v2", current), server));
  const legacy = (good) => ({ price: `$${good.price}`, network: network.v1Name, config: { description: good.path } });
  app.use(legacyPaymentMiddleware(payTo, routes("/v1", legacy), { url: facilitatorUrl }));

  for (const [name, { method, path }] of Object.entries(goods)) {
    for (const version of ["/v1", "/v2"]) {
      app[method.toLowerCase()](version + path, (req, res) => res.json({ sold: name, said: req.body ?? null }));
    }
  }
  return { ...(await serve(app)), requests };
}

const routes = (prefix, describe) =>
  Object.fromEntries(
    Object.values(goods).map((good) => [`${good.method} ${prefix}${good.path}`, describe(good)]),
  );
