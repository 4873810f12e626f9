// What a connection to an AMQP broker consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, encryptionMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

export const AmqpConfig = Type.Object(
  {
    host: hostMember('rabbit.harbour-finch.example'),
    port: portMember('Default: 5671 with TLS, 5672 without.'),
    virtualHost: Type.Optional(Type.String({ title: 'Virtual host', description: 'Default: /', maxLength: 200 })),
    username: Type.String({ title: 'User', minLength: 1, maxLength: 128 }),
    encryption: encryptionMember,
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type AmqpConfig = Static<typeof AmqpConfig>

export const SECRETS = { password: { label: 'Password', required: true } } as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): AmqpConfig => parseConfig(AmqpConfig, config)
export const portOf = ({ port, encryption }: AmqpConfig): number => port ?? (encryption === 'none' ? 5_672 : 5_671)
