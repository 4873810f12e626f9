// What bulk operations have in common: how they are shown, and finding the one of this record. Shopify keeps the text that an operation was started
// with; a comment in it with the mark of the record says whose it is.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import type { CodedUserErrors } from '../../documents/document.ts'
import { LATEST_OPERATIONS, type Operation } from '../../documents/bulk.ts'
import { nullable } from '../../schemas/parts.ts'
import { markerOf } from '../marker.ts'

export const BulkOperation = Type.Object({
  operationId: Type.String({ title: 'Operation id' }),
  kind: Type.String({ title: 'Kind', description: 'query or mutation' }),
  status: Type.String({ title: 'Status', description: 'created, running, completed, failed, canceling, canceled or expired' }),
  createdAt: Type.String({ title: 'Started' }),
  completedAt: nullable(Type.String({ title: 'Finished' })),
  objects: Type.Integer({ title: 'Objects', description: 'Read or written so far' }),
})
export type BulkOperation = Static<typeof BulkOperation>

export const toBulkOperation = (operation: Operation): BulkOperation => ({
  operationId: operation.id,
  kind: operation.type.toLowerCase(),
  status: operation.status.toLowerCase(),
  createdAt: operation.createdAt,
  completedAt: operation.completedAt,
  objects: Number(operation.objectCount),
})

/** As a comment at the end of the text. */
export const marked = (context: ActionContext, source: string): string => `${source.trimEnd()}\n# ${markerOf(context)}`

export async function startedBefore(context: ActionContext): Promise<Operation | undefined> {
  const { bulkOperations } = await graphql(context, LATEST_OPERATIONS, {})
  return bulkOperations.nodes.find(({ query }) => query.includes(markerOf(context)))
}

/** Shopify runs a few of them at once in a shop; more have to wait. */
const BUSY_MS = 30_000

/** Throws `vendor-busy` where the shop has as many operations as it may: it is tried again, without holding anything meanwhile. */
export function refuseWhileBusy(errors: CodedUserErrors): void {
  if (!errors.some(({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED')) return
  throw new AppError('vendor-busy', {
    message: 'The shop is busy with other bulk operations of this app; this one begins when one of them is finished.',
    retryAfterMs: BUSY_MS,
  })
}
