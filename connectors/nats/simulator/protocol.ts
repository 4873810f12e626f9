// The NATS client protocol: what clients say as operations, and what the server says to them as bytes.
import { isRecord, type Json } from '#shared/json.ts'

export interface Message {
  readonly subject: string
  readonly reply?: string
  /** With their first line `NATS/1.0` and the empty line at the end; absent: none. */
  readonly headers?: Buffer
  readonly data: Buffer
}

export type Operation =
  | { readonly op: 'connect'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly op: 'ping' }
  | { readonly op: 'pong' }
  | { readonly op: 'sub'; readonly subject: string; readonly group?: string; readonly sid: string }
  | { readonly op: 'unsub'; readonly sid: string; readonly after?: number }
  | { readonly op: 'pub'; readonly message: Message }
  /** What the server says before it ends the connection. */
  | { readonly op: 'wrong'; readonly say: string }

/** What servers take unless they are told otherwise. */
export const MAX_PAYLOAD = 1_048_576
/** Longer than any command of a client. */
const MAX_LINE = 4_096
const EOL = Buffer.from('\r\n')

/** The first whole operation of the bytes, and how many they are; undefined: more must come. */
export function readOperation(bytes: Buffer): { readonly operation: Operation; readonly size: number } | undefined {
  const end = bytes.indexOf(EOL)
  if (end < 0) return bytes.length > MAX_LINE * 16 ? { operation: wrong('Maximum Control Line Exceeded'), size: bytes.length } : undefined
  const line = bytes.toString('utf8', 0, end)
  const size = end + EOL.length
  const [, verb = '', rest = ''] = /^\s*([A-Za-z+]+)\s*(.*)$/.exec(line) ?? []
  const words = rest.split(/\s+/).filter(Boolean)
  switch (verb.toUpperCase()) {
    case 'PING':
      return { operation: { op: 'ping' }, size }
    case 'PONG':
      return { operation: { op: 'pong' }, size }
    case 'CONNECT':
      return { operation: readConnect(rest), size }
    case 'SUB': {
      const [subject = '', group] = words
      const sid = words.at(-1) ?? ''
      if (words.length < 2 || !isSubject(subject)) return { operation: wrong('Invalid Subject'), size }
      return { operation: { op: 'sub', subject, sid, ...(words.length === 3 && group !== undefined && { group }) }, size }
    }
    case 'UNSUB': {
      const [sid = '', after] = words
      return { operation: { op: 'unsub', sid, ...(after !== undefined && { after: Number(after) }) }, size }
    }
    case 'PUB':
    case 'HPUB':
      return readPublish(bytes, size, words, verb.toUpperCase() === 'HPUB')
    default:
      return { operation: wrong('Unknown Protocol Operation'), size }
  }
}

const wrong = (say: string): Operation => ({ op: 'wrong', say })

function readConnect(text: string): Operation {
  try {
    const options: unknown = JSON.parse(text)
    return isRecord(options) ? { op: 'connect', options } : wrong('Parser Error')
  } catch {
    return wrong('Parser Error')
  }
}

function readPublish(bytes: Buffer, start: number, words: readonly string[], hasHeaders: boolean) {
  const sizes = words.slice(hasHeaders ? -2 : -1).map(Number)
  const total = sizes.at(-1) ?? Number.NaN
  const head = hasHeaders ? (sizes[0] ?? Number.NaN) : 0
  const [subject = '', reply] = words.slice(0, hasHeaders ? -2 : -1)
  if (!Number.isInteger(total) || !Number.isInteger(head) || total < head || total < 0)
    return { operation: wrong('Parser Error'), size: start }
  if (total > MAX_PAYLOAD) return { operation: wrong('Maximum Payload Violation'), size: start }
  // Wildcards are let through, as by servers whose clients are not pedantic: an API of JetStream has a filter in its subject.
  if (!isSubject(subject)) return { operation: wrong('Invalid Publish Subject'), size: start }
  const end = start + total
  if (bytes.length < end + EOL.length) return undefined
  const message: Message = {
    subject,
    ...(reply !== undefined && { reply }),
    ...(hasHeaders && { headers: Buffer.from(bytes.subarray(start, start + head)) }),
    data: Buffer.from(bytes.subarray(start + head, end)),
  }
  return { operation: { op: 'pub', message } as const, size: end + EOL.length }
}

const isSubject = (subject: string): boolean => subject !== '' && subject.split('.').every((token) => token !== '')

/** `*` is one token, `>` the rest of them, at least one. */
export function matches(pattern: string, subject: string): boolean {
  const wanted = pattern.split('.')
  const tokens = subject.split('.')
  for (const [index, token] of wanted.entries()) {
    if (token === '>') return tokens.length > index
    if (tokens[index] === undefined || (token !== '*' && token !== tokens[index])) return false
  }
  return wanted.length === tokens.length
}

export function writeMessage(sid: string, { subject, reply, headers, data }: Message): Buffer {
  const place = [subject, sid, ...(reply === undefined ? [] : [reply])].join(' ')
  const line = headers ? `HMSG ${place} ${headers.length} ${headers.length + data.length}` : `MSG ${place} ${data.length}`
  return Buffer.concat([Buffer.from(`${line}\r\n`), headers ?? Buffer.alloc(0), data, EOL])
}

/** Headers of a message without data, such as `503` and `408 Request Timeout`. */
export const statusHeaders = (status: string, more: Readonly<Record<string, string | number>> = {}): Buffer =>
  Buffer.from(
    `NATS/1.0 ${status}\r\n${Object.entries(more)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )

/** The first value of a header; names are as they were written. */
export function headerOf(headers: Buffer | undefined, name: string): string | undefined {
  const line = headers
    ?.toString('utf8')
    .split('\r\n')
    .find((one) => one.startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim()
}

export const json = (value: Json): Buffer => Buffer.from(JSON.stringify(value))

/** Of a member that must be a text; empty where it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
