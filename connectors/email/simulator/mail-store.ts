// Folders and mails of the simulated mailbox, with the numbers that IMAP gives them.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

/** A mail that arrives. */
export interface Arriving {
  readonly folder?: string
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly text?: string
  readonly html?: string
  readonly messageId?: string
  readonly date?: string
  readonly attachments?: readonly {
    readonly fileName: string
    readonly contentType?: string
    readonly text?: string
    readonly base64?: string
  }[]
}

export function openStore(records: SimulatorRecords, now: () => Date) {
  const folder = (name: string) => records.get('_folders', name)
  const mailsOf = (name: string): readonly SimulatorRecord[] =>
    records
      .list('mailbox')
      .filter((mail) => mail['folder'] === name)
      .toSorted((a, b) => Number(a['uid']) - Number(b['uid']))
  const put = (mail: SimulatorRecord) => records.put('mailbox', String(mail['id']), mail)
  const nextUid = (name: string) => records.nextId(`_uids ${name}`)

  return {
    folders: () => records.list('_folders').map(({ name }) => String(name)),
    hasFolder: (name: string) => folder(name) !== undefined,
    createFolder: (name: string) =>
      records.put('_folders', name, { name, validity: Math.floor(now().getTime() / 1_000) + records.nextId('_validities') }),
    validityOf: (name: string) => Number(folder(name)?.['validity'] ?? 0),
    mailsOf,
    arrive({ folder: name = 'INBOX', ...mail }: Arriving): number {
      const id = records.nextId('mailbox')
      const uid = nextUid(name)
      const date = now().toISOString()
      put({
        id,
        uid,
        folder: name,
        flags: [],
        receivedAt: date,
        date,
        messageId: `<${id}@supplier.example>`,
        subject: '',
        text: '',
        attachments: [],
        ...mail,
      })
      return uid
    },
    flag(mail: SimulatorRecord, flags: readonly string[], isAdded: boolean): void {
      const known = (mail['flags'] as string[]).filter((flag) => !flags.includes(flag))
      put({ ...mail, flags: isAdded ? [...known, ...flags] : known })
    },
    move: (mail: SimulatorRecord, name: string) => put({ ...mail, folder: name, uid: nextUid(name) }),
    remove: (mail: SimulatorRecord) => records.remove('mailbox', String(mail['id'])),
    /** As a server does that lost its index, or a mailbox that was moved to another one. */
    renumber(name: string): void {
      const mails = mailsOf(name)
      records.put('_folders', name, { name, validity: Number(folder(name)?.['validity']) + 1 })
      for (const mail of mails) put({ ...mail, uid: nextUid(name) })
    },
  }
}
export type MailStore = ReturnType<typeof openStore>
