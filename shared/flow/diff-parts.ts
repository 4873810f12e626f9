// What changed in the mapping parts that a flow carries.
import type { PinnedPart } from '../mapping/parts/part-body.ts'
import { say, type Words } from '../sentence.ts'
import type { ToldChange } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

export function partChanges(before: FlowDocument, after: FlowDocument): ToldChange[] {
  const [old, now] = [before.parts ?? {}, after.parts ?? {}]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted()
  return names.flatMap((name): ToldChange[] => {
    const [was, is] = [old[name], now[name]]
    const change = (kind: ToldChange['kind'], sentence: Words): ToldChange[] => [
      { kind, subject: 'flow', path: pointer('parts', name), sentence, before: was, after: is },
    ]
    if (!was && is) return change('added', say`The mapping part "${is.label}" is used, in version ${words(is)}`)
    if (was && !is) return change('removed', say`The mapping part "${was.label}" is no longer used`)
    if (!was || !is || isSame(was, is)) return []
    return was.version === is.version && was.own === is.own
      ? change('changed', say`The mapping part "${is.label}" says something else`)
      : change('changed', say`The mapping part "${is.label}" is version ${words(is)} instead of ${words(was)}`)
  })
}

const words = ({ version, own }: PinnedPart) => (own ? say`${version} of the client's copy` : String(version))
