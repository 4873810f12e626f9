// EDIFACT interchanges: envelopes read and checked, written, acknowledged. ISO 9735 (syntax versions 1 to 3), CONTRL of D.3.
import type { Json } from '#shared/json.ts'
import { EDIFACT_MESSAGES } from './edifact-messages.ts'
import { asIs, readTime, writeTime, type Interchange, type Message, type Partner, type ReadInterchange } from './interchange.ts'
import { EDIFACT_DELIMITERS, readSegments, writeSegment, type Delimiters, type Segment } from './segments.ts'
import { readTree } from './structure.ts'
import { writeMessages, type OutgoingMessage } from './write-messages.ts'

/** `UNA:+.? '` tells other delimiters than the usual ones. */
export const UNA_LENGTH = 9

/** Throws a plain Error for what is no EDIFACT. */
export function edifactDelimiters(beginning: string): { readonly delimiters: Delimiters; readonly skip: number } {
  if (!beginning.startsWith('UNA')) {
    if (!beginning.startsWith('UNB')) throw new Error('it begins with neither UNA nor UNB')
    return { delimiters: EDIFACT_DELIMITERS, skip: 0 }
  }
  const [component = '', element = '', , release = '', , segment = ''] = beginning.slice(3, UNA_LENGTH)
  if (segment === '' || /[A-Za-z0-9]/.test(component + element + segment)) throw new Error('its UNA tells delimiters that cannot be')
  return { delimiters: { component, element, segment, ...(release !== ' ' && { release }) }, skip: UNA_LENGTH }
}

const text = (segment: Segment | undefined, index: number, component = 1): string => segment?.elements[index - 1]?.[component - 1] ?? ''

export function readUnb(unb: Segment): Interchange {
  return {
    standard: 'edifact',
    sender: { id: text(unb, 2), qualifier: text(unb, 2, 2) },
    receiver: { id: text(unb, 3), qualifier: text(unb, 3, 2) },
    control: text(unb, 5),
    sentAt: readTime(text(unb, 4), text(unb, 4, 2)),
    version: `${text(unb, 1)}:${text(unb, 1, 2)}`,
    isTest: text(unb, 11) === '1',
  }
}

/** One message from its UNH to its UNT. */
export function readMessage(segments: readonly Segment[]): Message {
  const [unh] = segments
  const unt = segments.at(-1)
  const body = segments.slice(1, unt?.tag === 'UNT' ? -1 : undefined)
  const type = text(unh, 2)
  const known = EDIFACT_MESSAGES[type]
  const { document, problems } = known ? readTree(body, known) : { document: asIs(body), problems: [] }
  const wrong = [
    ...(unt?.tag === 'UNT' ? [] : ['its UNT segment is missing']),
    ...(unt?.tag === 'UNT' && text(unt, 2) !== text(unh, 1) ? [`its reference is ${text(unh, 1)} in UNH and ${text(unt, 2)} in UNT`] : []),
    ...(unt?.tag === 'UNT' && Number(text(unt, 1)) !== segments.length
      ? [`UNT counts ${text(unt, 1)} segments, and it has ${segments.length}`]
      : []),
    ...problems,
  ]
  const version = (unh?.elements[1] ?? []).slice(1).join(':')
  return { type, control: text(unh, 1), version, document: document as Json, problems: wrong }
}

/** Throws a plain Error where there is no interchange that could be read, or where it is cut off. */
export function readEdifact(content: string): ReadInterchange {
  const whole = content.replace(/^\uFEFF/, '').trimStart()
  const { delimiters, skip } = edifactDelimiters(whole)
  const [unb, ...rest] = readSegments(whole.slice(skip), delimiters)
  if (unb?.tag !== 'UNB') throw new Error('its UNB segment is missing')
  const unz = rest.at(-1)?.tag === 'UNZ' ? rest.at(-1) : undefined
  const messages: Message[] = []
  const groups = rest.filter(({ tag }) => tag === 'UNG').length
  let open: Segment[] | undefined
  const end = () => {
    if (open) messages.push(readMessage(open))
    open = undefined
  }
  for (const segment of rest) {
    if (segment.tag === 'UNB') throw new Error('it has a second interchange within the first')
    if (segment.tag === 'UNH') {
      end()
      open = [segment]
    } else if (segment.tag === 'UNZ' || segment.tag === 'UNG' || segment.tag === 'UNE') end()
    else if (open) {
      open.push(segment)
      if (segment.tag === 'UNT') end()
    }
  }
  end()
  const problems: string[] = []
  if (!unz) problems.push('the UNZ segment is missing: the interchange was not sent to its end')
  else {
    const count = groups > 0 ? groups : messages.length
    if (text(unz, 2) !== text(unb, 5)) problems.push(`the reference is ${text(unb, 5)} in UNB and ${text(unz, 2)} in UNZ`)
    if (Number(text(unz, 1)) !== count) problems.push(`UNZ counts ${text(unz, 1)} messages, and there are ${count}`)
  }
  return { interchange: readUnb(unb), messages, problems }
}

export interface WriteEdifact {
  readonly sender: Partner
  readonly receiver: Partner
  readonly control: number
  /** Of the messages, such as `D:96A:UN` or `D:01B:UN:EAN010`. */
  readonly version: string
  readonly isTest: boolean
  readonly at: Date
  readonly lineBreaks?: boolean
}

/** Throws a plain Error with the message that cannot be written. */
export function writeEdifact(envelope: WriteEdifact, messages: readonly OutgoingMessage[]): string {
  return writeInterchange(
    envelope,
    writeMessages(EDIFACT_MESSAGES, messages).map((message) => ({ ...message, version: envelope.version })),
  )
}

function writeInterchange(
  { sender, receiver, control, isTest, at, lineBreaks = true }: WriteEdifact,
  messages: readonly { readonly type: string; readonly version: string; readonly segments: readonly Segment[] }[],
): string {
  const { short, time } = writeTime(at)
  const reference = String(control)
  const one = (...elements: readonly string[]) => elements.map((value) => [value])
  const partner = ({ id, qualifier }: Partner) => (qualifier === '' ? [id] : [id, qualifier])
  const unb: Segment = {
    tag: 'UNB',
    elements: [
      ['UNOC', '3'],
      partner(sender),
      partner(receiver),
      [short, time],
      [reference],
      ...one('', '', '', '', '', isTest ? '1' : ''),
    ],
  }
  const body = messages.flatMap(({ type, version, segments }, index): Segment[] => {
    const own = String(index + 1)
    return [
      { tag: 'UNH', elements: [[own], [type, ...version.split(':')]] },
      ...segments,
      { tag: 'UNT', elements: one(String(segments.length + 2), own) },
    ]
  })
  const unz: Segment = { tag: 'UNZ', elements: one(String(messages.length), reference) }
  const lines = ["UNA:+.? '", ...[unb, ...body, unz].map((segment) => writeSegment(segment, EDIFACT_DELIMITERS))]
  return lines.join(lineBreaks ? '\n' : '') + (lineBreaks ? '\n' : '')
}

/** Action, code list 0083: 4 rejects this and what is below, 7 acknowledges what is below with it, 8 says that the interchange was received. */
const [REJECTED, ACKNOWLEDGED, RECEIVED] = ['4', '7', '8'] as const
/** Syntax error, code list 0085: 12 an invalid value, 13 something missing, 29 counts that do not agree, 28 references that do not agree. */
const [MISSING, REFERENCES, COUNTS] = ['13', '28', '29'] as const

/** The CONTRL for what was read: the interchange, and each message of it. */
export function acknowledgeEdifact(envelope: WriteEdifact, { interchange, messages, problems }: ReadInterchange): string {
  const answered = messages.filter(({ type }) => type !== 'CONTRL')
  // A CONTRL is never acknowledged: two partners would go on for ever.
  if (answered.length === 0) return ''
  const partner = ({ id, qualifier }: Partner) => (qualifier === '' ? [id] : [id, qualifier])
  const isWhole = problems.length === 0
  const action = !isWhole ? REJECTED : answered.every((message) => message.problems.length === 0) ? ACKNOWLEDGED : RECEIVED
  const segments: Segment[] = [
    {
      tag: 'UCI',
      elements: [
        [interchange.control],
        partner(interchange.sender),
        partner(interchange.receiver),
        [action],
        ...(isWhole ? [] : [[errorCode(problems[0] ?? '')]]),
      ],
    },
    ...(isWhole ? answered : []).map((message): Segment => {
      const [problem] = message.problems
      const identity = [message.type, ...message.version.split(':')]
      return {
        tag: 'UCM',
        elements: [
          [message.control],
          identity,
          [problem === undefined ? ACKNOWLEDGED : REJECTED],
          ...(problem === undefined ? [] : [[errorCode(problem)]]),
        ],
      }
    }),
  ]
  return writeInterchange(envelope, [{ type: 'CONTRL', version: 'D:3:UN', segments }])
}

function errorCode(problem: string): string {
  if (/counts/.test(problem)) return COUNTS
  return /reference/.test(problem) ? REFERENCES : MISSING
}
