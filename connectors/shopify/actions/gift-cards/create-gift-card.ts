// Issues a gift card. Shopify takes no idempotency key here, but a code only once: so the code is made of the record, with a secret that nobody else has,
// and a repetition finds it taken. The code itself is never shown: Shopify sends it to the customer.
import { createHmac } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailGiftCard, toRetailGiftCard } from '../../canonical-gift-card.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { CREATE_GIFT_CARD, FIND_GIFT_CARDS } from '../../documents/gift-card.ts'
import { RETAIL_GIFT_CARD } from '../../examples/gift-cards.ts'
import { customerGid, CustomerId } from '../../gid.ts'

const Input = Type.Object(
  {
    amount: Type.String({
      title: 'Amount',
      description: 'Decimal text, such as 25.00',
      pattern: '^(?=.*[1-9])[0-9]{1,12}(\\.[0-9]{1,3})?$',
    }),
    currency: Type.String({ title: 'Currency', description: 'Such as GBP', pattern: '^[A-Z]{3}$' }),
    customerId: Type.Optional({
      ...CustomerId,
      description: 'Who owns it. Without a customer or a recipient, only staff can give the code away.',
    }),
    recipient: Type.Optional(
      Type.Object(
        {
          customerId: { ...CustomerId, description: 'The customer who is given it, and gets the e-mail' },
          name: Type.Optional(Type.String({ title: 'Name in the e-mail', minLength: 1, maxLength: 255 })),
          message: Type.Optional(Type.String({ title: 'Message', minLength: 1, maxLength: 200 })),
          sendAt: Type.Optional(
            Type.String({
              title: 'Send at',
              description: 'ISO instant within the next 90 days; left out: at once',
              pattern: '^\\d{4}-\\d{2}-\\d{2}T',
            }),
          ),
        },
        { title: 'Recipient', additionalProperties: false },
      ),
    ),
    expiresOn: Type.Optional(
      Type.String({ title: 'Expires on', description: 'A day, such as 2028-12-31; left out: never', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    ),
    note: Type.Optional(Type.String({ title: 'Note', description: 'For staff', maxLength: 500 })),
  },
  { additionalProperties: false },
)

export const createGiftCard = {
  id: 'create-gift-card',
  label: 'Issue a gift card',
  description: 'Issues a gift card for a customer, such as for goodwill or a loyalty reward. Shopify sends the code; it is not shown here.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: RetailGiftCard,
  example: RETAIL_GIFT_CARD,
  async run(input, context) {
    const { amount, currency, customerId, recipient, expiresOn, note } = parseInput(Input, input)
    const code = codeOf(context)
    const answer = await graphql(
      context,
      CREATE_GIFT_CARD,
      {
        input: {
          code,
          initialAmount: { amount, currencyCode: currency },
          ...(customerId !== undefined && { customerId: customerGid(customerId) }),
          ...(recipient && {
            recipientAttributes: {
              id: customerGid(recipient.customerId),
              ...(recipient.name !== undefined && { preferredName: recipient.name }),
              ...(recipient.message !== undefined && { message: recipient.message }),
              ...(recipient.sendAt !== undefined && { sendNotificationAt: recipient.sendAt }),
            },
          }),
          ...(expiresOn !== undefined && { expiresOn }),
          ...(note !== undefined && { note }),
        },
      },
      { secrets: [code] },
    )
    const { giftCard, userErrors } = payloadOf(answer.giftCardCreate, 'issue the gift card')
    if (userErrors.some(isTaken)) return toRetailGiftCard(await findByCode(context, code))
    refuseUserErrors('issue the gift card', userErrors)
    if (!giftCard) throw new AppError('vendor-answer-invalid', { message: 'Shopify issued the gift card without answering with it.' })
    return toRetailGiftCard(giftCard) satisfies Static<typeof RetailGiftCard>
  },
} as const satisfies Action

/** Without letters and digits that look alike; 16 of them are as hard to guess as Shopify's own codes. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

function codeOf(context: ActionContext): string {
  const bytes = createHmac('sha256', context.secrets.get('apiSecret')).update(`gift-card/${context.idempotencyKey}`).digest()
  return [...bytes.subarray(0, 16)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}

/** Shopify gives this refusal no code of its own (recorded 2026-07). */
const isTaken = ({
  field,
  message,
  code,
}: {
  readonly field: readonly string[] | null
  readonly message: string
  readonly code: string | null
}): boolean => field?.at(-1) === 'code' && (code === 'TAKEN' || /already been taken/i.test(message))

async function findByCode(context: ActionContext, code: string) {
  const { giftCards } = await graphql(context, FIND_GIFT_CARDS, { query: code, first: 5, after: null }, { secrets: [code] })
  const found = giftCards.nodes.find(({ lastCharacters }) => lastCharacters === code.slice(-4))
  if (found) return found
  throw new AppError('vendor-unavailable', {
    message: 'The gift card was issued by an earlier try, and Shopify’s search does not show it yet.',
  })
}
