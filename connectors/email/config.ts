// What a connection to a mail server consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

export const ADDRESS = '^[^\\s@<>,;:"\\\\]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$'

export const EmailConfig = Type.Object(
  {
    host: hostMember('smtp.harbour-finch.example (the server that takes mails to be sent)'),
    port: portMember('Default: 587, or 465 with TLS from the beginning.'),
    encryption: Type.Optional(
      Type.Unsafe<'starttls' | 'tls' | 'none'>(
        Type.Union(
          [
            Type.Literal('starttls', { title: 'TLS that is turned on (STARTTLS)' }),
            Type.Literal('tls', { title: 'TLS from the beginning' }),
            Type.Literal('none', { title: 'None (private networks only)' }),
          ],
          { title: 'Encryption', description: 'Default: TLS that is turned on; a server that does not offer it is not used.' },
        ),
      ),
    ),
    username: Type.Optional(
      Type.String({ title: 'User', description: 'Empty: the server takes mails without a sign-in.', maxLength: 200 }),
    ),
    from: Type.String({ title: 'Sender', description: 'The address that mails come from.', pattern: ADDRESS, maxLength: 254 }),
    fromName: Type.Optional(
      Type.String({ title: "Sender's name", description: 'Such as Harbour & Finch.', maxLength: 120, pattern: '^[^\\r\\n]*$' }),
    ),
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type EmailConfig = Static<typeof EmailConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Of the user, or an app password.', required: false },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): EmailConfig => parseConfig(EmailConfig, config)
export const portOf = ({ port, encryption }: EmailConfig): number => port ?? (encryption === 'tls' ? 465 : 587)
