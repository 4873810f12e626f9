// Steps that came, went or changed.
import type { FlowChange } from '../api/contract.ts'
import { balanceChanges } from './diff-balance.ts'
import { firstInto } from './diff-edges.ts'
import { rowChanges } from './diff-rows.ts'
import { quote, shorten, shown } from './diff-words.ts'
import type { FlowDocument, FlowNode, RetryPolicy } from './document.ts'
import { rowsOf } from './expressions.ts'
import { durationWords, isDuration } from './nodes/waiting.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'
import { nameOfMember, sentSchema, type NamingContext } from './shown-names.ts'

export function nodeChanges(before: FlowDocument, after: FlowDocument, context: NamingContext = {}): FlowChange[] {
  const ids = new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)])
  return [...ids].toSorted().flatMap((id): FlowChange[] => {
    const [old, now] = [before.nodes[id], after.nodes[id]]
    const common = { subject: 'node', nodeId: id, path: pointer('nodes', id), before: old, after: now } as const
    if (!old && now) return [{ ...common, kind: 'added', sentence: `Step ${quote(now.label)} was added${afterWhom(after, id)}` }]
    if (old && !now) return [{ ...common, kind: 'removed', sentence: `Step ${quote(old.label)} was removed` }]
    return old && now ? changesOf(id, { flow: before, node: old }, { flow: after, node: now }, context) : []
  })
}

function afterWhom(flow: FlowDocument, id: string): string {
  const edge = firstInto(flow, id)
  return edge ? ` after ${quote(flow.nodes[edge.from]?.label ?? edge.from)}` : ''
}

interface Placed {
  readonly flow: FlowDocument
  readonly node: FlowNode
}

function changesOf(id: string, was: Placed, is: Placed, context: NamingContext): FlowChange[] {
  const [old, now] = [was.node, is.node]
  const name = quote(now.label)
  const changes: FlowChange[] = []
  const shownIn = ({ flow, node }: Placed, member: string, value: unknown) => nameOfMember(flow, node, member, value, context) ?? value
  const say = (member: string, sentence: string, before: unknown, after: unknown) =>
    changes.push({ kind: 'changed', subject: 'node', nodeId: id, path: `${pointer('nodes', id)}${member}`, sentence, before, after })

  if (old.label !== now.label) say('/label', `Step ${quote(old.label)} is now called ${name}`, old.label, now.label)
  if (old.note !== now.note) {
    const verb = old.note === undefined ? 'added' : now.note === undefined ? 'removed' : 'changed'
    say('/note', `The note of step ${name} was ${verb}`, old.note, now.note)
  }
  if (!isSame(old.retry, now.retry))
    say('/retry', `Step ${name} is now tried ${retryWords(now.retry)} instead of ${retryWords(old.retry)}`, old.retry, now.retry)
  if (old.disabled !== now.disabled)
    say(
      '/disabled',
      `Step ${name} is ${now.disabled ? 'switched off: records pass it unchanged' : 'switched on again'}`,
      old.disabled,
      now.disabled,
    )
  if (old.onError !== now.onError)
    say(
      '/onError',
      `What step ${name} cannot handle now ${now.onError === 'path' ? 'leaves by its error path' : 'waits on the exception desk'}`,
      old.onError,
      now.onError,
    )
  if (old.kind !== now.kind) {
    say('/kind', `Step ${name} is now a ${now.kind} instead of a ${old.kind}`, old, now)
    return changes
  }
  for (const [member, before, after] of configMembers(old, now)) {
    say(
      `/config${pointer(member)}`,
      `Step ${name}: ${memberWords(member, shownIn(was, member, before), shownIn(is, member, after))}`,
      before,
      after,
    )
  }
  const [looked, looks] = [reviewedOf(old), reviewedOf(now)]
  if (!isSame(looked, looks)) say('/config/reviewed', `Step ${name}: somebody looked at the fields of the mapping`, looked, looks)
  if (old.kind === 'switch' && now.kind === 'switch') changes.push(...caseChanges(id, old.config.cases, now.config.cases, name))
  if (old.kind === 'map' && now.kind === 'map') changes.push(...balanceChanges(id, old.config.balance, now.config.balance, name))
  if (isSame(old.config, now.config)) return changes
  const schema = sentSchema(is.flow, id, context)
  const place = { nodeId: id, label: now.label, pointer: pointer('nodes', id, 'config', 'rows'), names: [], ...(schema && { schema }) }
  return [...changes, ...rowChanges(place, rowsOf(old), rowsOf(now))]
}

const reviewedOf = (node: FlowNode) => (node.kind === 'map' || node.kind === 'call' ? node.config.reviewed : undefined)

function retryWords(retry: RetryPolicy | undefined): string {
  return retry ? `${retry.attempts}× (delays of ${retry.firstDelaySeconds} to ${retry.maxDelaySeconds} s)` : 'as usual'
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
          (member !== 'rows' || before?.[member] === undefined || after?.[member] === undefined),
      )
      .map((member) => [member, before?.[member], after?.[member]] as const)
  )
}

export const MEMBERS: Readonly<Record<string, string>> = {
  action: 'the action',
  balance: 'the balance',
  body: 'the answer',
  catchUp: 'what happens to times missed while Tillflow was down',
  condition: 'the condition',
  columns: 'the columns',
  cron: 'the schedule',
  delimiter: 'the separator',
  encoding: 'the character set',
  close: 'when a window closes',
  event: 'the event',
  fields: 'what the person sees',
  flow: 'the flow that is called',
  for: 'the time to wait',
  every: 'how often it is looked',
  format: 'the format of files',
  from: 'where the first look begins',
  input: 'the input',
  inputs: 'the inputs',
  into: 'the target field',
  itemKey: 'the key of an item',
  items: 'the list',
  keep: 'what is kept',
  key: 'the key',
  maxBytes: 'the most bytes of a batch',
  late: 'what happens to late records',
  message: 'the message',
  overlap: 'what happens while the run before still goes on',
  options: 'the settings of the list',
  pageSize: 'the size of a page',
  perRecord: 'whether each record is a run of its own',
  size: 'the size of a batch',
  onMissing: 'what happens without an entry',
  default: 'the default',
  respond: 'when the sender is answered',
  schema: 'the input that callers have to fit',
  slot: 'the connection slot',
  source: 'the script',
  status: 'the status',
  table: 'the lookup table',
  target: 'the target of the mapping',
  timeout: 'the longest wait',
  timeZone: 'the time zone',
  title: 'the question',
  topic: 'the topic',
  type: 'the kind of trigger',
  until: 'the instant to wait for',
}

function memberWords(member: string, before: unknown, after: unknown): string {
  if (member === 'source') return 'the script changed'
  if (member === 'rows')
    return after === undefined ? 'the record is now sent as it is, without a mapping' : 'the record now goes through a mapping'
  const words = (value: unknown) => (typeof value === 'string' ? shorten(value) : isDuration(value) ? durationWords(value) : shown(value))
  return `${MEMBERS[member] ?? member} is now ${words(after)} instead of ${words(before)}`
}

type Cases = Extract<FlowNode, { kind: 'switch' }>['config']['cases']

function caseChanges(nodeId: string, old: Cases, now: Cases, name: string): FlowChange[] {
  const path = pointer('nodes', nodeId, 'config', 'cases')
  const changes: FlowChange[] = []
  const say = (kind: FlowChange['kind'], at: string, sentence: string, before: unknown, after: unknown) =>
    changes.push({ kind, subject: 'node', nodeId, path: path + at, sentence: `Step ${name}: ${sentence}`, before, after })
  for (const [i, one] of old.entries()) {
    if (!now.some(({ id }) => id === one.id)) say('removed', pointer(i), `the case ${quote(one.label)} was removed`, one, undefined)
  }
  for (const [i, one] of now.entries()) {
    const before = old.find(({ id }) => id === one.id)
    if (!before) say('added', pointer(i), `the case ${quote(one.label)} was added for ${shorten(one.condition)}`, undefined, one)
    else {
      if (before.label !== one.label)
        say('changed', pointer(i, 'label'), `the case ${quote(before.label)} is now called ${quote(one.label)}`, before.label, one.label)
      if (before.condition !== one.condition) {
        const sentence = `the case ${quote(one.label)} now asks for ${shorten(one.condition)} instead of ${shorten(before.condition)}`
        say('changed', pointer(i, 'condition'), sentence, before.condition, one.condition)
      }
    }
  }
  if (changes.length === 0 && !isSame(old, now)) say('moved', '', 'the order of the cases changed', old, now)
  return changes
}
