// Frames and notes that came, went or changed. They say something to people and nothing to the engine.
import { say, type Words } from '../sentence.ts'
import { andThen, shorten, type ToldChange } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import type { FlowGroup, FlowNote } from './layout.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function drawingChanges(before: FlowDocument, after: FlowDocument): ToldChange[] {
  return [
    ...entryChanges('groups', before.layout.groups, after.layout.groups, ({ label }) => say`The group "${label}"`, groupParts),
    ...entryChanges('notes', before.layout.notes, after.layout.notes, ({ text }) => say`The note ${shorten(text)}`, noteParts),
  ]
}

function entryChanges<V>(
  member: string,
  before: Readonly<Record<string, V>> = {},
  after: Readonly<Record<string, V>> = {},
  name: (value: V) => Words,
  parts: (old: V, now: V) => readonly Words[],
): ToldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((id): ToldChange[] => {
    const [old, now] = [before[id], after[id]]
    const common = { subject: 'layout', path: pointer('layout', member, id), before: old, after: now } as const
    if (old === undefined && now !== undefined) return [{ ...common, kind: 'added', sentence: say`${name(now)} was added` }]
    if (old !== undefined && now === undefined) return [{ ...common, kind: 'removed', sentence: say`${name(old)} was removed` }]
    if (old === undefined || now === undefined || isSame(old, now)) return []
    return [{ ...common, kind: 'changed', sentence: say`${name(old)} ${andThen(parts(old, now))}` }]
  })
}

function groupParts(old: FlowGroup, now: FlowGroup): readonly Words[] {
  const came = now.nodes.filter((id) => !old.nodes.includes(id)).length
  const went = old.nodes.filter((id) => !now.nodes.includes(id)).length
  const parts = [
    ...(old.label === now.label ? [] : [say`is now called "${now.label}"`]),
    ...(came + went === 0 ? [] : [say`holds ${now.nodes.length} steps instead of ${old.nodes.length}`]),
    ...(old.color === now.color ? [] : [say`has another colour`]),
  ]
  return parts.length > 0 ? parts : [say`lists its steps in another order`]
}

function noteParts(old: FlowNote, now: FlowNote): readonly Words[] {
  const parts = [
    ...(old.text === now.text ? [] : [say`now says ${shorten(now.text)}`]),
    ...(old.color === now.color ? [] : [say`has another colour`]),
  ]
  return parts.length > 0 ? parts : [say`was moved`]
}
