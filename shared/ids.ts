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

function timePart(now: number): string {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  return time
}

/** A new id such as `run_01k9v3…`: 26 characters after the prefix, ordered by creation time. */
export function newId(prefix: IdPrefix, now: number = Date.now()): string {
  let random = ''
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) random += ALPHABET[byte % 32]
  return `${prefix}_${timePart(now)}${random}`
}

/** What every id made at this instant or later sorts behind. */
export const firstIdAt = (prefix: IdPrefix, at: number): string => `${prefix}_${timePart(at)}`
