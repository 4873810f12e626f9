// The file server connector against OpenSSH and vsftpd, where they run.
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import type { PollRecord } from '#connectors/kit/contract.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { REAL_HOME, realServer } from '#connectors/kit/real-servers.testing.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { fileServer } from './index.ts'

const sftp = await realServer('sftp')
const ftp = await realServer('ftp')
const transport = createTransport()

function connect(config: Record<string, unknown>, secrets: Record<string, string>) {
  const context = () =>
    createActionContext(
      { transport, baseUrl: () => '', isTrusted: () => true, gate: openGate, signal: AbortSignal.timeout(20_000), config, secrets },
      { idempotencyKey: 'k', attempt: 1, outcomeUnknown: false },
    )
  return {
    test: () => fileServer.test(context()),
    run: (id: string, input: unknown) => fileServer.actions.find((action) => action.id === id)!.run(input as Json, context()),
    async poll(options: Record<string, unknown>, limit = 2) {
      const records: PollRecord[] = []
      for (let cursor: Json | undefined; ;) {
        const page = await fileServer.polls[0].poll({ cursor, since: new Date(0), limit, options }, context())
        records.push(...page.records)
        cursor = page.cursor
        if (!page.more) return records
      }
    },
  }
}
const failure = (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: ErrorData) => error,
  )

/** Write, list, poll with a checkpoint, archive, replace, delete: the same on every server. */
async function journey(server: ReturnType<typeof connect>, root: string): Promise<void> {
  const folder = `${root}/tillflow-${process.pid}`
  const records = Array.from({ length: 5 }, (_, index) => ({ sku: `É-${index}`, quantity: String(index) }))
  await server.run('write-file', { path: `${folder}/orders.csv`, records, format: { format: 'csv' } })
  await server.run('write-file', { path: `${folder}/orders.csv`, records, format: { format: 'csv' } })
  expect(await server.run('list-files', { folder })).toMatchObject({ files: [{ name: 'orders.csv', size: 54 }] })
  expect(await server.run('read-file', { path: `${folder}/orders.csv`, format: { format: 'csv' } })).toMatchObject({ records })
  expect((await server.poll({ folder, format: 'csv', stableSeconds: 0 })).map(({ value }) => value)).toEqual(records)
  expect(await server.run('list-files', { folder })).toEqual({ files: [] })
  const archived = (await server.run('list-files', { folder: `${folder}/archive` })) as { files: { name: string }[] }
  expect(archived.files).toHaveLength(1)
  const large = 'x'.repeat(3_000_000)
  await server.run('write-file', { path: `${folder}/large.txt`, text: large })
  await server.run('move-file', { from: `${folder}/large.txt`, to: `${folder}/archive/${archived.files[0]?.name}` })
  expect(await server.run('read-file', { path: `${folder}/archive/${archived.files[0]?.name}` })).toMatchObject({ text: large })
  await server.run('delete-file', { path: `${folder}/archive/${archived.files[0]?.name}` })
  await server.run('delete-file', { path: `${folder}/archive/${archived.files[0]?.name}` })
  expect((await failure(server.run('read-file', { path: `${folder}/gone.csv` }))).code).toBe('vendor-rejected')
  expect((await failure(server.run('list-files', { folder: `${folder}/nowhere` }))).code).toBe('vendor-rejected')
}

describe.skipIf(sftp.missing !== undefined)(`OpenSSH ${sftp.missing ?? ''}`, () => {
  const privateKey = () => readFileSync(join(REAL_HOME, 'sftp/client_key'), 'utf8')
  const config = { protocol: 'sftp', host: '127.0.0.1', port: sftp.port, username: userInfo().username, signIn: 'key' }

  it('is not signed in to before its host key is known, and is told apart by it', async () => {
    const unknown = await failure(connect(config, { privateKey: privateKey() }).test())
    expect(unknown).toMatchObject({ code: 'credentials-invalid', message: expect.stringMatching(/shows the host key SHA256:/) })
    const hostKey = /SHA256:[A-Za-z0-9+/]+/.exec(unknown.message)?.[0]
    await expect(connect({ ...config, hostKey }, { privateKey: privateKey() }).test()).resolves.toMatchObject({
      summary: expect.stringContaining('Signed in'),
    })
    const other = await failure(connect({ ...config, hostKey: `SHA256:${'A'.repeat(43)}` }, { privateKey: privateKey() }).test())
    expect(other.message).toContain('instead of SHA256:AAAA')
    expect((await failure(connect({ ...config, hostKey }, { privateKey: 'no key' }).test())).code).toBe('credentials-invalid')
    await journey(connect({ ...config, hostKey }, { privateKey: privateKey() }), join(REAL_HOME, 'sftp/root/inbound'))
  })
})

describe.skipIf(ftp.missing !== undefined)(`vsftpd ${ftp.missing ?? ''}`, () => {
  const certificate = () => readFileSync(join(REAL_HOME, 'ftp/cert.pem'), 'utf8')
  const config = { protocol: 'ftps', host: '127.0.0.1', port: ftp.port, username: 'anonymous' }
  const secrets = { password: 'guest@harbour-finch.example' }

  /** The one that the start script makes names nobody: then nothing can be said over FTPS but that. */
  const isNamed = ftp.missing === undefined && new X509Certificate(certificate()).checkIP('127.0.0.1') !== undefined

  it('is not spoken to when its certificate is for somebody else', async () => {
    const error = await failure(connect({ ...config, host: 'localhost', certificate: certificate() }, secrets).test())
    expect(error).toMatchObject({ code: 'connection-failed', message: expect.stringContaining('for another name') })
  })
  it.skipIf(!isNamed)('is read and written over FTPS, with a certificate that is checked', async () => {
    expect(await failure(connect(config, secrets).test())).toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('self-signed'),
    })
    await journey(connect({ ...config, certificate: certificate() }, secrets), '/inbound')
  })
  it('is read and written over plain FTP where that is allowed', async () => {
    await expect(journey(connect({ ...config, protocol: 'ftp' }, secrets), '/inbound/plain')).resolves.toBeUndefined()
  })
  it.skipIf(!isNamed)('refuses a user it does not know', async () => {
    const error = await failure(connect({ ...config, username: 'nobody-here', certificate: certificate() }, secrets).test())
    expect(error.code).toBe('credentials-invalid')
  })
})
