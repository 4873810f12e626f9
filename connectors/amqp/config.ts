// What a connection to an AMQP broker consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const AmqpConfig = Type.Object(
  {
    host: Type.String({
      title: 'Host',
      description: 'Such as rabbit.harbour-finch.example.',
      pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$',
      maxLength: 253,
    }),
    port: Type.Optional(Type.Integer({ title: 'Port', description: 'Default: 5671 with TLS, 5672 without.', minimum: 1, maximum: 65_535 })),
    virtualHost: Type.Optional(Type.String({ title: 'Virtual host', description: 'Default: /', maxLength: 200 })),
    username: Type.String({ title: 'User', minLength: 1, maxLength: 128 }),
    encryption: Type.Optional(
      Type.Unsafe<'tls' | 'none'>(
        Type.Union([Type.Literal('tls', { title: 'TLS' }), Type.Literal('none', { title: 'None (private networks only)' })], {
          title: 'Encryption',
          description: 'Default: TLS, with a certificate that is checked.',
        }),
      ),
    ),
    certificate: Type.Optional(
      Type.String({
        title: 'Certificate of the authority',
        description: 'For brokers whose certificate no public authority signed: the certificate that signed it, as PEM text.',
        pattern: '^-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*$',
        maxLength: 20_000,
      }),
    ),
  },
  { additionalProperties: false },
)
export type AmqpConfig = Static<typeof AmqpConfig>

export const SECRETS = { password: { label: 'Password', required: true } } as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): AmqpConfig => parseConfig(AmqpConfig, config)
export const portOf = ({ port, encryption }: AmqpConfig): number => port ?? (encryption === 'none' ? 5_672 : 5_671)
