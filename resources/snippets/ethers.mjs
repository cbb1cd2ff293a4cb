// npm install ethers @x402/fetch @x402/evm
// An ethers signer whose key is in Tillkeeper. TILL_TOKEN is what "till agent add" showed once.
import { FetchRequest, JsonRpcProvider } from "ethers";
import { wrapFetchWithPaymentFromConfig } from "@x402/fetch";
import { ExactEvmScheme } from "@x402/evm/exact/client";

const url = "@URL@";
const request = new FetchRequest("@ENDPOINT@/rpc?chainId=@CHAIN@");
request.setHeader("Authorization", `Bearer ${process.env.TILL_TOKEN}`);
request.setHeader("Till-Request-Url", url);
request.timeout = 150_000; // a person may be asked
const provider = new JsonRpcProvider(request, @CHAIN@, { staticNetwork: true });
const ethersSigner = await provider.getSigner();

const signer = {
  address: ethersSigner.address,
  signTypedData: ({ domain, types, message }) => ethersSigner.signTypedData(domain, types, message),
};
const payingFetch = wrapFetchWithPaymentFromConfig(fetch, {
  schemes: [{ network: "eip155:*", client: new ExactEvmScheme(signer) }],
});
const response = await payingFetch(url);
console.log(response.status, await response.text());
provider.destroy();
