// Ids: a prefix that says what it is, then 48 bits of time and 80 random bits in Crockford base 32, so that they sort by age.

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export type IdPrefix =
  | 'part'
  | 'client'
  | 'user'
  | 'flow'
  | 'conn'
  | 'table'
  | 'dep'
  | 'hook'
  | 'sched'
  | 'evt'
  | 'run'
  | 'exc'
  | 'key'
  | 'audit'
  | 'sample'
  | 'wait'
  | 'feed'
  | 'alert'
  | 'win'
  | 'bulk'
  | 'remark'
  | 'chat'

function timePart(now: number): string {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  return time
}

/** Random bytes for many ids: asking the system for them costs more than all else. */
const RANDOM_BYTES = 16
const pool = new Uint8Array(RANDOM_BYTES * 128)
let used = pool.length

function randomPart(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  let random = ''
  for (const end = used + RANDOM_BYTES; used < end; used++) random += ALPHABET[(pool[used] ?? 0) % 32]
  return random
}

/** A new id such as `run_01k9v3…`: 26 characters after the prefix, ordered by creation time. */
export function newId(prefix: IdPrefix, now: number = Date.now()): string {
  return `${prefix}_${timePart(now)}${randomPart()}`
}

/** What every id made at this instant or later sorts behind. */
export const firstIdAt = (prefix: IdPrefix, at: number): string => `${prefix}_${timePart(at)}`
