// What a flow demands of those who change it.
import { Type, type Static } from 'typebox'
import { say } from '../sentence.ts'
import type { ToldChange } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import { object } from './node-schema.ts'

/** `samples: must-pass`: a draft of which a sample gives something else than is expected cannot be published. */
export const FlowPolicy = object({ samples: Type.Literal('must-pass') })
export type FlowPolicy = Static<typeof FlowPolicy>

export function policyChanges({ policy: old }: FlowDocument, { policy: now }: FlowDocument): ToldChange[] {
  if (old?.samples === now?.samples) return []
  const sentence = now?.samples
    ? say`The flow is now published only when all of its samples give what is expected`
    : say`The flow is now published also when samples give something else than is expected`
  return [{ kind: 'changed', subject: 'flow', path: '/policy/samples', sentence, before: old?.samples, after: now?.samples }]
}
