// What the run page shows of a call: its requests and what came back, without secrets, long bodies cut.
import type { RecordedExchange } from '#shared/model/runs.ts'
import type { Redactor } from './redact.ts'
import { bodyText, type Exchange, type ExchangeResult } from './transport.ts'
import { inEnglish } from '#shared/sentence.ts'

/** Of a body; enough to recognise a record by, small enough to keep for every call. */
const MOST_CHARACTERS = 4_000
/** A secret that begins before the cut is masked as a whole. */
const LONGEST_SECRET = 4_000

export function recordedExchange(
  exchange: Exchange,
  result: ExchangeResult,
  timing: { readonly at: Date; readonly ms: number },
  options: { readonly redactor: Redactor; readonly confidential: boolean },
): RecordedExchange {
  const { redactor, confidential } = options
  const shown = (text: string | undefined): Pick<RecordedExchange, 'sent'> & { readonly cut: boolean } => {
    if (text === undefined || text === '' || confidential) return { cut: false }
    const masked = maskNamed(redactor.text(text.slice(0, MOST_CHARACTERS + LONGEST_SECRET)))
    return { sent: masked.slice(0, MOST_CHARACTERS), cut: masked.length > MOST_CHARACTERS }
  }
  const sent = shown(bodyText(exchange.body))
  const received = shown('response' in result ? result.response.text : undefined)
  return {
    at: timing.at.toISOString(),
    ms: Math.round(timing.ms),
    method: exchange.method,
    url: redactor.text(exchange.url.href),
    headers: maskHeaders(exchange.headers, redactor),
    ...(sent.sent !== undefined && { sent: sent.sent }),
    ...('response' in result ? { status: result.response.status } : { failure: inEnglish(result.failure.reason) }),
    ...(received.sent !== undefined && { received: received.sent }),
    ...((sent.cut || received.cut) && { cut: true }),
    ...(confidential && { confidential: true }),
  }
}

/** The same on every request, and said elsewhere. */
const PLAIN: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'user-agent', 'traceparent'])
const CREDENTIAL = /auth|token|api-?key|secret|cookie|signature|password/i

function maskHeaders(headers: Exchange['headers'], redactor: Redactor): Readonly<Record<string, string>> {
  const shown = Object.entries(headers).filter(([name]) => !PLAIN.has(name))
  return Object.fromEntries(shown.map(([name, value]) => [name, CREDENTIAL.test(name) ? '•••' : redactor.text(value)]))
}

/** Secrets that nobody knew of before, such as a token in an answer, are known by their name. */
const NAMED =
  /("(?:access_?token|refresh_?token|id_?token|client_?secret|password|passwd|api_?key|secret|session_?(?:id|token)|private_?key)"\s*:\s*")((?:[^"\\]|\\.)*)/gi
const maskNamed = (text: string) => text.replaceAll(NAMED, '$1•••')
