// The gift card shown in the designer and answered by test runs.
import type { RetailGiftCard } from '../canonical-gift-card.ts'

export const RETAIL_GIFT_CARD: RetailGiftCard = {
  id: 'gid://shopify/GiftCard/663920050482',
  lastCharacters: '7hq4',
  enabled: true,
  initial: { amount: '25.00', currency: 'GBP' },
  balance: { amount: '25.00', currency: 'GBP' },
  expiresOn: null,
  customerId: 'gid://shopify/Customer/6620011800001',
  order: null,
  note: 'Goodwill for #1042',
  createdAt: '2026-11-20T14:32:10Z',
  updatedAt: '2026-11-20T14:32:10Z',
  deactivatedAt: null,
}
