// X12 interchanges: envelopes read and checked, written, acknowledged. ANSI ASC X12.5 (envelopes) and X12.20 (997).
import type { Json } from '#shared/json.ts'
import { asIs, readTime, writeTime, type Interchange, type Message, type Partner, type ReadInterchange } from './interchange.ts'
import { readSegments, writeSegment, X12_DELIMITERS, type Delimiters, type Segment } from './segments.ts'
import { readTree } from './structure.ts'
import { writeMessages, type OutgoingMessage } from './write-messages.ts'
import { X12_MESSAGES } from './x12-messages.ts'

/** An ISA is so long, always: its delimiters are told by their places. */
export const ISA_LENGTH = 106

/** Throws a plain Error for what is no ISA. */
export function delimitersOf(isa: string): Delimiters {
  const [element = '', component = '', segment = ''] = [isa[3], isa[104], isa[105]]
  if (!isa.startsWith('ISA')) throw new Error('it does not begin with an ISA segment')
  if (isa.length < ISA_LENGTH || isa.slice(0, 105).split(element).length !== 17)
    throw new Error('its ISA segment is not 106 characters long with 16 elements')
  if (/[A-Za-z0-9 ]/.test(segment) || segment === element || segment === component) throw new Error(`"${segment}" cannot end segments`)
  return { element, component, segment }
}

const text = (segment: Segment | undefined, index: number): string => segment?.elements[index - 1]?.join('') ?? ''

export function readIsa(isa: Segment): Interchange {
  return {
    standard: 'x12',
    sender: { qualifier: text(isa, 5).trim(), id: text(isa, 6).trim() },
    receiver: { qualifier: text(isa, 7).trim(), id: text(isa, 8).trim() },
    control: text(isa, 13),
    sentAt: readTime(text(isa, 9), text(isa, 10)),
    version: text(isa, 12),
    isTest: text(isa, 15) === 'T',
  }
}

/** One transaction set from its ST to its SE; `gs` may be missing in an interchange that is not whole. */
export function readTransaction(segments: readonly Segment[], gs: Segment | undefined): Message {
  const [st] = segments
  const se = segments.at(-1)
  const body = segments.slice(1, se?.tag === 'SE' ? -1 : undefined)
  const type = text(st, 1)
  const known = X12_MESSAGES[type]
  const { document, problems } = known ? readTree(body, known) : { document: asIs(body), problems: [] }
  const wrong = [
    ...(se?.tag === 'SE' ? [] : ['its SE segment is missing']),
    ...(se?.tag === 'SE' && text(se, 2) !== text(st, 2) ? [`its control number is ${text(st, 2)} in ST and ${text(se, 2)} in SE`] : []),
    ...(se?.tag === 'SE' && Number(text(se, 1)) !== segments.length
      ? [`SE counts ${text(se, 1)} segments, and it has ${segments.length}`]
      : []),
    ...problems,
  ]
  return {
    type,
    control: text(st, 2),
    version: text(st, 3) || text(gs, 8),
    ...(gs && { group: { functionalId: text(gs, 1), sender: text(gs, 2), receiver: text(gs, 3), control: text(gs, 6) } }),
    document: document as Json,
    problems: wrong,
  }
}

/** Throws a plain Error where there is no interchange that could be read, or where it is cut off. */
export function readX12(content: string): ReadInterchange {
  const whole = content.replace(/^\uFEFF/, '').trimStart()
  const segments = readSegments(whole, delimitersOf(whole.slice(0, ISA_LENGTH)))
  const [isa, ...rest] = segments
  if (!isa) throw new Error('it has no segments')
  const iea = rest.at(-1)?.tag === 'IEA' ? rest.at(-1) : undefined
  const problems: string[] = []
  const messages: Message[] = []
  let gs: Segment | undefined
  let groups = 0
  let inGroup = 0
  let open: Segment[] | undefined
  const end = () => {
    if (!open) return
    messages.push(readTransaction(open, gs))
    inGroup++
    open = undefined
  }
  for (const segment of iea ? rest.slice(0, -1) : rest) {
    if (segment.tag === 'GS') {
      end()
      gs = segment
      groups++
      inGroup = 0
    } else if (segment.tag === 'GE') {
      end()
      if (Number(text(segment, 1)) !== inGroup)
        problems.push(`GE counts ${text(segment, 1)} transaction sets, and group ${text(gs, 6)} has ${inGroup}`)
      if (text(segment, 2) !== text(gs, 6)) problems.push(`a group's control number is ${text(gs, 6)} in GS and ${text(segment, 2)} in GE`)
    } else if (segment.tag === 'ST') {
      end()
      open = [segment]
    } else if (segment.tag === 'ISA') throw new Error('it has a second interchange within the first')
    else if (open) {
      open.push(segment)
      if (segment.tag === 'SE') end()
    }
  }
  end()
  if (!iea) problems.push('the IEA segment is missing: the interchange was not sent to its end')
  else {
    if (text(iea, 2) !== text(isa, 13)) problems.push(`the control number is ${text(isa, 13)} in ISA and ${text(iea, 2)} in IEA`)
    if (Number(text(iea, 1)) !== groups) problems.push(`IEA counts ${text(iea, 1)} groups, and there are ${groups}`)
  }
  return { interchange: readIsa(isa), messages, problems }
}

export interface WriteX12 {
  readonly sender: Partner
  readonly receiver: Partner
  /** 1 to 999,999,999. */
  readonly control: number
  /** Of the groups, such as `004010`. */
  readonly version: string
  readonly isTest: boolean
  readonly at: Date
  readonly delimiters?: Delimiters
  /** A line for each segment, for people. */
  readonly lineBreaks?: boolean
}

/** GS01 by transaction set. */
const FUNCTIONAL: Readonly<Record<string, string>> = { '850': 'PO', '855': 'PR', '856': 'SH', '810': 'IN', '846': 'IB', '997': 'FA' }

/** Throws a plain Error with the message that cannot be written. */
export function writeX12(envelope: WriteX12, messages: readonly OutgoingMessage[]): string {
  return writeGroups(envelope, writeMessages(X12_MESSAGES, messages))
}

function writeGroups(envelope: WriteX12, messages: readonly { readonly type: string; readonly segments: readonly Segment[] }[]): string {
  const { sender, receiver, control, version, isTest, at, delimiters = X12_DELIMITERS, lineBreaks = true } = envelope
  const { short, long, time } = writeTime(at)
  const number = String(control).padStart(9, '0')
  const segment = (tag: string, ...elements: readonly string[]): Segment => ({ tag, elements: elements.map((value) => [value]) })
  const groups = [...Map.groupBy(messages, ({ type }) => FUNCTIONAL[type] ?? 'ZZ')]
  let count = 0
  const body = groups.flatMap(([functional, members], index) => {
    const groupControl = String(control * 10 + index).slice(-9)
    const sets = members.flatMap(({ type, segments }) => {
      const own = String(++count).padStart(4, '0')
      return [segment('ST', type, own), ...segments, segment('SE', String(segments.length + 2), own)]
    })
    return [
      segment('GS', functional, sender.id, receiver.id, long, time, groupControl, 'X', version),
      ...sets,
      segment('GE', String(members.length), groupControl),
    ]
  })
  const isa = [
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    sender.qualifier.padEnd(2),
    fixed(sender.id),
    receiver.qualifier.padEnd(2),
    fixed(receiver.id),
    short,
    time,
    isaVersion(version) >= '00402' ? '^' : 'U',
    isaVersion(version),
    number,
    '0',
    isTest ? 'T' : 'P',
    delimiters.component,
  ]
  const lines = [
    `ISA${delimiters.element}${isa.join(delimiters.element)}${delimiters.segment}`,
    ...[...body, segment('IEA', String(groups.length), number)].map((part) => writeSegment(part, delimiters)),
  ]
  return lines.join(lineBreaks ? '\n' : '') + (lineBreaks ? '\n' : '')
}

/** ISA12 of groups of this release: `004010` goes in `00401`. */
const isaVersion = (version: string): string => version.slice(0, 5).padEnd(5, '0')

function fixed(id: string): string {
  if (id.length > 15 || id === '') throw new Error(`"${id}" cannot be the id of a partner: X12 has 1 to 15 characters for it`)
  return id.padEnd(15)
}

/** The 997 for what was read: accepted or rejected, each transaction set and each group. */
export function acknowledgeX12(envelope: WriteX12, { messages }: ReadInterchange): string {
  const segment = (tag: string, ...elements: readonly string[]): Segment => ({ tag, elements: elements.map((value) => [value]) })
  // A 997 is never acknowledged: two partners would go on for ever.
  const groups = Map.groupBy(
    messages.filter(({ type }) => type !== '997'),
    ({ group }) => `${group?.functionalId ?? ''}\n${group?.control ?? ''}`,
  )
  const acknowledgements = [...groups.values()].map((members) => {
    const [first] = members
    const accepted = members.filter(({ problems }) => problems.length === 0).length
    const status = accepted === members.length ? 'A' : accepted === 0 ? 'R' : 'P'
    return {
      type: '997',
      segments: [
        segment('AK1', first?.group?.functionalId ?? '', first?.group?.control ?? ''),
        ...members.flatMap(({ type, control, problems }) => [
          segment('AK2', type, control),
          segment('AK5', ...(problems.length === 0 ? ['A'] : ['R', ...new Set(problems.map(errorCode))].slice(0, 6))),
        ]),
        segment('AK9', status, String(members.length), String(members.length), String(accepted)),
      ],
    }
  })
  return acknowledgements.length === 0 ? '' : writeGroups(envelope, acknowledgements)
}

/** Code list 718. */
function errorCode(problem: string): string {
  if (problem.startsWith('its SE segment')) return '2'
  if (problem.startsWith('its control number')) return '3'
  return problem.startsWith('SE counts') ? '4' : '5'
}
