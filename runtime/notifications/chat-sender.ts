// Hands a message to the address that a chat program gave for it. The address is a secret: it stands in no error and no log.
import type { Transport } from '#connectors/kit/transport.ts'
import { checkUrl } from '#connectors/kit/address-guard.ts'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { inEnglish, say, type Words } from '#shared/sentence.ts'

export interface ChatSender {
  /** The address as it is called; throws `invalid-request` for one that is never called. */
  read(url: string): URL
  /** Resolves when the program has taken it; otherwise throws `ChatRefused`. */
  send(url: URL, message: unknown): Promise<void>
}

/** The chat program did not take it. Its message is for people, and does not hold the address. */
export class ChatRefused extends Error {
  /** Others may be well. */
  readonly isRecipient = true
  /** For who reads another language. */
  readonly why: Words
  constructor(why: Words) {
    super(inEnglish(why))
    this.why = why
  }
}

const TIMEOUT_MS = 20_000
/** A word of the program's own, such as `channel_is_archived`: longer texts may repeat what was sent. */
const WORD = /^[a-z]+(?:[_ ][a-z]+){0,6}$/i

export interface ChatSenderOptions {
  readonly transport: Pick<Transport, 'exchange'>
  /** `host:port` of private systems that the operator allows. */
  readonly allowedHosts: readonly string[]
}

export function createChatSender({ transport, allowedHosts }: ChatSenderOptions): ChatSender {
  const allowed = new Set(allowedHosts)
  const isTrusted = (url: URL) => allowed.has(url.host)
  return {
    read(text) {
      const url = URL.parse(text.trim())
      if (!url) throw refused(say`This is no web address.`)
      try {
        if (!isTrusted(url)) checkUrl(url)
      } catch (error) {
        if (!hasErrorCode(error)) throw error
        throw refused(error.said?.message ?? error.message)
      }
      return url
    },
    async send(url, message) {
      const exchange = {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json; charset=utf-8', accept: '*/*' },
        body: JSON.stringify(message),
        timeoutMs: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        trusted: isTrusted(url),
      }
      const result = await transport.exchange(exchange).catch((error: unknown) => {
        throw hasErrorCode(error) ? new ChatRefused(error.said?.message ?? error.message) : error
      })
      if ('failure' in result) throw new ChatRefused(say`${url.host}: ${result.failure.reason}`)
      const { status, text } = result.response
      const said = WORD.test(text.trim()) ? ` (${text.trim()})` : ''
      if (status === 404 || status === 410) throw new ChatRefused(say`${url.host} does not know this address any more${said}.`)
      if (status === 429) throw new ChatRefused(say`${url.host} takes no more messages for now.`)
      if (status >= 300 && status < 400) throw new ChatRefused(say`${url.host} sends to another address, which is not followed.`)
      if (status < 200 || status >= 300) throw new ChatRefused(say`${url.host} answered ${status}${said}.`)
      // The older connectors of Teams say so with a 200.
      if (/message delivery failed/i.test(text)) throw new ChatRefused(say`${url.host} could not deliver it.`)
    },
  }
}

function refused(why: Words): AppError {
  const message = inEnglish(why)
  return new AppError('invalid-request', {
    message: why,
    fix: 'Copy the address for incoming messages from the chat program.',
    issues: [{ path: '/url', code: 'invalid-request', message, ...(typeof why !== 'string' && { said: { message: why } }) }],
  })
}
