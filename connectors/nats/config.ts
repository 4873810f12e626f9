// What a connection to a NATS server consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, encryptionMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

export const NatsConfig = Type.Object(
  {
    host: hostMember('nats.harbour-finch.example'),
    port: portMember('Default: 4222.'),
    username: Type.Optional(
      Type.String({ title: 'User', description: 'Empty: a sign-in by token, where one is entered.', maxLength: 128 }),
    ),
    encryption: encryptionMember,
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type NatsConfig = Static<typeof NatsConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Of the user.', required: false },
  token: { label: 'Token', description: 'For a sign-in without a user.', required: false },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): NatsConfig => parseConfig(NatsConfig, config)
export const portOf = ({ port }: NatsConfig): number => port ?? 4_222
