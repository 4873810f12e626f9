// Hands a mail to the server's mail account (TILLFLOW_MAIL_URL).
import type { MailAccount } from '../config.ts'
import type { MailContent } from './mail-text.ts'

export interface Mailer {
  /** The address that mails come from; undefined where this server has no mail account. */
  readonly sender: string | undefined
  /** Resolves when the mail server has taken it; otherwise throws `MailRefused`. */
  send(mail: OutgoingMail): Promise<void>
}
export interface OutgoingMail extends MailContent {
  readonly to: { readonly name: string; readonly address: string }
  /** Shown before the sender's address. */
  readonly fromName: string
  /** The same for each attempt at one mail, so that mail programs show a repeated one once. */
  readonly id: string
}

/** The mail server did not take it. Its message is for people, and has no credentials in it. */
export class MailRefused extends Error {
  /** It refuses this recipient; others may be well. */
  readonly isRecipient: boolean
  constructor(message: string, isRecipient: boolean, cause?: unknown) {
    super(message, { cause })
    this.isRecipient = isRecipient
  }
}

const TIMEOUT_MS = 20_000

export function createMailer(account: MailAccount | undefined): Mailer {
  return {
    sender: account?.from,
    async send({ to, fromName, id, subject, text, html }) {
      if (!account) throw new MailRefused('This server has no mail account.', false)
      const { createTransport } = await import('nodemailer')
      const { host, port, encryption, user, password } = account
      const transport = createTransport({
        host,
        port,
        secure: encryption === 'tls',
        requireTLS: encryption === 'starttls',
        ignoreTLS: encryption === 'none',
        ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
        connectionTimeout: TIMEOUT_MS,
        greetingTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail({
          from: { name: fromName, address: account.from },
          to,
          subject,
          text,
          html,
          messageId: `<${id}@${account.from.split('@')[1] ?? 'tillflow'}>`,
          // RFC 3834: no holiday answers to it.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw new MailRefused(reason(error, account), (error as SmtpError).code === 'EENVELOPE', error)
      } finally {
        transport.close()
      }
    },
  }
}

interface SmtpError {
  readonly code?: string
  readonly response?: string
}

function reason(error: unknown, { host, port }: MailAccount): string {
  const { code, response } = (error ?? {}) as SmtpError
  const place = `${host}:${port}`
  if (code === 'EAUTH') return `${place} refuses the user or the password.`
  if (response !== undefined && response !== '') return `${place}: ${response}`
  return `${place}: ${error instanceof Error ? error.message : 'it does not answer'}`
}
