import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { createDropFolder, type DropFolder } from './drop-folder.ts'
import type { ReceiveFile } from './files.ts'

let dataDir: string
let folder: DropFolder
let isDeployed: boolean
const received: { readonly file: ReceiveFile; readonly text: string }[] = []
const NOW = new Date('2026-03-01T10:00:00Z')

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-drop-'))
  received.length = 0
  isDeployed = true
  folder = createDropFolder({
    dataDir,
    log: pino({ level: 'silent' }),
    now: () => NOW,
    files: {
      async receive(file, body) {
        if (!isDeployed) throw new AppError('not-deployed')
        const parts: Uint8Array[] = []
        for await (const part of body) parts.push(part)
        received.push({ file, text: Buffer.concat(parts).toString() })
        return { file: { createdAt: NOW.toISOString() } as Feed, duplicate: false }
      },
    },
  })
  await folder.prepare('client_a', 'flow_1', 'live')
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const inbox = () => folder.path('client_a', 'flow_1', 'live')
async function put(name: string, text: string, ageMs = 10_000): Promise<void> {
  const path = join(inbox(), name)
  await writeFile(path, text)
  const at = new Date(NOW.getTime() - ageMs)
  await utimes(path, at, at)
}

it('takes files in by name, for their client, flow and environment, and moves them away', async () => {
  await put('b.csv', 'two')
  await put('a.csv', 'one')
  await folder.look()
  expect(received).toEqual([
    { file: { clientId: 'client_a', flowId: 'flow_1', environment: 'live', name: 'a.csv', again: false }, text: 'one' },
    { file: { clientId: 'client_a', flowId: 'flow_1', environment: 'live', name: 'b.csv', again: false }, text: 'two' },
  ])
  expect(await readdir(inbox())).toEqual([])
  expect(await readdir(join(inbox(), '..', 'done'))).toEqual(['2026-03-01T10-00-00 a.csv', '2026-03-01T10-00-00 b.csv'])
})

it('leaves alone what is still being written, and what is no file of its own', async () => {
  await put('fresh.csv', 'x', 500)
  await put('half.csv.part', 'x')
  await put('.hidden', 'x')
  await put('empty.csv', '')
  await mkdir(join(inbox(), 'folder'))
  await writeFile(join(dataDir, 'secret'), 'x')
  await symlink(join(dataDir, 'secret'), join(inbox(), 'link.csv'))
  await folder.look()
  expect(received).toEqual([])
})

it('keeps a file where it is until its flow is deployed', async () => {
  isDeployed = false
  await put('a.csv', 'one')
  await folder.look()
  expect(await readdir(inbox())).toEqual(['a.csv'])
  isDeployed = true
  await folder.look()
  expect(received).toHaveLength(1)
})
