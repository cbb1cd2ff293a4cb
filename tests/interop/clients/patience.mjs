// Waiting for what another program finds out in its own time.
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 40_000;
const LOOK_EVERY_MS = 200;

/** What `look` gives, once `holds` of it; the last one seen when that takes too long. */
export async function eventually(look, holds, patienceMs = PATIENCE_MS) {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (holds(seen) || Date.now() > end) return seen;
    await sleep(LOOK_EVERY_MS);
  }
}
