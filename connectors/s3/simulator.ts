// A bucket as S3 answers: list-type 2 with pages, ranges, copies, XML errors, Signature Version 4 checked. Objects are its records.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { writeXml } from '#connectors/kit/formats/xml-value.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { isSigV4Signed } from '#connectors/kit/simulator-signatures.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from './config.ts'

export const createS3Simulator: CreateSimulator = (options) => {
  const { bucket, accessKeyId, region } = readConfig(options.config)
  const keys = { accessKeyId, secretAccessKey: options.secrets['secretAccessKey'] ?? '', region, service: 's3' }
  const object = (key: string, bytes: Uint8Array): SimulatorRecord => ({
    key,
    size: bytes.length,
    base64: Buffer.from(bytes).toString('base64'),
    etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
    modifiedAt: options.now().toISOString(),
  })
  const kit = createSimulatorKit(options, {
    seed: (records) => {
      const bytes = Buffer.from('sku,location,available\r\nHF-MUG-NAVY,LON-1,12\r\nHF-MUG-SAND,LON-2,7\r\n')
      records.put('objects', 'outbound/stock.csv', object('outbound/stock.csv', bytes))
    },
    faultAnswer: ({ kind }) => (kind === '429' ? undefined : kind === '500' ? refuse(500, 'InternalError') : undefined),
  })
  const { app, records } = kit
  const keyOf = (c: Context) => decodeURIComponent(c.req.path.slice(bucket.length + 2))

  app.use('*', async (c, next) => {
    c.header('x-amz-request-id', 'SIM0123456789')
    if (!(await isSigV4Signed(c, options.name, keys))) return refuse(403, 'SignatureDoesNotMatch')
    if (c.req.path.split('/')[1] !== bucket) return refuse(404, 'NoSuchBucket')
    await next()
  })
  app.get(`/${bucket}/`, (c) => {
    const prefix = c.req.query('prefix') ?? ''
    const size = Number(c.req.query('max-keys') ?? 1_000)
    const after = c.req.query('continuation-token') ?? ''
    const found = records
      .list('objects')
      .filter(({ key }) => String(key).startsWith(prefix) && !String(key).slice(prefix.length).includes('/') && String(key) > after)
      .toSorted((a, b) => (String(a['key']) < String(b['key']) ? -1 : 1))
    const page = found.slice(0, size)
    const more = found.length > size
    return xml(c, 'ListBucketResult', {
      Name: bucket,
      IsTruncated: String(more),
      ...(more && { NextContinuationToken: String(page.at(-1)?.['key']) }),
      Contents: page.map(({ key, size: bytes, modifiedAt, etag }) => ({
        Key: String(key),
        LastModified: String(modifiedAt),
        ETag: String(etag),
        Size: String(bytes),
      })),
    })
  })
  app.get(`/${bucket}/*`, (c) => {
    const found = records.get('objects', keyOf(c))
    if (!found) return refuse(404, 'NoSuchKey')
    const bytes = Buffer.from(String(found['base64']), 'base64')
    const range = /^bytes=(\d+)-(\d+)$/.exec(c.req.header('range') ?? '')
    c.header('etag', String(found['etag']))
    if (!range) return c.body(new Uint8Array(bytes))
    const [from, to] = [Number(range[1]), Number(range[2])]
    return from >= bytes.length ? refuse(416, 'InvalidRange') : c.body(new Uint8Array(bytes.subarray(from, to + 1)), 206)
  })
  app.put(`/${bucket}/*`, async (c) => {
    const key = keyOf(c)
    const source = c.req.header('x-amz-copy-source')
    if (source !== undefined) {
      const found = records.get('objects', decodeURIComponent(source.slice(bucket.length + 2)))
      if (!found) return refuse(404, 'NoSuchKey')
      const copy = object(key, Buffer.from(String(found['base64']), 'base64'))
      records.put('objects', key, copy)
      return xml(c, 'CopyObjectResult', { ETag: String(copy['etag']), LastModified: String(copy['modifiedAt']) })
    }
    const stored = object(key, new Uint8Array(await c.req.arrayBuffer()))
    records.put('objects', key, stored)
    c.header('etag', String(stored['etag']))
    return c.body(null, 200)
  })
  app.delete(`/${bucket}/*`, (c) => {
    records.remove('objects', keyOf(c))
    return c.body(null, 204)
  })
  return kit.simulator()
}

const xml = (c: Context, root: string, value: Parameters<typeof writeXml>[1]) =>
  c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root, value)}`, 200, { 'content-type': 'application/xml' })

const refuse = (status: number, code: string) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${writeXml('Error', { Code: code, RequestId: 'SIM0123456789' })}`, {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': 'SIM0123456789' },
  })
