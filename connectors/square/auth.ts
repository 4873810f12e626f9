// What a connection to a Square account consists of. https://developer.squareup.com/docs/build-basics/access-tokens
import { Type } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { bearerToken } from '#connectors/kit/auth/entered.ts'
import type { SecretField } from '#connectors/kit/contract.ts'

/** The version every request of this connector was checked against. */
export const API_VERSION = '2025-08-20'

export const SquareConfig = Type.Object(
  {
    sandbox: Type.Optional(Type.Boolean({ title: 'Sandbox', description: "Square's test environment, with tokens of its own." })),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)

export const SECRETS = {
  accessToken: {
    label: 'Access token',
    description: 'Of your application in the developer console, production or sandbox.',
    required: true,
  },
  signatureKey: {
    label: 'Signature keys',
    description: 'Of the webhook subscriptions, shown in the developer console. Several, separated by blanks, for several flows.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretField>

export const AUTH: readonly Auth[] = [bearerToken({ secret: 'accessToken' })]
