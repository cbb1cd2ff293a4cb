// What an agent may not reach through the endpoint: the wallet's own machine and networks, in every spelling of an address or
// URL that some reader takes for one. A trap listens at this machine's addresses; nobody may ever knock.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { openWallet } from "../clients/wallet.mjs";
import { serve } from "../world/program.mjs";

let wallet;
let trap;
let stranger;
before(async () => {
  wallet = await openWallet();
  trap = await openTrap();
  // An agent that the owner let reach nothing private: what every agent is unless the owner says otherwise.
  stranger = await wallet.addAgent("stranger", []);
});
after(async () => {
  trap?.close();
  await wallet?.stop();
});

/** One port on all addresses, that counts who connects. */
async function openTrap() {
  let knocks = 0;
  const server = createServer((socket) => {
    knocks += 1;
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ntrap!\n");
  });
  await new Promise((resolve) => server.listen(0, "::", resolve));
  return { port: server.address().port, knocks: () => knocks, close: () => server.close() };
}

const hex = (number, digits) => number.toString(16).padStart(digits, "0");
const [a, b, c, d] = [127, 0, 0, 1];
const number = ((a * 256 + b) * 256 + c) * 256 + d;

/** Spellings of loopback that some URL reader knows. */
const loopback = [
  "127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "127.1", "127.0.1", "127.0.0.1.", "127.1.", "127", "127.0",
  String(number), `0x${hex(number, 8)}`, `0X${hex(number, 8)}`, "0x7f.0.0.1", "0x7f.1", "0x7F.0x0.0x0.0x1", "0x7f000001.",
  "0177.0.0.1", "0177.1", "00177.0.0.1", "017700000001", "0177.0x0.0.1", "0177.00.00.01", "127.0.0.01", "127.000.000.001",
  "127.0.0.0x1", "127.0x1", "0x7f.0.1", "4294967297", "2130706433.", "127.0.0.1%00", "127.0.0.1%2e", "127%2e0%2e0%2e1",
  "１２７.0.0.1", "127。0。0。1", "127．0．0．1", "①②⑦.⓪.⓪.①", "127.0.0.1\u200b", "[127.0.0.1]", "127.0.0.256", "127.0.0.-1",
  "localhost", "LOCALHOST", "localhost.", "LocalHost.", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "ⓛocalhost",
  "loc%61lhost", "localhost%00.example.com", "0", "0.", "0.0.0.0", "0.0", "0x0", "00000000", "0.0.0.1", "0.1.2.3",
  "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::0:1]", "[::]", "[0::0]", "[0:0:0:0:0:0:0:0]",
  "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:7F00:0001]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:0:127.0.0.1]",
  "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
  "[2002:7f00:0001::1]", "[2001:0:7f00:1::]", "[2001:0:0:0:0:0:80ff:fffe]", "[::1%lo]", "[::1%25lo]", "[::1%251]", "[fe80::1%25lo]",
  "::1", "[::1", "::1]", "[:::1]", "[::1]]", "[[::1]]", "[::1].", "[::1]x", "[::01]", "[::00001]", "[0:0:0:0:0:0:1]", "[1::1::1]",
];

/** The other addresses that are nobody's on the public network. */
const elsewhere = [
  "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "100.64.0.1", "100.127.255.255",
  "169.254.169.254", "169.254.170.2", "169.254.0.1", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "169.254.43518",
  "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[fd00:ec2::254]",
  "[fe80::1]", "[febf::1]", "[fc00::1]", "[fdff::1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "224.0.0.1", "239.255.255.250",
  "240.0.0.1", "255.255.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
  "203.0.113.1", "192.88.99.1", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[5f00::1]", "[2001:2::1]", "[2001:10::1]", "[::ffff:10.0.0.1]",
];

/** Whole URLs in which readers disagree about where the host ends. */
const urls = (port) => [
  `http://user@127.0.0.1:${port}/`, `http://user:pass@127.0.0.1:${port}/`, `http://example.com@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}@example.com/`, `http://example.com#@127.0.0.1:${port}/`, `http://example.com\\@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}\\@example.com/`, `http:\\\\127.0.0.1:${port}\\`, `http:/127.0.0.1:${port}/`, `http:127.0.0.1:${port}/`,
  `http:///127.0.0.1:${port}/`, `//127.0.0.1:${port}/`, `/\\127.0.0.1:${port}/`, `127.0.0.1:${port}/`, ` http://127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}/ `, `http://127.0.0.1\t:${port}/`, `http://127.0.0.1\n:${port}/`, `ht\ntp://127.0.0.1:${port}/`,
  `http://127.0.0.1:0${port}/`, `http://127.0.0.1:+${port}/`, `http://127.0.0.1: ${port}/`, `http://127.0.0.1:${port + 65536}/`,
  `http://127.0.0.1:${port}:80/`, `HTTP://127.0.0.1:${port}/`, `ftp://127.0.0.1:${port}/`, `file:///etc/passwd`, `gopher://127.0.0.1:${port}/_x`,
  `dict://127.0.0.1:${port}/x`, `ws://127.0.0.1:${port}/`, `data:text/plain,x`, `jar:http://127.0.0.1:${port}/!/`, `unix:/run/x`,
  `http+unix://%2frun%2fx/`, `javascript:0`, `http://%31%32%37.0.0.1:${port}/`, `http://[::1]:${port}%2f@example.com/`, "http://", "",
];

function everyUrl() {
  const hosts = [...loopback, ...elsewhere];
  return [...hosts.map((host) => `http://${host}:${trap.port}/`), ...urls(trap.port)];
}

test("of at least 150 spellings none is dialled, each is refused before, and nothing is paid", async () => {
  const all = [...new Set(everyUrl())];
  assert.ok(all.length >= 150, `${all.length} forms`);
  const wrong = [];
  for (const url of all) {
    const response = await stranger.agent.fetch({ method: "GET", url });
    const { code, moneyMoved } = await response.json().catch(() => ({}));
    const isRefused = ["bad_url", "address_refused", "bad_request"].includes(code) && moneyMoved === "no";
    // A name that is none of DNS here cannot be dialled either.
    if (!isRefused && code !== "merchant_unreachable") wrong.push([url, response.status, code]);
  }
  assert.deepEqual(wrong, []);
  assert.equal(trap.knocks(), 0, "somebody knocked at the trap");
});

test("the same through the proxy", async () => {
  const wrong = [];
  for (const host of ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "169.254.169.254", "2130706433", "0x7f.1"]) {
    const target = `${wallet.keeper.endpoint}/proxy/http/${host}:${trap.port}/`;
    const response = await fetch(target, { headers: { authorization: `Bearer ${stranger.token}` } });
    const { code } = await response.json();
    if (!["bad_url", "address_refused"].includes(code)) wrong.push([host, code]);
  }
  assert.deepEqual(wrong, []);
  assert.equal(trap.knocks(), 0);
});

test("a merchant that the owner allows cannot redirect anybody to the trap", async () => {
  const hops = [`http://127.0.0.1:${trap.port}/`, `http://[::1]:${trap.port}/`, `//localhost:${trap.port}/`, `http://0.0.0.0:${trap.port}/`];
  const merchant = await serve((request, response) => {
    response.writeHead(302, { location: hops[Number(request.url.slice(1))] }).end();
  });
  try {
    // This agent may reach the merchant's very port on 127.0.0.1, and nothing else of this machine.
    const { agent } = await wallet.addAgent("narrow", [new URL(merchant.url).host]);
    for (const hop of hops.keys()) {
      const response = await agent.fetch({ method: "GET", url: `${merchant.url}/${hop}` });
      assert.equal((await response.json()).code, "address_refused", hops[hop]);
    }
  } finally {
    await merchant.stop();
  }
  assert.equal(trap.knocks(), 0);
});

test("no attempt left a row in the ledger", async () => {
  const rows = await wallet.keeper.payments();
  assert.deepEqual(rows, []);
});
