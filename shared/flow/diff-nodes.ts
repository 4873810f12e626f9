// Steps that came, went or changed.
import { balanceChanges } from './diff-balance.ts'
import { firstInto } from './diff-edges.ts'
import { rowChanges } from './diff-rows.ts'
import { say, type Sentence, type Words } from '../sentence.ts'
import { shorten, shown, verbWords, type ToldChange } from './diff-words.ts'
import type { FlowDocument, FlowNode, RetryPolicy } from './document.ts'
import { rowsOf } from './expressions.ts'
import { KIND_NAMES } from './kind-names.ts'
import { durationWords, isDuration } from './nodes/waiting.ts'
import { discoveredOf } from './nodes/discovered.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'
import { nameOfMember, sentSchema, type NamingContext } from './shown-names.ts'

export function nodeChanges(before: FlowDocument, after: FlowDocument, context: NamingContext = {}): ToldChange[] {
  const ids = new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)])
  return [...ids].toSorted().flatMap((id): ToldChange[] => {
    const [old, now] = [before.nodes[id], after.nodes[id]]
    const common = { subject: 'node', nodeId: id, path: pointer('nodes', id), before: old, after: now } as const
    if (!old && now) return [{ ...common, kind: 'added', sentence: addedWords(after, id, now.label) }]
    if (old && !now) return [{ ...common, kind: 'removed', sentence: say`Step "${old.label}" was removed` }]
    return old && now ? changesOf(id, { flow: before, node: old }, { flow: after, node: now }, context) : []
  })
}

function addedWords(flow: FlowDocument, id: string, name: string): Words {
  const edge = firstInto(flow, id)
  return edge ? say`Step "${name}" was added after "${flow.nodes[edge.from]?.label ?? edge.from}"` : say`Step "${name}" was added`
}

interface Placed {
  readonly flow: FlowDocument
  readonly node: FlowNode
}

function changesOf(id: string, was: Placed, is: Placed, context: NamingContext): ToldChange[] {
  const [old, now] = [was.node, is.node]
  const name = now.label
  const changes: ToldChange[] = []
  const shownIn = ({ flow, node }: Placed, member: string, value: unknown) => nameOfMember(flow, node, member, value, context) ?? value
  const tell = (member: string, sentence: Words, before: unknown, after: unknown) =>
    changes.push({ kind: 'changed', subject: 'node', nodeId: id, path: `${pointer('nodes', id)}${member}`, sentence, before, after })

  if (old.label !== now.label) tell('/label', say`Step "${old.label}" is now called "${name}"`, old.label, now.label)
  if (old.note !== now.note) {
    tell('/note', say`The note of step "${name}" ${verbWords(old.note, now.note)}`, old.note, now.note)
  }
  if (!isSame(old.retry, now.retry))
    tell('/retry', say`Step "${name}" is now tried ${retryWords(now.retry)} instead of ${retryWords(old.retry)}`, old.retry, now.retry)
  if (old.disabled !== now.disabled)
    tell(
      '/disabled',
      now.disabled ? say`Step "${name}" is switched off: records pass it unchanged` : say`Step "${name}" is switched on again`,
      old.disabled,
      now.disabled,
    )
  if (old.onError !== now.onError)
    tell(
      '/onError',
      now.onError === 'path'
        ? say`What step "${name}" cannot handle now leaves by its error path`
        : say`What step "${name}" cannot handle now waits on the exception desk`,
      old.onError,
      now.onError,
    )
  if (old.kind !== now.kind) {
    tell('/kind', say`Step "${name}" is now "${KIND_NAMES[now.kind]}" instead of "${KIND_NAMES[old.kind]}"`, old, now)
    return changes
  }
  for (const [member, before, after] of configMembers(old, now)) {
    tell(
      `/config${pointer(member)}`,
      say`Step "${name}": ${memberWords(member, shownIn(was, member, before), shownIn(is, member, after))}`,
      before,
      after,
    )
  }
  const [looked, looks] = [reviewedOf(old), reviewedOf(now)]
  if (!isSame(looked, looks)) tell('/config/reviewed', say`Step "${name}": somebody looked at the fields of the mapping`, looked, looks)
  const [read, reads] = [discoveredOf(old)?.fields, discoveredOf(now)?.fields]
  if (!isSame(read, reads))
    tell('/config/discovered', say`Step "${name}": the fields of the connected system were read again, and differ`, read, reads)
  if (old.kind === 'switch' && now.kind === 'switch') changes.push(...caseChanges(id, old.config.cases, now.config.cases, name))
  if (old.kind === 'map' && now.kind === 'map') changes.push(...balanceChanges(id, old.config.balance, now.config.balance, name))
  if (isSame(old.config, now.config)) return changes
  const schema = sentSchema(is.flow, id, context)
  const place = { nodeId: id, label: now.label, pointer: pointer('nodes', id, 'config', 'rows'), names: [], ...(schema && { schema }) }
  return [...changes, ...rowChanges(place, rowsOf(old), rowsOf(now))]
}

const reviewedOf = (node: FlowNode) => (node.kind === 'map' || node.kind === 'call' ? node.config.reviewed : undefined)

function retryWords(retry: RetryPolicy | undefined): Words {
  return retry ? say`${retry.attempts}× (delays of ${retry.firstDelaySeconds} to ${retry.maxDelaySeconds} s)` : say`as usual`
}

/** Members of the config that differ, without those that have sentences of their own. */
function configMembers(old: FlowNode, now: FlowNode): (readonly [string, unknown, unknown])[] {
  const [before, after]: Readonly<Record<string, unknown>>[] = [{ ...old.config }, { ...now.config }]
  return (
    [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
      .filter((member) => !isSame(before?.[member], after?.[member]))
      // Rows that came or went as a whole are more than a list of rows: without rows a call sends the record as it is.
      .filter(
        (member) =>
          member !== 'cases' &&
          member !== 'balance' &&
          member !== 'reviewed' &&
          member !== 'discovered' &&
          (member !== 'rows' || before?.[member] === undefined || after?.[member] === undefined),
      )
      .map((member) => [member, before?.[member], after?.[member]] as const)
  )
}

export const MEMBERS: Readonly<Record<string, Sentence>> = {
  action: say`the action`,
  balance: say`the balance`,
  body: say`the answer`,
  catchUp: say`what happens to times missed while Tillflow was down`,
  condition: say`the condition`,
  columns: say`the columns`,
  cron: say`the schedule`,
  delimiter: say`the separator`,
  quotes: say`the quotation marks`,
  encoding: say`the character set`,
  close: say`when a collection goes on`,
  event: say`the event`,
  fields: say`what the person sees`,
  flow: say`the flow that is called`,
  for: say`the time to wait`,
  every: say`how often it is looked`,
  format: say`the format of files`,
  from: say`where the first look begins`,
  input: say`the input`,
  inputs: say`the inputs`,
  into: say`the target field`,
  itemKey: say`the key of an item`,
  items: say`the list`,
  keep: say`what is kept`,
  key: say`the key`,
  maxBytes: say`the most bytes of a batch`,
  late: say`what happens to late records`,
  message: say`the message`,
  overlap: say`what happens while the run before still goes on`,
  options: say`the settings of the list`,
  pageSize: say`the size of a page`,
  perRecord: say`whether each record is a run of its own`,
  size: say`the size of a batch`,
  onMissing: say`what happens without an entry`,
  default: say`the default`,
  respond: say`when the sender is answered`,
  schema: say`the input that callers have to fit`,
  slot: say`the connection slot`,
  source: say`the script`,
  status: say`the status`,
  table: say`the lookup table`,
  target: say`the target of the mapping`,
  timeout: say`the longest wait`,
  timeZone: say`the time zone`,
  title: say`the question`,
  topic: say`the flow message`,
  type: say`the kind of trigger`,
  until: say`the instant to wait for`,
}

function memberWords(member: string, before: unknown, after: unknown): Words {
  if (member === 'source') return say`the script changed`
  if (member === 'rows')
    return after === undefined ? say`the record is now sent as it is, without a mapping` : say`the record now goes through a mapping`
  const words = (value: unknown) => (typeof value === 'string' ? shorten(value) : isDuration(value) ? durationWords(value) : shown(value))
  return say`${MEMBERS[member] ?? member} is now ${words(after)} instead of ${words(before)}`
}

type Cases = Extract<FlowNode, { kind: 'switch' }>['config']['cases']

function caseChanges(nodeId: string, old: Cases, now: Cases, name: string): ToldChange[] {
  const path = pointer('nodes', nodeId, 'config', 'cases')
  const changes: ToldChange[] = []
  const tell = (kind: ToldChange['kind'], at: string, sentence: Words, before: unknown, after: unknown) =>
    changes.push({ kind, subject: 'node', nodeId, path: path + at, sentence: say`Step "${name}": ${sentence}`, before, after })
  for (const [i, one] of old.entries()) {
    if (!now.some(({ id }) => id === one.id)) tell('removed', pointer(i), say`the case "${one.label}" was removed`, one, undefined)
  }
  for (const [i, one] of now.entries()) {
    const before = old.find(({ id }) => id === one.id)
    if (!before) tell('added', pointer(i), say`the case "${one.label}" was added for ${shorten(one.condition)}`, undefined, one)
    else {
      if (before.label !== one.label)
        tell('changed', pointer(i, 'label'), say`the case "${before.label}" is now called "${one.label}"`, before.label, one.label)
      if (before.condition !== one.condition) {
        const sentence = say`the case "${one.label}" now asks for ${shorten(one.condition)} instead of ${shorten(before.condition)}`
        tell('changed', pointer(i, 'condition'), sentence, before.condition, one.condition)
      }
    }
  }
  if (changes.length === 0 && !isSame(old, now)) tell('moved', '', say`the order of the cases changed`, old, now)
  return changes
}
