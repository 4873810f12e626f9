// Sends a mail.
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { MAIL_ADDRESS } from '#shared/mail-address.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { contentOf, FileContent } from '#connectors/kit/folder/file-input.ts'
import { readConfig, senderOf } from './config.ts'
import { talk } from './session.ts'

const Addresses = (title: string) => Type.Array(Type.String({ pattern: MAIL_ADDRESS, maxLength: 254 }), { title, maxItems: 50 })
const Line = (title: string, description?: string) =>
  Type.String({ title, ...(description !== undefined && { description }), pattern: '^[^\\r\\n]*$', maxLength: 900 })

const Input = Type.Object(
  {
    to: Type.Array(Type.String({ pattern: MAIL_ADDRESS, maxLength: 254 }), { title: 'To', minItems: 1, maxItems: 50 }),
    cc: Type.Optional(Addresses('Copy')),
    bcc: Type.Optional(Addresses('Blind copy')),
    replyTo: Type.Optional(Type.String({ title: 'Answers to', pattern: MAIL_ADDRESS, maxLength: 254 })),
    subject: Line('Subject'),
    text: Type.String({ title: 'Text', maxLength: 1_000_000 }),
    html: Type.Optional(Type.String({ title: 'HTML', description: 'Beside the text, for programs that show it.', maxLength: 1_000_000 })),
    attachments: Type.Optional(
      Type.Array(
        Type.Object(
          {
            fileName: Line('File name', 'Such as orders.csv.'),
            contentType: Type.Optional(
              Type.String({
                title: 'Content type',
                description: 'Default: told by the name.',
                pattern: '^[a-z]+/[A-Za-z0-9.+-]+$',
                maxLength: 120,
              }),
            ),
            ...FileContent,
          },
          { additionalProperties: false },
        ),
        { title: 'Attachments', maxItems: 20 },
      ),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  messageId: Type.String({ title: 'Message id', description: 'The same for every try of a record.' }),
  accepted: Type.Array(Type.String(), { title: 'Accepted', description: 'Addresses that the server takes the mail for.' }),
})

/** Most servers take 20 MB or more; attachments grow by a third on their way. */
const MOST_BYTES = 10_000_000

export const sendMail = {
  id: 'send-mail',
  label: 'Send mail',
  description:
    'Sends a mail, with records as attached files. Its message id is the same for every try; after a lost answer a person decides, because mail servers do not look at it.',
  effect: 'write',
  safety: 'none',
  input: Input,
  output: Output,
  example: { messageId: '<0f3c@harbour-finch.example>', accepted: ['buyer@supplier.example'] },
  async run(input, context) {
    const { to, cc = [], bcc = [], replyTo, subject, text, html, attachments = [] } = input as Static<typeof Input>
    const config = readConfig(context.config)
    const { fromName } = config
    const { from } = senderOf(config)
    const files = attachments.map(({ fileName, contentType, ...content }) => ({
      filename: fileName,
      content: contentOf(content),
      ...(contentType !== undefined && { contentType }),
    }))
    const size = files.reduce((sum, { content }) => sum + content.length, 0)
    if (size > MOST_BYTES) {
      throw new AppError('action-input-invalid', {
        message: say`The attachments have ${size} bytes, and mails carry ${MOST_BYTES} at most.`,
        fix: 'Write large files to a file server or bucket, and send their name.',
      })
    }
    const messageId = `<${createHash('sha256').update(`mail:${context.idempotencyKey}`).digest('hex').slice(0, 32)}@${from.slice(from.lastIndexOf('@') + 1)}>`
    const message = {
      from: { name: fromName ?? '', address: from },
      to,
      ...(cc.length > 0 && { cc }),
      ...(replyTo !== undefined && { replyTo }),
      subject,
      text,
      ...(html !== undefined && { html }),
      attachments: files,
      messageId,
      date: context.now(),
      // Nobody's holiday note shall answer a program (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
    }
    const { accepted } = await talk(context, { envelope: { from, to: [...new Set([...to, ...cc, ...bcc])] }, message })
    return { messageId, accepted: [...accepted] }
  },
} as const satisfies Action
