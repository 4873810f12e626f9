// `npm run bench -- workbench [--presses N]`: how long an analyst waits. The server's answer to a key press in a mapping of 200 rows on ten samples of
// 20 KB; in the browser, where there is one, the opening of 2,000 rows, a key press, and how much JavaScript comes first.
import { parseArgs } from 'node:util'
import type { SamplesPreview } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { startInstallation, type Installation } from './installation.ts'
import { largeMapping, largeOrder } from './large-mapping.ts'
import { measureBrowser } from './workbench-browser.ts'

const ROWS = 200
const SAMPLES = 10
const CLIENT = 'bench'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { presses: { type: 'string' } } })
  const installation = await startInstallation({ TILLFLOW_DEMO: 'off' })
  try {
    await installation.setUp()
    await installation.api('POST', '/clients', { name: CLIENT, slug: CLIENT })
    console.table(await measurePreviews(installation, Number(values.presses ?? 100)))
    console.table(await measureBrowser(installation, CLIENT, SAMPLES))
  } finally {
    await installation.close()
  }
}

/** Each key press changes one rule: its text grows as it is typed. */
async function measurePreviews(installation: Installation, presses: number) {
  const cases = Array.from({ length: SAMPLES }, (_, i) => ({ id: `s${i}`, input: largeOrder(1_000 + i) }))
  const typed = '"Shopify " & name & " of " & customer.last_name & " for " & total_price'
  const all: number[] = []
  const whole: number[] = []
  const broken: number[] = []
  for (let press = 0; press < presses; press++) {
    const expression = typed.slice(0, 1 + (press % typed.length))
    const rows: MappingRow[] = largeMapping(ROWS).map((row, i) => (i === 40 ? { ...row, rule: { kind: 'expression', expression } } : row))
    const began = performance.now()
    const { cases: answers } = await installation.api<SamplesPreview>('POST', `/clients/${CLIENT}/preview/samples`, {
      rows,
      cases,
      environment: 'test',
    })
    const took = performance.now() - began
    if (answers.length !== SAMPLES) throw new Error('The preview is not complete.')
    all.push(took)
    const complete = answers.every((one) => one.output !== undefined)
    ;(complete ? whole : broken).push(took)
  }
  return { 'all key presses': summary(all), 'well-formed': summary(whole), 'half-written or late': summary(broken) }
}

function summary(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10
  return { count: sorted.length, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'worst ms': at(1) }
}
