// What a connection to a Kafka cluster consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, encryptionMember, simulatorMember } from '#connectors/kit/server-members.ts'

const ifSignedIn = { shownWhen: { signIn: ['scram-sha-512', 'scram-sha-256', 'plain'] } }

export const KafkaConfig = Type.Object(
  {
    servers: Type.Array(
      Type.String({ pattern: '^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]):[1-9][0-9]{0,4}$', maxLength: 260 }),
      {
        title: 'Servers',
        description:
          'Host and port of one or more brokers (bootstrap servers), such as kafka.harbour-finch.example:9093. The first that answers is asked for the others.',
        minItems: 1,
        maxItems: 20,
      },
    ),
    encryption: encryptionMember,
    certificate: certificateMember(),
    signIn: Type.Optional(
      Type.Unsafe<'scram-sha-512' | 'scram-sha-256' | 'plain' | 'none'>(
        Type.Union(
          [
            Type.Literal('scram-sha-512', { title: 'User and password (SCRAM-SHA-512)' }),
            Type.Literal('scram-sha-256', { title: 'User and password (SCRAM-SHA-256)' }),
            Type.Literal('plain', { title: 'User and password, or API key (PLAIN)' }),
            Type.Literal('none', { title: 'None' }),
          ],
          { title: 'Sign-in', description: 'As the cluster wants it (SASL mechanism). Default: none.' },
        ),
      ),
    ),
    username: Type.Optional(Type.String({ title: 'User', description: 'Or the API key.', maxLength: 256, ...ifSignedIn })),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
type KafkaConfig = Static<typeof KafkaConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Or the secret of the API key.', required: false, ...ifSignedIn },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): KafkaConfig => parseConfig(KafkaConfig, config)

export interface Server {
  readonly host: string
  readonly port: number
}

export function serverOf(text: string): Server {
  const at = text.lastIndexOf(':')
  return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) }
}
