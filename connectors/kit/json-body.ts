// Bodies of answers, and values inside them.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { FORBIDDEN_KEYS, isRecord, type Json } from '#shared/json.ts'
import type { HttpResponse } from '#connectors/kit/contract.ts'

/** JSON as JSON, other text as text, nothing as null. An HTML page is no answer of an API: somebody else answered. */
export function readBody(response: HttpResponse): Json {
  if (response.text.trim() === '') return null
  const type = response.headers['content-type']?.toLowerCase() ?? ''
  return /^(text\/(?!html|json)|application\/(xml|csv))/.test(type) || isXml(type) ? response.text : response.json()
}

/** Also of SOAP, feeds and whatever else ends with `+xml`; a page for people (XHTML) is no answer of an API. */
export const isXml = (contentType: string): boolean =>
  /^(text|application)\/([\w.-]+\+)?xml\b/i.test(contentType) && !/xhtml/i.test(contentType)

/** Null where the body is no JSON, such as the page of a web server in front of the API: what a refusal is then said with is its status. */
export function jsonOrNull(response: HttpResponse): Json {
  try {
    return response.json()
  } catch {
    return null
  }
}

/** What an action gives to the flow. Cookies stay out: they can be as good as a password. */
export function toAnswer(response: HttpResponse, body: Json = readBody(response)) {
  const { 'set-cookie': _, ...headers } = response.headers
  return { status: response.status, headers, body }
}

/** The member at a dotted path; undefined when it is not there. */
export function valueAt(body: Json, path: string | undefined): Json | undefined {
  let value: Json | undefined = body
  for (const key of path?.split('.') ?? []) {
    if (!isRecord(value) || FORBIDDEN_KEYS.has(key) || !Object.hasOwn(value, key)) return undefined
    value = value[key] as Json
  }
  return value
}

/** The list at a dotted path. Throws `vendor-answer-invalid` where there is none. */
export function listAt(body: Json, path: string | undefined): readonly Json[] {
  const list = valueAt(body, path)
  if (Array.isArray(list)) return list
  const where = path === undefined ? 'The body' : `"${path}" in the body`
  throw new AppError('vendor-answer-invalid', { message: say`${where} is not a list.`, fix: 'Correct "Items" of the connection.' })
}

const RESERVED = /^(host|content-length|transfer-encoding|connection|upgrade|authorization|cookie|proxy-.*)$/i

/** Throws for headers that would break the request or replace the connection's credentials. */
export function checkHeaders(headers: Readonly<Record<string, string>> = {}): void {
  const wrong = Object.keys(headers).find((name) => RESERVED.test(name))
  if (wrong === undefined) return
  throw new AppError('action-input-invalid', {
    message: say`The header "${wrong}" is set by the connection.`,
    issues: [{ path: `/headers/${wrong}`, code: 'reserved-header', message: 'It is set by the connection.' }],
  })
}
