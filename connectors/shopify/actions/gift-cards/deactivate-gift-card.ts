// Takes a gift card out of use, for good.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailGiftCard, toRetailGiftCard } from '../../canonical-gift-card.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { DEACTIVATE_GIFT_CARD, GET_GIFT_CARD } from '../../documents/gift-card.ts'
import { RETAIL_GIFT_CARD } from '../../examples/gift-cards.ts'
import { giftCardGid, GiftCardId } from '../../gid.ts'

const Input = Type.Object({ giftCardId: GiftCardId }, { additionalProperties: false })

export const deactivateGiftCard = {
  id: 'deactivate-gift-card',
  label: 'Deactivate a gift card',
  description: 'Takes a gift card out of use: lost, stolen or paid back. It cannot be undone.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: RetailGiftCard,
  example: { ...RETAIL_GIFT_CARD, enabled: false, deactivatedAt: '2026-11-21T09:10:00Z' },
  async run(input, context) {
    const { giftCardId } = parseInput(Input, input)
    const id = giftCardGid(giftCardId)
    const { giftCard: known } = await graphql(context, GET_GIFT_CARD, { id })
    if (!known) {
      throw new AppError('vendor-rejected', {
        message: say`The shop has no gift card ${id}.`,
        fix: 'Check the id: it is not the code of the card.',
      })
    }
    if (!known.enabled) return toRetailGiftCard(known)
    const answer = await graphql(context, DEACTIVATE_GIFT_CARD, { id })
    const { giftCard, userErrors } = payloadOf(answer.giftCardDeactivate, 'deactivate the gift card')
    refuseUserErrors('deactivate the gift card', userErrors)
    if (!giftCard) throw new AppError('vendor-answer-invalid', { message: 'Shopify deactivated the gift card without answering with it.' })
    return toRetailGiftCard(giftCard)
  },
} as const satisfies Action
