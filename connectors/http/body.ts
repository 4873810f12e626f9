// Bodies that are no JSON: forms, forms with files, XML and plain text.
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import type { HttpRequest } from '#connectors/kit/contract.ts'
import { writeXml } from '#connectors/kit/formats/xml-value.ts'
import { validate } from '#connectors/kit/validate.ts'

export const BodyAs = Type.Optional(
  Type.Union(
    [
      Type.Literal('json', { title: 'JSON' }),
      Type.Literal('form', { title: 'Form' }),
      Type.Literal('multipart', { title: 'Form with files' }),
      Type.Literal('xml', { title: 'XML' }),
      Type.Literal('text', { title: 'Text' }),
    ],
    {
      title: 'Send the body as',
      description:
        'JSON unless you choose. A form is an object of texts and numbers; a list repeats its name. A file in a form is { fileName, text } or { fileName, base64 }, with contentType where it matters. XML is an object with one member, the root element.',
      default: 'json',
    },
  ),
)
type BodyAs = 'json' | 'form' | 'multipart' | 'xml' | 'text'
type Sent = Pick<HttpRequest, 'json' | 'text' | 'bytes'> & { readonly headers?: Readonly<Record<string, string>> }

/** What stands in the request; the type of the content may be said otherwise by a header of the step. Throws `action-input-invalid`. */
export function encodeBody(body: unknown, as: BodyAs = 'json'): Sent {
  if (body === undefined || as === 'json') return { json: body }
  const encoded = ENCODE[as](body as Json)
  return { ...encoded, headers: { 'content-type': encoded.type } }
}

/** A header of the step stands for the connector's own, however it is written. */
export function withHeaders(own: Sent['headers'], given: Sent['headers'] = {}): Readonly<Record<string, string>> {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()))
  return { ...Object.fromEntries(Object.entries(own ?? {}).filter(([name]) => !names.has(name))), ...given }
}

interface Encoded {
  readonly type: string
  readonly text?: string
  readonly bytes?: Uint8Array
}

const ENCODE: Readonly<Record<Exclude<BodyAs, 'json'>, (body: Json) => Encoded>> = {
  form(body) {
    const form = new URLSearchParams()
    for (const [name, value] of fieldsOf(body)) form.append(name, scalarOf(name, value))
    return { type: 'application/x-www-form-urlencoded', text: form.toString() }
  },
  multipart(body) {
    const parts = fieldsOf(body).map(([name, value]) => partOf(name, value))
    // The same body is the same bytes: what is sent twice can be recognised.
    const digest = createHash('sha256')
    for (const { head, content } of parts) digest.update(head).update(content)
    const boundary = `tillflow-${digest.digest('hex').slice(0, 40)}`
    const bytes = Buffer.concat([
      ...parts.flatMap(({ head, content }) => [Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')]),
      Buffer.from(`--${boundary}--\r\n`),
    ])
    return { type: `multipart/form-data; boundary=${boundary}`, bytes }
  },
  xml(body) {
    const [root, ...more] = isRecord(body) ? Object.entries(body) : []
    if (!root || more.length > 0) return refuse('/body', 'XML has one root element: give an object with one member.')
    try {
      return { type: 'application/xml', text: `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root[0], root[1] as Json)}` }
    } catch (error) {
      return refuse('/body', `This cannot be said in XML: ${error instanceof Error ? error.message : ''}.`)
    }
  },
  text: (body) => ({ type: 'text/plain; charset=utf-8', text: scalarOf('body', body) }),
}

const fieldsOf = (body: Json): readonly (readonly [string, Json])[] =>
  isRecord(body)
    ? Object.entries(body as Record<string, Json>).flatMap(([name, value]) =>
        (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => [name, one] as const),
      )
    : refuse('/body', 'A form is an object: each member is a field.')

/** Nothing is an empty field. */
function scalarOf(name: string, value: Json): string {
  if (value === null) return ''
  if (typeof value === 'object')
    return refuse(`/body/${name}`, `"${name}" is an object where a field has a text. Name fields as the API does, such as address[city].`)
  return String(value)
}

const File = Type.Object(
  {
    fileName: Type.String({ minLength: 1, maxLength: 255 }),
    text: Type.Optional(Type.String()),
    base64: Type.Optional(Type.String()),
    contentType: Type.Optional(Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+(;[^\\r\\n]*)?$' })),
  },
  { additionalProperties: false },
)

function partOf(name: string, value: Json): { readonly head: string; readonly content: Buffer } {
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`
  if (!isRecord(value)) return { head: disposition, content: Buffer.from(scalarOf(name, value)) }
  const {
    fileName,
    text,
    base64,
    contentType = text === undefined ? 'application/octet-stream' : 'text/plain; charset=utf-8',
  } = fileOf(name, value)
  return {
    head: `${disposition}; filename="${quoted(fileName)}"\r\nContent-Type: ${contentType}`,
    content: text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text),
  }
}

function fileOf(name: string, value: unknown): Static<typeof File> {
  const file = value as Static<typeof File>
  const isRight = validate(File, value).length === 0 && (file.text === undefined) !== (file.base64 === undefined)
  return isRight
    ? file
    : refuse(`/body/${name}`, `"${name}" is no file: give fileName with either text or base64, and contentType where it matters.`)
}

/** As browsers write names in forms. */
const quoted = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

function refuse(path: string, message: string): never {
  throw new AppError('action-input-invalid', { message, issues: [{ path, code: 'action-input-invalid', message }] })
}
