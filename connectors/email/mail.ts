// A mail as the trigger gives it: what its envelope says, its text, and its attached files.
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { FetchMessageObject, ImapFlow, MessageAddressObject, MessageStructureObject } from 'imapflow'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { MOST_READ, readWhole, type ReadFormat } from '#connectors/kit/folder/file-input.ts'
import { matches } from '#connectors/kit/folder/options.ts'

const Address = Type.Object({
  name: Type.Union([Type.String(), Type.Null()], { title: 'Name' }),
  address: Type.Union([Type.String(), Type.Null()], { title: 'Address' }),
})

export const Mail = Type.Object(
  {
    messageId: Type.Union([Type.String(), Type.Null()], { title: 'Message id', description: 'As the sender made it.' }),
    from: Type.Array(Address, { title: 'From' }),
    to: Type.Array(Address, { title: 'To' }),
    cc: Type.Array(Address, { title: 'Copy' }),
    subject: Type.String({ title: 'Subject' }),
    sentAt: Type.Union([Type.String(), Type.Null()], { title: 'Sent', description: 'As the mail says it, ISO.' }),
    receivedAt: Type.Union([Type.String(), Type.Null()], { title: 'Received', description: 'As the mailbox says it, ISO.' }),
    folder: Type.String({ title: 'Folder' }),
    text: Type.String({ title: 'Text', description: 'Empty where the mail is HTML only.' }),
    html: Type.Union([Type.String(), Type.Null()], { title: 'HTML' }),
    attachments: Type.Array(
      Type.Object({
        fileName: Type.String({ title: 'File name' }),
        contentType: Type.String({ title: 'Content type' }),
        size: Type.Integer({ title: 'Size', description: 'In bytes.' }),
        text: Type.Optional(Type.String({ title: 'Text', description: 'Where the file is text, and no format is chosen.' })),
        base64: Type.Optional(Type.String({ title: 'Base64', description: 'Where the file is no text.' })),
        records: Type.Optional(Type.Array(Type.Unknown(), { title: 'Records', description: 'As the format of the trigger reads them.' })),
        rejected: Type.Optional(Type.Array(Type.String(), { title: 'What cannot be read', description: 'A sentence for each record.' })),
      }),
      { title: 'Attachments', description: 'Those whose names the trigger wants.' },
    ),
  },
  { title: 'Mail' },
)
export type Mail = Static<typeof Mail>

export interface Wanted {
  /** File names, with `*` and `?`. */
  readonly attachments: string | undefined
  readonly format: Static<typeof ReadFormat> | undefined
}

const MOST_TEXT = 1_000_000
/** Asked for at once: a round trip for each megabyte. */
const CHUNK_BYTES = 1_000_000
/** As it is sent, Base64 with its line breaks is larger by so much; what is larger than that is not fetched at all. */
const MOST_SENT = MOST_READ * 1.4

/**
 * Names a mail, also where its mailbox numbers mails anew or it was moved away and back: by what its sender made. Some programs send every mail with the
 * same id, so that it alone is not trusted.
 */
export function keyOf({ envelope, size }: FetchMessageObject): string {
  const { messageId = '', date, subject = '', from = [] } = envelope ?? {}
  const parts = [messageId, dateOf(date) ?? '', subject, from[0]?.address ?? '', ...(messageId === '' ? [size ?? 0] : [])]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
}

/** In few words, for sentences. */
export const shortly = ({ envelope }: FetchMessageObject): string =>
  `"${(envelope?.subject ?? '').slice(0, 120)}" from ${envelope?.from?.[0]?.address ?? 'an unknown sender'}`

/** Files of a mail whose names are wanted. */
export function filesOf(structure: MessageStructureObject | undefined, pattern: string | undefined): readonly MessageStructureObject[] {
  return partsOf(structure).filter((part) => {
    const name = nameOf(part)
    return name !== undefined && matches(pattern, name)
  })
}

/** Throws a plain error with a sentence for a mail that is too large or whose files cannot be read. */
export async function readMail(
  client: ImapFlow,
  message: FetchMessageObject,
  folder: string,
  { attachments: pattern, format }: Wanted,
): Promise<Mail> {
  const { envelope, bodyStructure, uid } = message
  const bodies = partsOf(bodyStructure).filter((part) => part.disposition !== 'attachment' && nameOf(part) === undefined)
  const bodyOf = async (type: string) => {
    const part = bodies.find((one) => one.type === type)
    return part && (await download(client, uid, part, MOST_TEXT)).toString('utf8').slice(0, MOST_TEXT)
  }
  const attachments: Mail['attachments'] = []
  let total = 0
  for (const part of filesOf(bodyStructure, pattern)) {
    const fileName = nameOf(part) ?? 'file'
    const bytes = (part.size ?? 0) > MOST_SENT ? undefined : await download(client, uid, part, MOST_READ + 1)
    total += bytes?.length ?? 0
    if (bytes === undefined || total > MOST_READ)
      throw new Error(`its attachments have more than ${MOST_READ / 1_000_000} MB ("${fileName}")`)
    attachments.push({ fileName, contentType: part.type, size: bytes.length, ...(await contentOf(fileName, bytes, format)) })
  }
  return {
    messageId: envelope?.messageId ?? null,
    from: addressesOf(envelope?.from),
    to: addressesOf(envelope?.to),
    cc: addressesOf(envelope?.cc),
    subject: envelope?.subject ?? '',
    sentAt: dateOf(envelope?.date),
    receivedAt: dateOf(message.internalDate),
    folder,
    text: (await bodyOf('text/plain')) ?? '',
    html: (await bodyOf('text/html')) ?? null,
    attachments,
  }
}

async function contentOf(
  fileName: string,
  bytes: Buffer,
  format: Wanted['format'],
): Promise<Pick<Mail['attachments'][number], 'text' | 'base64' | 'records' | 'rejected'>> {
  if (format !== undefined) {
    try {
      const read = (await readWhole(fileName, bytes, format)) as { readonly records: Json[]; readonly rejected: string[] }
      return { records: read.records, rejected: read.rejected }
    } catch (error) {
      if (!isRecord(error) || error['code'] !== 'file-unreadable') throw error
      throw new Error(`its attachment ${fileName} cannot be read: ${(error as unknown as AppError).message.replace(/\.$/, '')}`, {
        cause: error,
      })
    }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { base64: bytes.toString('base64') }
  }
}

/** Decoded; cut where there is more. */
async function download(client: ImapFlow, uid: number, { part = '1', type }: MessageStructureObject, most: number): Promise<Buffer> {
  const isBody = type === 'text/plain' || type === 'text/html'
  // A text that is a file stays as it is: its character set is a setting.
  const found = await client.download(String(uid), part, { uid: true, maxBytes: most, chunkSize: CHUNK_BYTES, decodeText: isBody })
  if (found.content === undefined) throw new Error('a part of it is not there any more')
  return await buffer(found.content)
}

function partsOf(structure: MessageStructureObject | undefined): readonly MessageStructureObject[] {
  if (!structure) return []
  // A mail within a mail is a file, not its parts.
  return structure.childNodes && structure.type !== 'message/rfc822' ? structure.childNodes.flatMap(partsOf) : [structure]
}

function nameOf(part: MessageStructureObject): string | undefined {
  const name = part.dispositionParameters?.['filename'] ?? part.parameters?.['name']
  if (name !== undefined) return name.split(/[\\/]/).at(-1)
  return part.disposition === 'attachment' ? 'unnamed' : undefined
}

const addressesOf = (addresses: readonly MessageAddressObject[] = []): Mail['from'] =>
  addresses.map(({ name, address }) => ({
    name: name === undefined || name === '' ? null : name,
    address: address === undefined || address === '' ? null : address,
  }))

function dateOf(date: Date | string | undefined): string | null {
  if (date === undefined) return null
  const instant = new Date(date)
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}
