// The simulated trading partner at its mailbox: takes interchanges out of `/inbound`, checks them, and puts acknowledgements, answers, ship notices
// and invoices into `/outbound`, each with its own control number. Nothing runs by itself: what is due is written when somebody looks.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { Partner as Mailbox } from '#connectors/kit/file-server/simulator/index.ts'
import type { ReadInterchange } from '#connectors/kit/edi/interchange.ts'
import type { OutgoingMessage } from '#connectors/kit/edi/write-messages.ts'
import type { EdiConfig } from '../config.ts'
import { acknowledge, readText, writeText } from '../standard.ts'
import type { Dialect } from './dialect.ts'
import { EDIFACT } from './edifact.ts'
import { bill, confirm, pack, shipped, type Confirmed, type Part } from './supply.ts'
import { X12 } from './x12.ts'

export const FOLDERS = { in: '/inbound', out: '/outbound' } as const
const DIALECTS = { x12: X12, edifact: EDIFACT } as const satisfies Record<string, Dialect>

/** How the partner behaves, from the next order on. */
export interface Manner {
  /** Decides which lines are confirmed as they were ordered. */
  readonly seed: number
  readonly shipAfterSeconds: number
  /** After the ship notice. */
  readonly invoiceAfterSeconds: number
}
/** With this seed a first order is confirmed as it is; the third and fourth give a buyer something to do. */
export const USUAL: Manner = { seed: 3, shipAfterSeconds: 30, invoiceAfterSeconds: 30 }

/** An order with whom and how the partner speaks of it. */
interface Taken extends Confirmed {
  readonly envelope: EdiConfig
}

export interface Due {
  readonly id: string
  readonly at: string
  readonly order: string
  readonly kind: 'ship' | 'invoice'
  readonly part: Part
}

export function tradingPartner(config: EdiConfig, { records, now, put }: Mailbox) {
  const manner = (): Manner => ({ ...USUAL, ...(records.get('_manner', 'now') as Partial<Manner> | undefined) })
  const refuse = (file: string, reason: string) =>
    records.put('refused', records.nextId('refused'), { file, reason, at: now().toISOString() })

  /** Answers in the standard, to the ids and in the version that were used. */
  function envelopeFor({ interchange, messages }: ReadInterchange): EdiConfig {
    const person = ({ id, qualifier }: { readonly id: string; readonly qualifier: string }) => ({
      id,
      ...(qualifier !== '' && { qualifier }),
    })
    const { standard, sender, receiver, isTest } = interchange
    const version = messages.find(({ type }) => type === DIALECTS[standard].order)?.version
    return {
      standard,
      own: person(receiver),
      partner: person(sender),
      test: isTest,
      ...(version !== undefined && version !== '' && { version }),
    }
  }

  function post(envelope: EdiConfig, messages: readonly OutgoingMessage[], change: (text: string) => string = (text) => text): string {
    const control = records.nextId('_control')
    const text = change(writeText(envelope, control, now(), messages))
    return leave(`${messages[0]?.type ?? 'message'}-${control}.edi`, control, text)
  }

  function leave(name: string, control: number, text: string): string {
    put(`${FOLDERS.out}/${name}`, text)
    records.put('sent', name, { name, control, at: now().toISOString(), text })
    return name
  }

  function receive(file: string, text: string): void {
    const standard = /^\s*ISA/.test(text) ? 'x12' : 'edifact'
    let read: ReadInterchange
    try {
      read = readText({ ...config, standard }, text)
    } catch (error) {
      if (!hasErrorCode(error)) throw error
      return refuse(file, (error as AppError).message)
    }
    const { sender, receiver, control } = read.interchange
    // Whom it does not know it does not answer.
    if (sender.id !== config.own.id || receiver.id !== config.partner.id)
      return refuse(
        file,
        `The interchange is from ${sender.id} for ${receiver.id}: this is the mailbox of ${config.partner.id} for ${config.own.id}.`,
      )
    const name = `${standard}:${sender.id}:${control}`
    if (records.get('received', name)) return refuse(file, `The interchange ${control} came before.`)
    records.put('received', name, { file, control, standard, at: now().toISOString(), problems: read.problems, text })
    const envelope = envelopeFor(read)
    const judged = { ...read, messages: read.messages.map((one) => ({ ...one, problems: [...read.problems, ...one.problems] })) }
    const acknowledgementControl = records.nextId('_control')
    const acknowledgement = acknowledge(envelope, acknowledgementControl, now(), judged)
    if (acknowledgement !== '')
      leave(`${DIALECTS[standard].receipt}-${acknowledgementControl}.edi`, acknowledgementControl, acknowledgement)
    for (const { type, control: own, document, problems } of judged.messages) {
      if (problems.length > 0) refuse(file, `${type} ${own}: ${problems.join('; ')}`)
      else if (type === DIALECTS[standard].order) orRefuse(file, () => take(file, envelope, document))
      else if (type === DIALECTS[standard].receipt)
        records.put('acknowledgements', records.nextId('acknowledgements'), { file, ...DIALECTS[standard].readReceipt(document) })
      else refuse(file, `${type} ${own}: nobody here reads this type of message.`)
    }
  }

  /** What cannot be answered in the standard, such as a number with a character that divides elements, is not taken: all or nothing. */
  function orRefuse(file: string, work: () => unknown): void {
    try {
      records.atomically(work)
    } catch (error) {
      if (!hasErrorCode(error)) throw error
      refuse(file, (error as AppError).message)
    }
  }

  function take(file: string, envelope: EdiConfig, document: Parameters<Dialect['readOrder']>[0]): void {
    const dialect = DIALECTS[envelope.standard]
    const ordered = dialect.readOrder(document)
    if (ordered.number === '' || ordered.lines.length === 0) return refuse(file, 'The order has no number or no lines.')
    // An order is delivered once, however often it comes.
    if (records.get('orders', ordered.number)) return refuse(file, `The order ${ordered.number} came before.`)
    const { seed, shipAfterSeconds, invoiceAfterSeconds } = manner()
    const order: Taken = { ...confirm(ordered, `Q-${1_000 + records.nextId('_reference')}`, seed), envelope }
    records.put('orders', order.number, { ...order })
    post(envelope, [dialect.answer(order, now())])
    for (const part of [1, 2] as const) {
      if (shipped(order, part).length === 0) continue
      const leavesAfter = shipAfterSeconds * part
      plan({ order: order.number, kind: 'ship', part }, leavesAfter)
      plan({ order: order.number, kind: 'invoice', part }, leavesAfter + invoiceAfterSeconds)
    }
  }

  function plan(due: Pick<Due, 'order' | 'kind' | 'part'>, seconds: number): void {
    const id = `${due.order}/${due.part}/${due.kind}`
    records.put('_due', id, { id, at: new Date(now().getTime() + seconds * 1_000).toISOString(), ...due })
  }

  const dues = () => (records.list('_due') as unknown as readonly Due[]).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const orderOf = (number: string) => records.get('orders', number) as Taken | undefined

  function deliver({ id, order: number, kind, part }: Due): string {
    const order = orderOf(number)
    records.remove('_due', id)
    if (!order) throw new Error(`There is no order ${number}.`)
    const dialect = DIALECTS[order.envelope.standard]
    const known = records.get('_parcels', `${number}/${part}`)
    const serial = Number(known?.['serial'] ?? records.nextId('_parcel'))
    if (!known) records.put('_parcels', `${number}/${part}`, { serial })
    const shipment = pack(order, part, serial)
    const message = kind === 'ship' ? dialect.notice(shipment, now()) : dialect.invoice(bill(shipment, `INV-${number}-${part}`), now())
    return post(order.envelope, [message])
  }

  /** The newest order, or the one that is named. */
  function someOrder(number?: string): Taken {
    const order = number === undefined ? (records.list('orders').at(-1) as Taken | undefined) : orderOf(number)
    if (!order) throw new Error(number === undefined ? 'No order has come yet: send one first.' : `There is no order ${number}.`)
    return order
  }

  /** The first that is still to come of this kind. Throws a plain Error where there is none. */
  function hasten(kind: Due['kind'], number?: string): string {
    const due = dues().find((one) => one.kind === kind && (number === undefined || one.order === number))
    if (!due) throw new Error(`Nothing is left to ${kind} ${number === undefined ? '' : `of ${number}`}`.trim() + '.')
    return deliver(due)
  }

  return {
    arrives(path: string, text: string): void {
      const file = path.slice(FOLDERS.in.length + 1)
      orRefuse(file, () => receive(file, text))
    },
    catchUp(): void {
      for (const due of dues().filter(({ at }) => at <= now().toISOString())) {
        records.remove('_due', due.id)
        orRefuse(`${due.kind} ${due.order}`, () => deliver(due))
      }
    },
    hasten,
    /** The file that was sent last, once more under another name. */
    sendAgain(): string {
      const last = records.list('sent').at(-1)
      if (!last) throw new Error('Nothing has been sent yet: send an order first.')
      const name = `again-${records.nextId('_again')}-${String(last['name'])}`
      put(`${FOLDERS.out}/${name}`, String(last['text']))
      return name
    },
    /** An answer whose count of segments is wrong. */
    sendMiscounted(number?: string): string {
      const order = someOrder(number)
      const dialect = DIALECTS[order.envelope.standard]
      return post(order.envelope, [dialect.answer(order, now())], dialect.miscount)
    },
    /** An answer from somebody else. */
    sendAsStranger(number?: string): string {
      const order = someOrder(number)
      const { standard, own } = order.envelope
      return post({ ...order.envelope, own: { ...own, id: 'STRANGER' } }, [DIALECTS[standard].answer(order, now())])
    },
  }
}
