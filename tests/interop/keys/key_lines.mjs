import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

/** The C++ program till-key-lines: a line in, a line out, in order. */
export class KeyLines {
  #child;
  #waiting = [];

  constructor(bin = process.env.TILL_BIN) {
    const program = path.join(bin, '..', 'tests', 'till-key-lines');
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.on('exit', (code) => this.#waiting.splice(0).forEach((w) => w.fail(new Error(`ended with ${code}`))));
    this.#child.on('error', (error) => this.#waiting.splice(0).forEach((w) => w.fail(error)));
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift().done(line));
  }

  /** Answers to all lines, asked at once. */
  async askAll(lines) {
    const answers = lines.map(() => new Promise((done, fail) => this.#waiting.push({ done, fail })));
    this.#child.stdin.write(lines.map((line) => `${line}\n`).join(''));
    return Promise.all(answers);
  }

  async ask(line) {
    return (await this.askAll([line]))[0];
  }

  close() {
    this.#child.stdin.end();
  }
}

/** Bytes that look random and are the same for one seed: a failing case can be played again. */
export class Dice {
  #state;

  constructor(seed) {
    this.#state = BigInt(seed) || 1n;
  }

  byte() { // xorshift64*
    const mask = (1n << 64n) - 1n;
    this.#state ^= this.#state >> 12n;
    this.#state = (this.#state ^ (this.#state << 25n)) & mask;
    this.#state ^= this.#state >> 27n;
    return Number(((this.#state * 2685821657736338717n) & mask) >> 56n);
  }

  bytes(size) {
    return Uint8Array.from({ length: size }, () => this.byte());
  }

  hex(size) {
    return Buffer.from(this.bytes(size)).toString('hex');
  }
}

/** How the program takes bytes: hex digits, `-` for none. */
export const hexWord = (bytes) => (bytes.length === 0 ? '-' : Buffer.from(bytes).toString('hex'));
