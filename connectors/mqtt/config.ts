// What a connection to an MQTT broker consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, encryptionMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

export const MqttConfig = Type.Object(
  {
    host: hostMember('mqtt.harbour-finch.example'),
    port: portMember('Default: 8883 with TLS, 1883 without.'),
    username: Type.Optional(Type.String({ title: 'User', description: 'Empty: the broker wants no sign-in.', maxLength: 128 })),
    encryption: encryptionMember,
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type MqttConfig = Static<typeof MqttConfig>

export const SECRETS = { password: { label: 'Password', required: false } } as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): MqttConfig => parseConfig(MqttConfig, config)
export const portOf = ({ port, encryption }: MqttConfig): number => port ?? (encryption === 'none' ? 1_883 : 8_883)
