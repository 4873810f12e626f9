// $random and $shuffle that can be repeated: a step that is evaluated again after a crash must give what it gave before.

let state = 0

export function seedRandom(seed: number): void {
  state = Math.floor(seed) ^ 0x9e37_79b9
}

/** mulberry32: small, good enough to spread load or pick a sample; nothing secret depends on it. */
export function random(): number {
  state = (state + 0x6d2b_79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
