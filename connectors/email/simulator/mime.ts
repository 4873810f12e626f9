// A mail as MIME parts (RFC 2045), and what IMAP says of them. Everything is sent as Base64.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

interface Part {
  readonly type: string
  readonly fileName?: string
  readonly bytes: Buffer
}

const encoded = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/(.{76})/g, '$1\r\n')
/** RFC 2047, for what is not ASCII. */
const word = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`)
/** A string of IMAP; NIL for nothing. */
export const quoted = (text: string | null | undefined): string =>
  text === null || text === undefined ? 'NIL' : `"${word(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

function partsOf(mail: SimulatorRecord): readonly Part[] {
  const files = mail['attachments'] as { fileName: string; contentType?: string; text?: string; base64?: string }[]
  return [
    { type: 'text/plain; charset=utf-8', bytes: Buffer.from(String(mail['text'])) },
    ...(typeof mail['html'] === 'string' ? [{ type: 'text/html; charset=utf-8', bytes: Buffer.from(mail['html']) }] : []),
    ...files.map(({ fileName, contentType = 'text/csv', text, base64 }) => ({
      type: contentType,
      fileName,
      bytes: base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64'),
    })),
  ]
}

const headOf = ({ type, fileName }: Part): string =>
  [
    `Content-Type: ${type}${fileName === undefined ? '' : `; name="${word(fileName)}"`}`,
    'Content-Transfer-Encoding: base64',
    ...(fileName === undefined ? [] : [`Content-Disposition: attachment; filename="${word(fileName)}"`]),
    '',
    '',
  ].join('\r\n')

function headerOf(mail: SimulatorRecord, isMixed: boolean): string {
  const lines = [
    `From: ${String(mail['from'] ?? 'supplier@supplier.example')}`,
    `To: ${String(mail['to'] ?? 'orders@harbour-finch.example')}`,
    `Subject: ${word(String(mail['subject']))}`,
    `Date: ${new Date(String(mail['date'])).toUTCString()}`,
    `Message-ID: ${String(mail['messageId'])}`,
    'MIME-Version: 1.0',
  ]
  const [first] = partsOf(mail)
  return isMixed || !first
    ? [...lines, 'Content-Type: multipart/mixed; boundary="part"', '', ''].join('\r\n')
    : `${lines.join('\r\n')}\r\n${headOf(first)}`
}

/** What `BODY[section]` gives; undefined for a section that is not there. */
export function sectionOf(mail: SimulatorRecord, section: string): Buffer | undefined {
  const parts = partsOf(mail)
  const isMixed = parts.length > 1
  const whole = () => {
    const bodies = isMixed
      ? `${parts.map((part) => `--part\r\n${headOf(part)}${encoded(part.bytes)}\r\n`).join('')}--part--\r\n`
      : encoded(parts[0]?.bytes ?? Buffer.alloc(0))
    return { head: headerOf(mail, isMixed), bodies }
  }
  if (section === '') return Buffer.from(whole().head + whole().bodies)
  if (section === 'HEADER') return Buffer.from(whole().head)
  if (section === 'TEXT') return Buffer.from(whole().bodies)
  const [, number, mime] = /^(\d+)(\.MIME)?$/.exec(section) ?? []
  const part = number === undefined ? undefined : parts[Number(number) - 1]
  return part && Buffer.from(mime === undefined ? encoded(part.bytes) : headOf(part))
}

export function structureOf(mail: SimulatorRecord): string {
  const parts = partsOf(mail).map((part) => {
    const [main = '', sub = ''] = (part.type.split(';')[0] ?? '').toUpperCase().split('/')
    const text = encoded(part.bytes)
    const parameters = part.fileName === undefined ? '("CHARSET" "utf-8")' : `("NAME" ${quoted(part.fileName)})`
    const lines = main === 'TEXT' ? ` ${text.split('\r\n').length}` : ''
    const disposition = part.fileName === undefined ? 'NIL' : `("ATTACHMENT" ("FILENAME" ${quoted(part.fileName)}))`
    return `("${main}" "${sub}" ${parameters} NIL NIL "BASE64" ${text.length}${lines} NIL ${disposition} NIL NIL)`
  })
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join('')} "MIXED" ("BOUNDARY" "part") NIL NIL NIL)`
}

export function envelopeOf(mail: SimulatorRecord): string {
  const address = (text: string) => {
    const [, name, box = '', host = ''] = /^(?:(.*?)\s*<)?([^<@]+)@([^>]+)>?$/.exec(text) ?? []
    return `((${quoted(name)} NIL ${quoted(box)} ${quoted(host)}))`
  }
  const from = address(String(mail['from'] ?? 'supplier@supplier.example'))
  const to = address(String(mail['to'] ?? 'orders@harbour-finch.example'))
  const date = new Date(String(mail['date'])).toUTCString()
  return `(${quoted(date)} ${quoted(String(mail['subject']))} ${from} ${from} ${from} ${to} NIL NIL NIL ${quoted(String(mail['messageId']))})`
}
