// The calls that write and read transactions, shared by the actions.
import type { CallContext } from '#connectors/kit/contract.ts'
import { post, readOne, transactionPath } from './client.ts'
import { checkLines, modelOf, type DocumentType, type RecordedDocument } from './document.ts'
import { toResult, type TaxResult } from './result.ts'
import { Transaction } from './schemas.ts'

export const INCLUDE = { $include: 'Lines,Summary' } as const

/** Reasons as Avalara has them. */
export interface Adjustment {
  readonly reason: string
  readonly description?: string | undefined
}

/**
 * Records the document, or replaces the one that has its code and type: AvaTax keeps the earlier one as a version. The same document twice leaves one.
 * Throws `vendor-rejected` where the earlier one was reported already (`CannotModifyLockedTransaction`).
 */
export async function record(
  context: CallContext,
  document: RecordedDocument,
  type: Exclude<DocumentType, 'SalesOrder'>,
  more: { readonly taxDate?: string | undefined; readonly adjustment?: Adjustment | undefined } = {},
): Promise<TaxResult> {
  checkLines(document)
  const { code, commit = true } = document
  const json = {
    createTransactionModel: modelOf(document, { type, code, commit, taxDate: more.taxDate }, context),
    ...reasonOf(more.adjustment ?? { reason: 'Other', description: 'Recorded again by Tillflow' }),
  }
  return toResult(await post(context, '/transactions/createoradjust', Transaction, json, INCLUDE), document.currency)
}

export const reasonOf = ({ reason, description }: Adjustment) => ({
  adjustmentReason: reason,
  ...(description !== undefined && { adjustmentDescription: description }),
})

/** Undefined where there is none. */
export async function find(context: CallContext, code: string, type: DocumentType): Promise<TaxResult | undefined> {
  const found = await readOne(context, `${transactionPath(context, code)}/types/${type}`, Transaction, INCLUDE)
  return found && toResult(found)
}
