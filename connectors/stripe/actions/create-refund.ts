// Refunds a charge, once. Stripe forgets a key after a day, so the refunds of the charge are looked through for it first: a record that is
// replayed next week must not pay twice.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { toStripe } from '../amounts.ts'
import { Refunded, toRefunded } from '../canonical.ts'
import { list, read, write } from '../client.ts'
import { REFUND } from '../examples.ts'
import { Charge, Refund, type StripeRefund } from '../schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      chargeId: Type.String({ title: 'Charge id', description: 'Such as ch_3P….', pattern: '^(ch|py)_[A-Za-z0-9]{6,60}$' }),
      amount: Type.Optional(
        Type.String({
          title: 'Amount',
          description: "In the charge's currency, as decimal text. Empty: all that is left.",
          pattern: '^(0|[1-9][0-9]*)(\\.[0-9]+)?$',
        }),
      ),
      reason: Type.Optional(
        Type.Union([Type.Literal('requested_by_customer'), Type.Literal('duplicate'), Type.Literal('fraudulent')], {
          title: 'Reason',
          description: 'fraudulent also blocks the card and the address.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  REFUND_INPUT_FIELDS,
)

export const createRefund = {
  id: 'create-refund',
  label: 'Refund a payment',
  description: 'Pays back a charge, all or in part. The same record never refunds twice.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Refunded,
  example: REFUND,
  async run(input, context) {
    const { chargeId, amount, reason } = parseInput(Input, input)
    const known = await findOurs(context, chargeId)
    if (known) return toRefunded(known)
    const minor = amount === undefined ? undefined : await minorAmount(context, chargeId, amount)
    const refund = await write(
      context,
      '/v1/refunds',
      Refund,
      { charge: chargeId, amount: minor, reason, 'metadata[tillflow_key]': context.idempotencyKey },
      context.idempotencyKey,
    )
    return toRefunded(refund)
  },
} as const satisfies Action

async function findOurs(context: ActionContext, charge: string): Promise<StripeRefund | undefined> {
  let after: string | undefined
  for (;;) {
    const { records, more } = await list(context, '/v1/refunds', Refund, { charge, limit: 100, starting_after: after })
    const found = records.find(({ metadata }) => metadata?.['tillflow_key'] === context.idempotencyKey)
    if (found || !more) return found
    after = records.at(-1)?.id
  }
}

async function minorAmount(context: ActionContext, chargeId: string, amount: string): Promise<number> {
  const { currency } = await read(context, `/v1/charges/${chargeId}`, Charge)
  const minor = toStripe(amount, currency)
  if (minor !== undefined) return minor
  throw new AppError('action-input-invalid', {
    message: say`${amount} has more decimals than ${currency.toUpperCase()} has.`,
    issues: [{ path: '/amount', code: 'decimals', message: 'More decimals than the currency has.' }],
  })
}
