// `npm run contract`: checks every connector's requests against its vendor's own description, where that is present (TILLFLOW_SPECS_DIR), and
// prints how much of each description is used.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectors } from '#connectors/index.ts'
import { run } from './steps.ts'

interface Row {
  readonly connector: string
  readonly used: number
  readonly described: number
}

const dir = await mkdtemp(join(tmpdir(), 'tillflow-contract-'))
const table = join(dir, 'table')
const code = await run('vitest', ['run', 'vendor-contract.test.ts', ...process.argv.slice(2)], { TILLFLOW_CONTRACT_TABLE: table })
const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
await rm(dir, { recursive: true, force: true })
const rows = lines.map((line) => JSON.parse(line) as Row).toSorted((a, b) => a.connector.localeCompare(b.connector))

console.log('\nconnector                used  described')
for (const { connector, used, described } of rows)
  console.log(`${connector.padEnd(22)} ${String(used).padStart(6)} ${String(described).padStart(10)}`)
const missing = connectors.map(({ id }) => id).filter((id) => !rows.some(({ connector }) => connector === id))
if (missing.length > 0) console.log(`\nWithout a description here: ${missing.join(', ')}`)
console.log(code === 0 ? '\nNo request differs from its description.' : '\nSome requests differ from their descriptions: see above.')
process.exitCode = code
