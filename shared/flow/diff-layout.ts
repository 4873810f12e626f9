// Frames and notes that came, went or changed. They say something to people and nothing to the engine.
import type { FlowChange } from '../api/contract.ts'
import { quote, shorten } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import type { FlowGroup, FlowNote } from './layout.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function drawingChanges(before: FlowDocument, after: FlowDocument): FlowChange[] {
  return [
    ...entryChanges('groups', before.layout.groups, after.layout.groups, ({ label }) => `The group ${quote(label)}`, groupParts),
    ...entryChanges('notes', before.layout.notes, after.layout.notes, ({ text }) => `The note ${shorten(text)}`, noteParts),
  ]
}

function entryChanges<V>(
  member: string,
  before: Readonly<Record<string, V>> = {},
  after: Readonly<Record<string, V>> = {},
  name: (value: V) => string,
  parts: (old: V, now: V) => readonly string[],
): FlowChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((id): FlowChange[] => {
    const [old, now] = [before[id], after[id]]
    const common = { subject: 'layout', path: pointer('layout', member, id), before: old, after: now } as const
    if (old === undefined && now !== undefined) return [{ ...common, kind: 'added', sentence: `${name(now)} was added` }]
    if (old !== undefined && now === undefined) return [{ ...common, kind: 'removed', sentence: `${name(old)} was removed` }]
    if (old === undefined || now === undefined || isSame(old, now)) return []
    return [{ ...common, kind: 'changed', sentence: `${name(old)} ${parts(old, now).join(' and ')}` }]
  })
}

function groupParts(old: FlowGroup, now: FlowGroup): readonly string[] {
  const came = now.nodes.filter((id) => !old.nodes.includes(id)).length
  const went = old.nodes.filter((id) => !now.nodes.includes(id)).length
  const parts = [
    ...(old.label === now.label ? [] : [`is now called ${quote(now.label)}`]),
    ...(came + went === 0 ? [] : [`holds ${now.nodes.length} steps instead of ${old.nodes.length}`]),
    ...(old.color === now.color ? [] : ['has another colour']),
  ]
  return parts.length > 0 ? parts : ['lists its steps in another order']
}

function noteParts(old: FlowNote, now: FlowNote): readonly string[] {
  const parts = [
    ...(old.text === now.text ? [] : [`now says ${shorten(now.text)}`]),
    ...(old.color === now.color ? [] : ['has another colour']),
  ]
  return parts.length > 0 ? parts : ['was moved']
}
