// A real EVM node that stands in for Base Sepolia, with our own token where the dollar token is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createTestClient, defineChain, http, parseEther, publicActions, walletActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { network, roles } from "./facts.mjs";
import { startProgram } from "./program.mjs";

const require = createRequire(import.meta.url);
const POLL_MS = 25;

/** Starts the node. `balanceOf` and `transfers` read what really happened, without any of the packages under test. */
export async function startChain() {
  const token = compileToken();
  const node = await startProgram(
    nodePath(),
    ["--host", "127.0.0.1", "--port", "0", "--chain-id", String(network.chainId), "--accounts", "1"],
    (line) => line.match(/^Listening on (127\.0\.0\.1:\d+)/)?.[1],
  );
  const rpcUrl = `http://${node.ready}`;
  const chain = defineChain({
    id: network.chainId,
    name: network.caip2,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const client = createTestClient({
    mode: "anvil",
    chain,
    transport: http(rpcUrl),
    pollingInterval: POLL_MS,
    account: privateKeyToAccount(roles.facilitator.privateKey),
  })
    .extend(publicActions)
    .extend(walletActions);

  const at = { address: network.usdc.address, abi: token.abi };
  // The payers get no ether: paying must not need any.
  await client.setBalance({ address: roles.facilitator.address, value: parseEther("1000") });
  await client.setCode({ address: at.address, bytecode: token.code });

  return {
    rpcUrl,
    client,
    async mint(to, value) {
      const hash = await client.writeContract({ ...at, functionName: "mint", args: [to, value] });
      await client.waitForTransactionReceipt({ hash });
    },
    balanceOf: (owner) => client.readContract({ ...at, functionName: "balanceOf", args: [owner] }),
    isNonceUsed: (owner, nonce) =>
      client.readContract({ ...at, functionName: "authorizationState", args: [owner, nonce] }),
    /** Every transfer out of an account since the chain began: {transaction, to, value}. */
    async transfersFrom(owner) {
      const events = await client.getContractEvents({
        ...at,
        eventName: "Transfer",
        args: { from: owner },
        fromBlock: 0n,
      });
      return events.map(({ transactionHash, args }) => ({
        transaction: transactionHash,
        to: args.to,
        value: args.value,
      }));
    },
    stop: node.stop,
  };
}

function compileToken() {
  const source = readFileSync(new URL("./contracts/TestDollar.sol", import.meta.url), "utf8");
  const input = {
    language: "Solidity",
    sources: { "TestDollar.sol": { content: source } },
    settings: {
      optimizer: { enabled: true },
      outputSelection: { "*": { "*": ["abi", "evm.deployedBytecode.object"] } },
    },
  };
  const { contracts, errors = [] } = JSON.parse(require("solc").compile(JSON.stringify(input)));
  if (errors.length) throw new Error(errors.map((each) => each.formattedMessage).join("\n"));
  const { abi, evm } = contracts["TestDollar.sol"].TestDollar;
  return { abi, code: `0x${evm.deployedBytecode.object}` };
}

function nodePath() {
  return join(dirname(require.resolve("@foundry-rs/anvil-linux-amd64/package.json")), "bin", "anvil");
}
