// The topic that a flow's trigger listens to.
import type { FlowDocument } from './document.ts'

/** Undefined for a flow that starts by anything else. `ordered`: its runs are held until their lane is known. */
export function listensTo(document: FlowDocument): { readonly topic: string; readonly ordered: boolean } | undefined {
  const trigger = Object.values(document.nodes).find((node) => node.kind === 'trigger')
  if (trigger?.kind !== 'trigger' || trigger.config.type !== 'event') return undefined
  return { topic: trigger.config.topic, ordered: document.lane !== undefined }
}
