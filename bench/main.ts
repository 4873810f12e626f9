// `npm run bench -- [NAME] [options]`: one benchmark by name; without a name the orders of the first one.
interface Bench {
  run(args: readonly string[]): Promise<void>
}

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  orders: () => import('./orders.ts'),
  burst: () => import('./burst.ts'),
  lanes: () => import('./lanes.ts'),
  history: () => import('./history.ts'),
  backlog: () => import('./backlog.ts'),
  'large-data': () => import('./large-data.ts'),
  mapping: () => import('./mapping.ts'),
  postgres: () => import('./postgres.ts'),
  workbench: () => import('./workbench.ts'),
  suggestions: () => import('./suggestions.ts'),
  canvas: () => import('./canvas.ts'),
  throttle: () => import('./throttle.ts'),
  formats: () => import('./formats.ts'),
}

const [first, ...rest] = process.argv.slice(2)
const named = first !== undefined && !first.startsWith('-')
const bench = BENCHES[named ? first : 'orders']
if (!bench) {
  console.error(`There is no benchmark "${first}". Choose one of: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}
await (await bench()).run(named ? rest : process.argv.slice(2))
