// Which transactions are given beside those that were completed: none, unless a flow asks for them. They must not be posted.
import { Type, type Static } from 'typebox'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'

export const Others = Type.Optional(
  Type.Array(
    Type.Union([
      Type.Literal('voided', { title: 'Voided' }),
      Type.Literal('suspended', { title: 'Suspended' }),
      Type.Literal('training', { title: 'Made in training mode' }),
    ]),
    {
      title: 'Also these',
      description: 'Transactions that are no sales: for counting, or to find gaps of sequence numbers. Empty: completed ones only.',
      uniqueItems: true,
      maxItems: 3,
    },
  ),
)

type Wanted = Static<typeof Others> | undefined

export function isWanted({ status, training }: StoreSale, also: Wanted = []): boolean {
  return (!training || also.includes('training')) && (status === 'completed' || also.includes(status))
}
