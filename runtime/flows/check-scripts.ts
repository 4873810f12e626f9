// Whether the scripts of a flow can be run at all, asked of the sandbox: it reads them without running them.
import type { Issue } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { pointer } from '#shared/flow/pointer.ts'
import type { Outcome, Sandbox } from '../sandbox/port.ts'
import { say, spoken } from '#shared/sentence.ts'

/** A draft is checked at each save; a script that stays the same is read once. */
const MOST_REMEMBERED = 200

export function createScriptCheck(sandbox: Pick<Sandbox, 'checkScript'>) {
  const known = new Map<string, Outcome>()
  const outcomeOf = async (clientId: string, source: string): Promise<Outcome> => {
    const found = known.get(source)
    if (found) return found
    const outcome = await sandbox.checkScript(clientId, source)
    // That a worker died says nothing about the script: it is asked again next time.
    if (!outcome.ok && outcome.error.code !== 'script-invalid') return outcome
    if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value ?? source)
    known.set(source, outcome)
    return outcome
  }

  return async (clientId: string, { nodes }: FlowDocument): Promise<readonly Issue[]> => {
    const issues = await Promise.all(
      Object.entries(nodes).map(async ([id, node]): Promise<readonly Issue[]> => {
        if (node.kind !== 'script') return []
        const outcome = await outcomeOf(clientId, node.config.source)
        if (outcome.ok) return []
        const { code, message, fix, said } = outcome.error
        const why = said?.message ?? message
        const path = pointer('nodes', id, 'config', 'source')
        return code === 'script-invalid'
          ? [{ path, code, severity: 'error', ...spoken(say`Step "${node.label}": ${why}`, fix) }]
          : [{ path, code, severity: 'warning', ...spoken(say`Step "${node.label}": the script could not be checked. ${why}`, fix) }]
      }),
    )
    return issues.flat()
  }
}
