// Our keys, signatures and keystores against viem, ethers and the noble and scure packages under them: both ways,
// with not one difference. KEY_SEED=… plays other cases; KEY_CASES=… fewer or more.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519';
import { secp256k1 } from '@noble/curves/secp256k1';
import { mnemonicToSeedSync, entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english';
import { HDKey } from '@scure/bip32';
import { publicKeyToAddress } from 'viem/accounts';
import { decryptKeystoreJson, encryptKeystoreJson } from 'ethers';
import { Dice, KeyLines, hexWord } from '../keys/key_lines.mjs';

const CASES = Number(process.env.KEY_CASES ?? 10_000);
const PHRASES = Math.ceil(CASES / 50);
const KEYSTORES = Math.ceil(CASES / 50);
const LEAST_N = 1024; // the least that Tillkeeper reads
const SEED = Number(process.env.KEY_SEED ?? 402);

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
function base58(bytes) {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) {
    text = ALPHABET[Number(number % 58n)] + text;
  }
  return '1'.repeat(bytes.findIndex((byte) => byte !== 0)) + text;
}

/** SLIP-10 for m/44'/501'/index'/0', by its text. */
function solanaSeed(seed, index) {
  let node = createHmac('sha512', 'ed25519 seed').update(seed).digest();
  for (const step of [44, 501, index, 0]) {
    const data = Buffer.alloc(37);
    node.copy(data, 1, 0, 32);
    data.writeUInt32BE((step + 0x8000_0000) >>> 0, 33);
    node = createHmac('sha512', node.subarray(32)).update(data).digest();
  }
  return node.subarray(0, 32);
}

const ethereumAddress = (key) => publicKeyToAddress(`0x${secp256k1.getPublicKey(key, false).reduce(
  (text, byte) => text + byte.toString(16).padStart(2, '0'), '')}`);
const wireSignature = (s) => `0x${s.toCompactHex()}${(27 + s.recovery).toString(16)}`;

let lines;
before(() => { lines = new KeyLines(); });
after(() => lines.close());

test(`${CASES} EVM keys: the same addresses and signatures, and each signer is found`, async () => {
  const dice = new Dice(SEED);
  const cases = Array.from({ length: CASES }, () => ({ key: dice.hex(32), digest: dice.hex(32) }));
  const ours = await lines.askAll(cases.map((c) => `evm ${c.key} ${c.digest}`));
  const theirs = cases.map((c) => {
    const signature = secp256k1.sign(c.digest, c.key, { lowS: true });
    return { address: ethereumAddress(Buffer.from(c.key, 'hex')), signature: wireSignature(signature) };
  });
  theirs.forEach((their, at) => assert.equal(ours[at], `${their.address} ${their.signature}`, JSON.stringify(cases[at])));
  const found = await lines.askAll(cases.map((c, at) => `recover ${c.digest} ${theirs[at].signature.slice(2)}`));
  found.forEach((address, at) => assert.equal(address, theirs[at].address));
});

test(`${CASES} Solana keys: the same addresses and signatures, and each signature holds`, async () => {
  const dice = new Dice(SEED + 1);
  const cases = Array.from({ length: CASES }, () => ({ seed: dice.bytes(32), message: dice.bytes(dice.byte()) }));
  const ours = await lines.askAll(cases.map((c) => `svm ${hexWord(c.seed)} ${hexWord(c.message)}`));
  const checks = cases.map((c, at) => {
    const key = ed25519.getPublicKey(c.seed);
    const signature = ed25519.sign(c.message, c.seed);
    assert.equal(ours[at], `${base58(key)} ${hexWord(signature)}`, hexWord(c.seed));
    return `verify ${hexWord(key)} ${hexWord(c.message)} ${hexWord(signature)}`;
  });
  assert.ok((await lines.askAll(checks)).every((answer) => answer === 'yes'));
});

test(`${PHRASES} phrases of 12 and 24 words, with and without an extra word: the same accounts`, async () => {
  const dice = new Dice(SEED + 2);
  const cases = Array.from({ length: PHRASES }, (_, at) => ({
    words: entropyToMnemonic(dice.bytes(at % 2 === 0 ? 16 : 32), wordlist),
    extra: at % 3 === 0 ? '' : `extra ${dice.hex(4)}`,
    index: dice.byte() * 256 + dice.byte(),
  }));
  const ours = await lines.askAll(cases.map((c) =>
    `phrase ${hexWord(Buffer.from(c.words))} ${hexWord(Buffer.from(c.extra))} ${c.index}`));
  cases.forEach((c, at) => {
    const seed = mnemonicToSeedSync(c.words, c.extra);
    const evm = ethereumAddress(HDKey.fromMasterSeed(seed).derive(`m/44'/60'/0'/0/${c.index}`).privateKey);
    const svm = base58(ed25519.getPublicKey(solanaSeed(seed, c.index)));
    assert.equal(ours[at], `${evm} ${svm}`, JSON.stringify(c));
  });
});

test(`${KEYSTORES} keystores each way at the least cost: ethers opens ours, we open ethers'`, async () => {
  const dice = new Dice(SEED + 3);
  for (let at = 0; at < KEYSTORES; ++at) {
    const key = dice.hex(32);
    const passphrase = `pass ${dice.hex(dice.byte() % 20)} wörd`;
    const secret = hexWord(Buffer.from(passphrase.normalize('NFKC'))); // ethers brings it into this form
    const ours = await lines.ask(`seal ${key} ${secret} ${LEAST_N}`);
    const opened = await decryptKeystoreJson(ours, passphrase);
    assert.equal(opened.privateKey, `0x${key}`);
    const theirs = await encryptKeystoreJson({ address: opened.address, privateKey: `0x${key}` }, passphrase,
      { scrypt: { N: LEAST_N, r: 8, p: 1 } });
    assert.equal(await lines.ask(`open ${hexWord(Buffer.from(theirs))} ${secret}`), key);
    assert.equal((await lines.ask(`open ${hexWord(Buffer.from(theirs))} 00`))[0], '!');
  }
});
