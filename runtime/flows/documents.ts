// Flow documents on their way in, and what is wrong with them for one client: its tables, this installation's connectors, its scripts.
import { linksOf } from '#shared/flow/check-flows.ts'
import { checkFlow } from '#shared/flow/check.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { readFlow } from '#shared/flow/read.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { ENVIRONMENTS, type Environment } from '#shared/model/accounts.ts'
import type { FlowStore, LookupStore } from '../store/ports.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createScriptCheck } from './check-scripts.ts'
import type { ConnectorCatalog } from './ports.ts'

/** The only door for documents. Throws `flow-invalid` or `flow-format-unknown`; a document with problems of its graph or its steps passes. */
export function readDocument(value: unknown): FlowDocument {
  const read = readFlow(value)
  if (read.ok) return read.flow
  const isUnknownFormat = read.issues.some(({ code }) => code === 'flow-format-unknown')
  throw new AppError(isUnknownFormat ? 'flow-format-unknown' : 'flow-invalid', { issues: read.issues })
}

export type CheckDocument = (
  clientId: string,
  document: FlowDocument,
  about?: { readonly environment?: Environment; readonly flowId?: string },
) => Promise<readonly Issue[]>

/** All problems of a document. Lookup tables are those of the environment, or of any when none is named. */
export function createDocumentCheck(options: {
  readonly connectors: ConnectorCatalog
  readonly lookups: LookupStore
  readonly flows: Pick<FlowStore, 'list'>
  readonly parts: Pick<PartLibrary, 'of'>
  readonly sandbox: Pick<Sandbox, 'checkScript'>
}): CheckDocument {
  const checkScripts = createScriptCheck(options.sandbox)
  return async (clientId, document, { environment, flowId } = {}) => {
    const environments = environment ? [environment] : ENVIRONMENTS
    const tables = (await Promise.all(environments.map((name) => options.lookups.list(clientId, name)))).flat()
    const flows = (await options.flows.list(clientId)).map(({ id, draft }) => linksOf(id, draft))
    const found = checkFlow(document, {
      connectors: options.connectors.list(),
      tables: tables.map(({ name }) => name),
      flows,
      parts: Object.keys(await options.parts.of(clientId)),
      ...(flowId !== undefined && { self: flowId }),
    })
    return [...(await checkScripts(clientId, document)), ...found]
  }
}
