// Samples of others (in CI and on the makers' machines): each is read, and what is read is written and read again without a loss.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EDIFACT_MESSAGES } from './edifact-messages.ts'
import { readEdifact, writeEdifact } from './edifact.ts'
import { SPECS_DIR } from '../specs.testing.ts'
import type { ReadInterchange } from './interchange.ts'
import { readX12, writeX12 } from './x12.ts'
import { X12_MESSAGES } from './x12-messages.ts'

const DIR = `${SPECS_DIR}/edi`
const files = existsSync(DIR) ? globSync(`${DIR}/**/*.{edi,EDI,txt,x12}`) : []
const read = (file: string) =>
  readFileSync(file, 'latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
const partner = { id: 'US', qualifier: 'ZZ' }
const envelope = { sender: partner, receiver: partner, control: 1, isTest: true, at: new Date('2026-03-01T10:00:00Z') }

const samples = files.filter((file) => /^(ISA|UN[AB])/.test(read(file)))
/** Several of the samples have an ISA that is not 106 characters long, or end within a segment, or are two interchanges. */
const MOST_UNREADABLE = 24

describe.skipIf(files.length === 0)('samples of EDI (skipped without them in TILLFLOW_SPECS_DIR)', () => {
  let unreadable = 0
  it.each(samples.map((file) => [basename(file), file]))('%s is read and written without a loss, or refused with a sentence', (_, file) => {
    const isX12 = read(file).startsWith('ISA')
    let found: ReadInterchange
    try {
      found = isX12 ? readX12(read(file)) : readEdifact(read(file))
    } catch (error) {
      unreadable++
      expect(error).toMatchObject({ name: 'Error', message: expect.stringMatching(/^(it|its|".") /) })
      return
    }
    for (const { type, document, version, problems } of found.messages) {
      const isKnown = (isX12 ? X12_MESSAGES : EDIFACT_MESSAGES)[type] !== undefined
      if (!isKnown || problems.some((problem) => problem.endsWith('is missing'))) continue
      const text = isX12
        ? writeX12({ ...envelope, version: version || '004010' }, [{ type, document }])
        : writeEdifact({ ...envelope, version }, [{ type, document }])
      const again = isX12 ? readX12(text) : readEdifact(text)
      expect(again).toMatchObject({ problems: [], messages: [{ type, problems: [] }] })
      expect(again.messages[0]?.document).toEqual(document)
    }
  })
  it('are mostly readable', () => {
    expect(samples.length - unreadable).toBeGreaterThan(50)
    expect(unreadable).toBeLessThanOrEqual(MOST_UNREADABLE)
  })
})
