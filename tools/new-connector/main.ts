// `npm run new:connector <id>`: makes connectors/<id>, registers it, and runs the conformance suite on it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT, run } from '../steps.ts'
import { registered, scaffoldConnector } from './scaffold.ts'

const [id = ''] = process.argv.slice(2)
const connectorsDir = join(ROOT, 'connectors')
const index = join(connectorsDir, 'index.ts')
try {
  const text = registered(readFileSync(index, 'utf8'), id)
  const files = scaffoldConnector({ id, connectorsDir })
  writeFileSync(index, text)
  for (const file of [...files, index]) console.log(relative(ROOT, file))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
await run('oxfmt', ['connectors/index.ts', `connectors/${id}`])
await run('node', ['tools/generate-docs.ts'])
process.exitCode = await run('vitest', ['run', `connectors/${id}/`])
if (process.exitCode === 0)
  console.log(`\nNow make it your vendor's: connectors/${id}/index.ts. docs/connectors.md tells what the suite wants.`)
