// What X12 and EDIFACT have in common for whoever reads them: an interchange between two partners with messages in it.
import type { Json } from '#shared/json.ts'

export interface Partner {
  readonly id: string
  /** Which list the id is of: `ZZ` (mutually defined), `01` (DUNS), `14` (GLN of EDIFACT and EAN)… Empty in EDIFACT where none is given. */
  readonly qualifier: string
}

export interface Interchange {
  readonly standard: 'x12' | 'edifact'
  readonly sender: Partner
  readonly receiver: Partner
  /** The interchange control number (ISA13) or reference (UNB 0020), as it stands there. */
  readonly control: string
  /** `2026-03-01T10:00`, as the sender's clock shows it. */
  readonly sentAt: string
  /** `00401` of X12, `UNOC:3` of EDIFACT. */
  readonly version: string
  readonly isTest: boolean
}

export interface Message {
  /** `850`, `ORDERS`. */
  readonly type: string
  readonly control: string
  /** `004010`, `D:96A:UN:EAN008`. */
  readonly version: string
  /** X12 only: the functional group. */
  readonly group?: { readonly functionalId: string; readonly control: string; readonly sender: string; readonly receiver: string }
  readonly document: Json
  /** What is wrong with it, in sentences; empty when it is accepted. */
  readonly problems: readonly string[]
}

export interface ReadInterchange {
  readonly interchange: Interchange
  readonly messages: readonly Message[]
  /** What is wrong with the envelope. */
  readonly problems: readonly string[]
}

/** `260301` (or `20260301`) and `1000` as `2026-03-01T10:00`. Two digits of a year are of this century, as in all that is sent now. */
export function readTime(date: string, time: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{2}|\d{4})(\d\d)(\d\d)$/.exec(date) ?? []
  const clock = /^(\d\d)(\d\d)/.exec(time)
  return year === '' ? '' : `${year.length === 2 ? `20${year}` : year}-${month}-${day}T${clock ? `${clock[1]}:${clock[2]}` : '00:00'}`
}

/** In UTC: date with two and with four digits of the year, and the time. */
export function writeTime(at: Date) {
  const text = at.toISOString()
  const long = text.slice(0, 10).replaceAll('-', '')
  return { short: long.slice(2), long, time: text.slice(11, 16).replace(':', '') }
}

/** Of a message whose structure is not known: all its segments under `others`. */
export const asIs = (segments: readonly { readonly tag: string; readonly elements: readonly (readonly string[])[] }[]): Json => ({
  others: segments.map(({ tag, elements }) => ({ segment: tag, elements: elements.map((parts) => parts.join(':')) })),
})
