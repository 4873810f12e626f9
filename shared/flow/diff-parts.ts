// What changed in the mapping parts that a flow carries.
import type { FlowChange } from '../api/contract.ts'
import type { PinnedPart } from '../mapping/parts/part-body.ts'
import { quote } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function partChanges(before: FlowDocument, after: FlowDocument): FlowChange[] {
  const [old, now] = [before.parts ?? {}, after.parts ?? {}]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted()
  return names.flatMap((name): FlowChange[] => {
    const [was, is] = [old[name], now[name]]
    const change = (kind: FlowChange['kind'], sentence: string): FlowChange[] => [
      { kind, subject: 'flow', path: pointer('parts', name), sentence, before: was, after: is },
    ]
    if (!was && is) return change('added', `The mapping part ${quote(is.label)} is used, in version ${words(is)}`)
    if (was && !is) return change('removed', `The mapping part ${quote(was.label)} is no longer used`)
    if (!was || !is || isSame(was, is)) return []
    return was.version === is.version && was.own === is.own
      ? change('changed', `The mapping part ${quote(is.label)} says something else`)
      : change('changed', `The mapping part ${quote(is.label)} is version ${words(is)} instead of ${words(was)}`)
  })
}

const words = ({ version, own }: PinnedPart) => (own ? `${version} of the client's copy` : String(version))
