// Writes a customer payment by its external id, and sets it against invoices. NetSuite knows the invoices of a payment by their ids, so that the same
// again sets nothing twice.
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/article_0224093711.html
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { quoted, suiteQl, upsert } from '../client.ts'
import { findPayment, PAID, PaidAmount, paidValues, WRITTEN_PAYMENT, WrittenPayment } from '../payment.ts'
import { fieldValues, writes } from '../record-fields.ts'
import { PAYMENT_FIELDS } from '../retail.ts'
import { refuseIssues } from '../refuse-issues.ts'

const Input = Type.Object(
  {
    ...PAID,
    invoices: Type.Optional(
      Type.Array(
        Type.Object(
          {
            externalId: Type.String({ title: 'Invoice’s external id', minLength: 1, maxLength: 100 }),
            amount: PaidAmount('Amount', 'Of the payment, set against this invoice.'),
          },
          { additionalProperties: false },
        ),
        { title: 'Invoices', description: 'That are paid. What is left of the payment stays the customer’s.', maxItems: 500 },
      ),
    ),
  },
  { additionalProperties: false },
)
type Invoices = NonNullable<Static<typeof Input>['invoices']>

export const upsertPayment = {
  id: 'upsert-payment',
  label: 'Write customer payment',
  description: 'Books money from a customer and sets it against invoices, or changes the payment of the same external id.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('payment', Input, PAYMENT_FIELDS),
  output: WrittenPayment,
  example: WRITTEN_PAYMENT,
  discover: writes('customerPayment'),
  async run(input, context) {
    const { invoices = [], fields, ...paid } = parseInput(Input, input)
    const applied = invoices.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    if (applied.gt(paid.amount)) {
      throw new AppError('action-input-invalid', {
        message: say`More is set against invoices (${applied.toFixed()}) than the payment is (${paid.amount}).`,
      })
    }
    const own = await fieldValues(context, 'customerPayment', { body: fields })
    const ids = await invoiceIds(context, invoices)
    await upsert(context, 'customerPayment', paid.externalId, {
      ...own.body,
      ...(await paidValues(context, paid)),
      ...(invoices.length > 0 && {
        apply: {
          items: invoices.map(({ externalId, amount }) => ({
            doc: { id: ids.get(externalId) ?? '' },
            apply: true,
            amount: exactNumber(amount),
          })),
        },
      }),
    })
    return await findPayment(context, 'CustPymt', paid.externalId)
  },
} as const satisfies Action

/** Internal ids. Throws `vendor-rejected` that names each invoice that is not there. */
async function invoiceIds(context: CallContext, invoices: Invoices): Promise<ReadonlyMap<string, string>> {
  if (invoices.length === 0) return new Map()
  const names = [...new Set(invoices.map(({ externalId }) => externalId))]
  const { rows } = await suiteQl(
    context,
    `SELECT t.id, t.externalid FROM transaction t WHERE t.type = 'CustInvc' AND t.externalid IN (${names.map(quoted).join(', ')})`,
  )
  const ids = new Map(rows.map((row) => [row['externalid'] ?? '', row['id'] ?? '']))
  const issues: readonly Issue[] = invoices.flatMap(({ externalId }, index) =>
    ids.has(externalId)
      ? []
      : [
          {
            path: `/invoices/${index}/externalId`,
            code: 'unknown-invoice',
            message: `NetSuite has no invoice with the external id "${externalId}".`,
          },
        ],
  )
  refuseIssues({ issues, fix: 'Write the invoice first, or correct its external id, then replay the record.' })
  return ids
}
