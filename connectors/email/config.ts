// What a connection to a mail server consists of.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { MAIL_ADDRESS } from '#shared/mail-address.ts'
import { say } from '#shared/sentence.ts'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

export const EmailConfig = Type.Object(
  {
    host: Type.Optional(hostMember('smtp.harbour-finch.example: the server that takes mails to be sent (SMTP). Empty: none are sent')),
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
    from: Type.Optional(
      Type.String({
        title: 'Sender',
        description: 'The address that mails come from, where some are sent.',
        pattern: MAIL_ADDRESS,
        maxLength: 254,
      }),
    ),
    fromName: Type.Optional(
      Type.String({ title: "Sender's name", description: 'Such as Harbour & Finch.', maxLength: 120, pattern: '^[^\\r\\n]*$' }),
    ),
    mailbox: Type.Optional(
      Type.Object(
        {
          host: hostMember('imap.harbour-finch.example'),
          port: portMember('Default: 993, or 143 with TLS that is turned on.'),
          encryption: Type.Optional(
            Type.Unsafe<'starttls' | 'tls' | 'none'>(
              Type.Union(
                [
                  Type.Literal('tls', { title: 'TLS from the beginning' }),
                  Type.Literal('starttls', { title: 'TLS that is turned on (STARTTLS)' }),
                  Type.Literal('none', { title: 'None (private networks only)' }),
                ],
                { title: 'Encryption', description: 'Default: TLS from the beginning.' },
              ),
            ),
          ),
          username: Type.Optional(Type.String({ title: 'User', description: 'Empty: the user above.', maxLength: 200 })),
        },
        {
          title: 'Mailbox',
          description: 'The server that mails are read from (IMAP), with the same password where no other one is entered.',
          additionalProperties: false,
        },
      ),
    ),
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
type EmailConfig = Static<typeof EmailConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Of the user, or an app password.', required: false },
  mailboxPassword: { label: 'Password of the mailbox', description: 'Where it is another one; or an app password.', required: false },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): EmailConfig => parseConfig(EmailConfig, config)

export interface Server {
  readonly host: string
  readonly port: number
}

/** Throws `connection-failed` where the connection names none. */
export function senderOf({ host, port, encryption, from }: EmailConfig): Server & { readonly from: string } {
  if (host === undefined || from === undefined) throw missing('Host" and "Sender', 'mails are sent through it')
  return { host, port: port ?? (encryption === 'tls' ? 465 : 587), from }
}

/** Throws `connection-failed` where the connection names none. */
export function mailboxOf({ mailbox, username }: EmailConfig) {
  if (mailbox === undefined) throw missing('Mailbox', 'mails are read from it')
  const { host, port, encryption = 'tls' } = mailbox
  return { host, port: port ?? (encryption === 'tls' ? 993 : 143), encryption, username: mailbox.username ?? username ?? '' }
}

const missing = (setting: string, why: string): AppError =>
  new AppError('connection-failed', {
    message: say`The connection does not say which mail server it is: ${why}.`,
    fix: say`Fill in "${setting}" of the connection.`,
    disposition: 'stop',
  })
