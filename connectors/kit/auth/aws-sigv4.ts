// AWS Signature Version 4, for S3 and its like and for Amazon's own APIs. The signing itself is aws4fetch's.
import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import type { CallContext, UnsignedRequest } from '../contract.ts'
import type { Auth } from './auth.ts'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  /** Such as `s3` or `execute-api`. */
  readonly service: string
}

export function awsSigV4({ keys, when }: Pick<Auth, 'when'> & { readonly keys: (context: CallContext) => AwsKeys }): Auth {
  return {
    kind: 'aws-sigv4',
    refresh: 'person',
    ...(when && { when }),
    credentials: async (context) => {
      const known = keys(context)
      return { sign: (request) => sigV4Headers(request, known, context.now()) }
    },
  }
}

/** The headers that are added; host, body and the other headers are signed with them. */
export async function sigV4Headers(request: UnsignedRequest, keys: AwsKeys, at: Date): Promise<Readonly<Record<string, string>>> {
  const { method, url, headers, body } = request
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('hex')
  const signer = new AwsV4Signer({
    ...keys,
    method,
    url: url.href,
    headers: { ...headers, 'x-amz-content-sha256': hash },
    ...(body !== undefined && { body }),
    datetime: at.toISOString().replace(/[:-]|\.\d{3}/g, ''),
  })
  const signed = await signer.sign()
  const added = ['authorization', 'x-amz-date', 'x-amz-content-sha256'].map((name) => [name, signed.headers.get(name) ?? ''])
  return Object.fromEntries(added) as Record<string, string>
}
