// Mails that arrive in a folder. How far it was read is kept by the numbers that the mailbox gives (UID, RFC 9051 section 2.3.1.1); what is to be done
// with a mail that was taken is done when it is stored, at the beginning of the next page.
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { PollPage, PollRecord, PollTrigger, RejectedRecord } from '#connectors/kit/contract.ts'
import { ReadFormat } from '#connectors/kit/folder/file-input.ts'
import { filesOf, keyOf, Mail, readMail, shortly } from './mail.ts'
import { withMailbox } from './mailbox.ts'

const FOLDER = { maxLength: 500, pattern: '^[^\\u0000-\\u001f]+$' }
const Options = Type.Object(
  {
    folder: Type.Optional(
      Type.String({ title: 'Folder', description: 'Such as INBOX or INBOX/Orders. Default: INBOX.', minLength: 1, ...FOLDER }),
    ),
    from: Type.Optional(
      Type.String({
        title: 'From',
        description: "Only mails whose sender's address has this in it, such as @supplier.example.",
        maxLength: 254,
      }),
    ),
    subject: Type.Optional(Type.String({ title: 'Subject', description: 'Only mails whose subject has this in it.', maxLength: 200 })),
    attachments: Type.Optional(
      Type.String({
        title: 'Attachments',
        description:
          'Only mails with a file of such a name, and only these files, such as *.csv; * stands for anything. Empty: all mails, with all files.',
        maxLength: 200,
      }),
    ),
    format: Type.Optional({ ...ReadFormat, description: 'How attached files are read as records. Empty: their text is given.' }),
    afterwards: Type.Optional(
      Type.Union(
        [
          Type.Literal('seen', { title: 'Mark it as read' }),
          Type.Literal('move', { title: 'Move it to another folder' }),
          Type.Literal('leave', { title: 'Leave it as it is' }),
        ],
        { title: 'When a mail is taken', description: 'Default: mark it as read.' },
      ),
    ),
    moveTo: Type.Optional(
      Type.String({ title: 'Move to', description: 'The folder; it is made where it is not there.', minLength: 1, ...FOLDER }),
    ),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

interface Cursor {
  /** Numbers count within it: another one means that the mailbox numbers its mails anew. */
  readonly validity: string
  /** Number of the last mail that was looked at. */
  readonly uid: number
  /** ISO instant: where to begin when numbers begin anew. */
  readonly since: string
  /** Numbers of mails that were taken and stored, and are to be put away. */
  readonly taken?: readonly number[]
}

/** Looked at in one page, whether or not they are wanted. */
const MOST_LOOKED_AT = 200
/** Mails of a page together: as much as a step can evaluate with room to spare. */
const PAGE_BYTES = 3_000_000
const DAY_MS = 86_400_000

export const mails = {
  kind: 'poll',
  id: 'mails',
  label: 'Mails that arrive',
  description:
    'Looks at a folder of the mailbox; each new mail starts a run once, with its text and its attached files. What was taken is marked as read, or moved, when it is stored.',
  options: Options,
  output: Mail,
  example: {
    messageId: '<1001@supplier.example>',
    from: [{ name: 'Supplier', address: 'orders@supplier.example' }],
    to: [{ name: null, address: 'orders@harbour-finch.example' }],
    cc: [],
    subject: 'Delivery note 1001',
    sentAt: '2026-03-01T10:00:00.000Z',
    receivedAt: '2026-03-01T10:00:02.000Z',
    folder: 'INBOX',
    text: 'See the attached file.',
    html: null,
    attachments: [{ fileName: 'delivery.csv', contentType: 'text/csv', size: 22, text: 'sku,quantity\r\nA,2\r\n' }],
  },
  async poll({ cursor, since, limit, options }, context) {
    const settings = options as Options
    if (settings.afterwards === 'move' && (settings.moveTo === undefined || settings.moveTo === (settings.folder ?? 'INBOX'))) {
      throw new AppError('flow-invalid', {
        message: 'The trigger moves mails and does not say where to: fill in "Move to" with another folder.',
      })
    }
    return await context.network.session(() =>
      withMailbox(context, async (client, { host }) => {
        const folder = settings.folder ?? 'INBOX'
        const opened = await client.mailboxOpen(folder, { readOnly: settings.afterwards === 'leave' }).catch((error: unknown) => {
          if (!isMissing(error)) throw error
          throw new AppError('vendor-rejected', {
            message: say`${host}: there is no folder "${folder}".`,
            fix: 'Correct the folder of the trigger.',
          })
        })
        const validity = opened.uidValidity.toString()
        const before = isRecord(cursor) ? (cursor as unknown as Cursor) : undefined
        const isSame = before?.validity === validity
        if (isSame && before.taken && before.taken.length > 0) await putAway(client, before.taken, settings)
        const from: Cursor = isSame ? before : { validity, uid: 0, since: before ? dayBefore(before.since) : since.toISOString() }
        return await readPage(client, folder, from, limit, settings)
      }),
    )
  },
} as const satisfies PollTrigger

async function readPage(client: ImapFlow, folder: string, from: Cursor, limit: number, options: Options): Promise<PollPage> {
  const found = await client.search({ uid: `${from.uid + 1}:*`, ...(from.uid === 0 && { since: new Date(from.since) }) }, { uid: true })
  // A range that begins behind the last mail gives the last mail.
  const uids = (Array.isArray(found) ? found : []).filter((uid) => uid > from.uid).toSorted((a, b) => a - b)
  const looked = uids.slice(0, MOST_LOOKED_AT)
  const records: PollRecord[] = []
  const rejected: RejectedRecord[] = []
  const taken: number[] = []
  let { uid, since } = from
  let size = 0
  const messages =
    looked.length === 0
      ? []
      : await client.fetchAll(looked, { uid: true, envelope: true, internalDate: true, size: true, bodyStructure: true }, { uid: true })
  for (const message of messages.toSorted((a, b) => a.uid - b.uid)) {
    if (records.length + rejected.length >= limit || size >= PAGE_BYTES) break
    uid = message.uid
    const received = new Date(message.internalDate ?? from.since).toISOString()
    // The search knows days only.
    if (from.uid === 0 && received < from.since) continue
    if (received > since) since = received
    if (!isWanted(message, options)) continue
    taken.push(message.uid)
    const key = keyOf(message)
    try {
      const value = await readMail(client, message, folder, { attachments: options.attachments, format: options.format })
      size += JSON.stringify(value).length
      records.push({ key, version: '1', value: value as Json })
    } catch (error) {
      // What a server or a connection refuses is no fault of the mail.
      if (!(error instanceof Error) || 'code' in error) throw error
      rejected.push({
        key,
        reason: `The mail ${shortly(message)} is not taken: ${error.message}.`,
        text: JSON.stringify({ uid, folder, received }),
      })
    }
  }
  // What is gone since the search has no number to stop at.
  const last = looked.at(-1) ?? uid
  const isAll = messages.every((message) => message.uid <= uid)
  const next: Cursor = { validity: from.validity, uid: isAll ? Math.max(uid, last) : uid, since, ...(taken.length > 0 && { taken }) }
  return {
    records,
    ...(rejected.length > 0 && { rejected }),
    cursor: next as unknown as Json,
    // Putting away is part of the next page: it comes when this one is stored.
    more: taken.length > 0 || uids.some((one) => one > next.uid),
  }
}

function isWanted(message: FetchMessageObject, { from, subject, attachments }: Options): boolean {
  const has = (text: string | undefined, part: string | undefined) =>
    part === undefined || (text ?? '').toLowerCase().includes(part.toLowerCase())
  const senders = (message.envelope?.from ?? []).map(({ address }) => address)
  return (
    (from === undefined || senders.some((address) => has(address, from))) &&
    has(message.envelope?.subject, subject) &&
    (attachments === undefined || filesOf(message.bodyStructure, attachments).length > 0)
  )
}

/** Repeating it changes nothing: what is not there any more is passed over. */
async function putAway(client: ImapFlow, taken: readonly number[], { afterwards = 'seen', moveTo }: Options): Promise<void> {
  if (afterwards === 'leave') return
  if (!(await client.messageFlagsAdd([...taken], ['\\Seen'], { uid: true }))) {
    throw new AppError('vendor-rejected', {
      message: 'The mailbox does not let mails be marked as read.',
      fix: 'Choose to leave mails as they are, or use an account with that right.',
    })
  }
  if (afterwards !== 'move' || moveTo === undefined) return
  const move = () => client.messageMove([...taken], moveTo, { uid: true })
  if ((await move()) !== false) return
  await client.mailboxCreate(moveTo)
  if ((await move()) === false)
    throw new AppError('vendor-rejected', { message: say`The mailbox does not let mails be moved to "${moveTo}".` })
}

const isMissing = (error: unknown): boolean => (error as { readonly mailboxMissing?: boolean } | null)?.mailboxMissing === true

const dayBefore = (instant: string): string => new Date(Date.parse(instant) - DAY_MS).toISOString()
