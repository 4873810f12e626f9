// What a connection to ShipEngine consists of: one key, of the sandbox or of production.
// https://docs.shipstation.com/apis/shipengine/docs/auth
import { Type } from 'typebox'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { apiKeyHeader } from '#connectors/kit/auth/entered.ts'
import type { SecretField } from '#connectors/kit/contract.ts'

export const BASE_URL = 'https://api.shipengine.com'
/** Keys of the sandbox begin so: its labels are of no value and cost nothing. */
export const SANDBOX = 'TEST_'

export const ShipengineConfig = Type.Object(
  { simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })) },
  { additionalProperties: false },
)

export const SECRETS = {
  apiKey: { label: 'API key', description: 'Under API management. A key that begins with TEST_ makes labels of no value.', required: true },
} as const satisfies Record<string, SecretField>

export const AUTH: readonly Auth[] = [apiKeyHeader({ header: 'api-key', secret: 'apiKey' })]
