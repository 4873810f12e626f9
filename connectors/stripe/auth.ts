// What a connection to a Stripe account consists of. https://docs.stripe.com/keys
import { Type } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { bearerToken } from '#connectors/kit/auth/entered.ts'
import type { SecretField } from '#connectors/kit/contract.ts'

/** The version every request of this connector was checked against. Stripe serves all versions; the account's own does not matter. */
export const API_VERSION = '2023-08-16'

export const StripeConfig = Type.Object(
  { simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })) },
  { additionalProperties: false },
)

export const SECRETS = {
  secretKey: {
    label: 'Secret key',
    description: 'Best a restricted key (rk_live_…) that may read charges, payouts and balance transactions, and write refunds.',
    required: true,
  },
  webhookSecret: {
    label: 'Signing secrets',
    description:
      'Of the webhook endpoints (whsec_…), shown in the dashboard. Several, separated by blanks, for several flows or while one is changed.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const AUTH: readonly Auth[] = [bearerToken({ secret: 'secretKey' })]
