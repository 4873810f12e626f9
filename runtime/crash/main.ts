// `npm run test:crash`: the whole sweep on both stores, as a table. `-- --every` takes every point instead of a spread (of a long loop: enough of them),
// `-- --points N` N points for each scenario and store, `-- --store sqlite|postgres`, `-- --scenario NAME`.
import { parseArgs } from 'node:util'
import { noServer, startServer } from '../store/postgres/server.testing.ts'
import { SCENARIOS } from './scenarios.ts'
import { sweep, type SweepReport } from './sweep.ts'

const { values } = parseArgs({
  options: {
    every: { type: 'boolean', default: false },
    points: { type: 'string', default: '60' },
    store: { type: 'string' },
    scenario: { type: 'string' },
  },
})
const stores = (['sqlite', 'postgres'] as const).filter((store) => values.store === undefined || values.store === store)
const scenarios = SCENARIOS.filter(({ name }) => values.scenario === undefined || values.scenario === name)
const server = stores.includes('postgres') && noServer === undefined ? await startServer() : undefined
const rows: { store: string; report: SweepReport }[] = []
try {
  for (const store of stores) {
    if (store === 'postgres' && !server) {
      console.log(`postgres is left out: ${noServer}`)
      continue
    }
    for (const { name } of scenarios) {
      const url = store === 'postgres' ? await server?.createDatabase() : undefined
      const report = await sweep({
        scenario: name,
        ...(url !== undefined && { url }),
        ...(!values.every && { points: Number(values.points) }),
        onCase: (done, of) => process.stderr.write(`\r${store} ${name}: ${done} of ${of}   `),
      })
      process.stderr.write('\n')
      rows.push({ store, report })
      for (const finding of report.findings) console.log(`${store} ${name}: ${finding}`)
    }
  }
} finally {
  await server?.stop()
}

console.table(
  rows.map(({ store, report: { scenario, pointsInAll, kills, findings } }) => ({
    store,
    scenario,
    'points there are': pointsInAll,
    'processes killed': kills,
    lost: findings.filter((finding) => finding.endsWith('is lost')).length,
    doubled: findings.filter((finding) => finding.endsWith('times')).length,
    'other findings': findings.filter((finding) => !/(is lost|times)$/.test(finding)).length,
  })),
)
const kills = rows.reduce((sum, { report }) => sum + report.kills, 0)
const findings = rows.reduce((sum, { report }) => sum + report.findings.length, 0)
console.log(`${kills} kills, ${findings} findings`)
process.exitCode = findings === 0 && kills > 0 ? 0 : 1
