// The few calls of S3 that are used, with the bucket in the path, which Amazon and all others understand.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import { awsSigV4 } from '#connectors/kit/auth/aws-sigv4.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseXml } from '#connectors/kit/formats/xml-value.ts'
import { readConfig } from './config.ts'

export const auth = [
  awsSigV4({
    keys: ({ config, secrets }) => {
      const { accessKeyId, region } = readConfig(config)
      return { accessKeyId, secretAccessKey: secrets.get('secretAccessKey'), region, service: 's3' }
    },
  }),
] as const

export interface S3Object {
  readonly key: string
  readonly size: number
  /** As S3 says it, ISO 8601. */
  readonly modifiedAt: string
}

export interface ObjectPage {
  readonly objects: readonly S3Object[]
  /** For the next page. */
  readonly next?: string
}

const strict = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
const pathOf = (context: CallContext, key = '') => `/${readConfig(context.config).bucket}/${key.split('/').map(strict).join('/')}`

const send = (context: CallContext, request: HttpRequest & { readonly accept?: readonly number[] }) =>
  // S3 answers in XML, whatever is asked for; packed answers would not have the size that is told.
  sendSigned(auth, context, { ...request, headers: { accept: '*/*', 'accept-encoding': 'identity', ...request.headers }, repeatable: true })

/** Every answer of S3 has a request id; a proxy's page has none. */
function mustBeS3(response: HttpResponse): HttpResponse {
  if (response.headers['x-amz-request-id'] !== undefined || response.headers['etag'] !== undefined) return response
  throw new AppError('vendor-answer-invalid', {
    message: 'The answer does not come from S3: somebody else (a proxy, a sign-in page) answered.',
  })
}

export async function listObjects(
  context: CallContext,
  prefix: string,
  options: { readonly after?: string; readonly limit?: number } = {},
): Promise<ObjectPage> {
  const response = await send(context, {
    method: 'GET',
    url: pathOf(context),
    query: {
      'list-type': 2,
      prefix,
      delimiter: '/',
      'max-keys': options.limit ?? 1_000,
      ...(options.after !== undefined && { 'continuation-token': options.after }),
    },
  })
  const list = readXml(response, 'ListBucketResult', ['Contents'])
  const next = list['IsTruncated'] === 'true' ? textOf(list['NextContinuationToken']) : undefined
  const contents = Array.isArray(list['Contents']) ? list['Contents'] : []
  return {
    objects: (contents as readonly Readonly<Record<string, Json>>[]).map((item) => ({
      key: textOf(item['Key']),
      size: Number(textOf(item['Size'])),
      modifiedAt: textOf(item['LastModified']),
    })),
    ...(next !== undefined && { next }),
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function readXml(response: HttpResponse, root: string, lists: readonly string[]): Readonly<Record<string, Json>> {
  try {
    const { name, value } = parseXml(response.text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, ''), new Set(lists))
    if (name === root && isRecord(value)) return value as Readonly<Record<string, Json>>
  } catch {
    // said below
  }
  throw new AppError('vendor-answer-invalid', {
    message: say`The answer is no ${root} of S3: somebody else (a proxy, a sign-in page) may have answered.`,
  })
}

/** Undefined when there is no such object. `length`: at most so many bytes; the last part of an object is shorter. */
export async function getObject(
  context: CallContext,
  key: string,
  range?: { readonly from: number; readonly length: number },
): Promise<Uint8Array | undefined> {
  const headers = range && { range: `bytes=${range.from}-${range.from + range.length - 1}` }
  const response = await send(context, { method: 'GET', url: pathOf(context, key), accept: [404, 416], ...(headers && { headers }) })
  if (response.status === 404) return undefined
  if (response.status === 416) return new Uint8Array()
  return mustBeS3(response).bytes
}

export async function putObject(
  context: CallContext,
  key: string,
  bytes: Uint8Array,
  contentType = 'application/octet-stream',
): Promise<void> {
  mustBeS3(await send(context, { method: 'PUT', url: pathOf(context, key), bytes, headers: { 'content-type': contentType } }))
}

/** False when there is nothing to copy. */
export async function copyObject(context: CallContext, from: string, to: string): Promise<boolean> {
  const response = await send(context, {
    method: 'PUT',
    url: pathOf(context, to),
    headers: { 'x-amz-copy-source': pathOf(context, from) },
    accept: [404],
  })
  if (response.status === 404) return false
  // A copy that fails late is an error inside an answer of 200.
  readXml(response, 'CopyObjectResult', [])
  return true
}

export async function deleteObject(context: CallContext, key: string): Promise<void> {
  const response = await send(context, { method: 'DELETE', url: pathOf(context, key), accept: [404] })
  if (response.status === 200) mustBeS3(response)
}

/** Refused rights come as 403 like wrong keys do; the code in the body tells them apart. */
export function refusedRight(error: unknown): boolean {
  return hasErrorCode(error) && error.code === 'credentials-invalid' && /<Code>AccessDenied<\/Code>/.test(textOf(error.details?.['body']))
}
