// The scaffold makes a connector of another name, and the suite that it brings along runs here.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ROOT } from '../steps.ts'
import { registered, scaffoldConnector } from './scaffold.ts'

// Within the tree, so that the new files find the kit.
mkdirSync(join(ROOT, 'artifacts'), { recursive: true })
const connectorsDir = mkdtempSync(join(ROOT, 'artifacts', 'scaffold-'))
afterAll(() => rmSync(connectorsDir, { recursive: true, force: true }))

const files = scaffoldConnector({ id: 'door-bell', connectorsDir })
// Its own test: the conformance suite.
await import(join(connectorsDir, 'door-bell', 'door-bell.test.ts'))

describe('a new connector', () => {
  it('carries its name everywhere', async () => {
    const { doorBell } = (await import(join(connectorsDir, 'door-bell', 'index.ts'))) as { doorBell: { id: string; name: string } }
    expect(doorBell).toMatchObject({ id: 'door-bell', name: 'Door bell' })
    for (const file of files) expect(readFileSync(file, 'utf8')).not.toMatch(/parcel(?! service)/i)
  })
  it('does not overwrite one that is there', () => {
    expect(() => scaffoldConnector({ id: 'door-bell', connectorsDir })).toThrow(/EEXIST/)
  })
  it.each(['', 'Door', '../x', 'a b', '-a'])('is not called %j', (id) => {
    expect(() => scaffoldConnector({ id, connectorsDir })).toThrow(/no id of a connector/)
  })
  it('is registered with its simulator', () => {
    const index = registered(readFileSync(join(ROOT, 'connectors', 'index.ts'), 'utf8'), 'door-bell')
    expect(index).toContain("import { doorBell } from './door-bell/index.ts'")
    expect(index).toMatch(/connectors: readonly Connector\[\] = \[[^\]]*\bdoorBell\b[^\]]*\]/)
    expect(index).toContain("'door-bell': async () => (await import('./door-bell/simulator.ts')).createDoorBellSimulator,")
  })
})
