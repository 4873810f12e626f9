// How good suggested mappings are: for each mapping of the shipped templates, suggestions from the target's schema and the samples alone, held against
// the rows that people wrote. A suggestion counts as right when the row for its target reads the field.
import { readdir, readFile } from 'node:fs/promises'
import { connectors } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { targetFields } from '#designer/mapping/target-fields.ts'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import { analyseExpression } from '#shared/mapping/analyse.ts'
import { expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { suggestMappings, type Suggestion } from '#shared/mapping/suggest.ts'
import { inferFields } from '#shared/schemas/infer.ts'

export interface SuggestionQuality {
  readonly template: string
  readonly step: string
  /** Targets that people filled from one or more source fields. */
  readonly filled: number
  readonly suggested: number
  readonly right: number
  readonly wrong: readonly string[]
}

const TEMPLATES = new URL('../templates/', import.meta.url)

export async function measureSuggestions(): Promise<SuggestionQuality[]> {
  const found: SuggestionQuality[] = []
  for (const entry of await readdir(TEMPLATES, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const home = new URL(`${entry.name}/`, TEMPLATES)
    const flow = (await readJson(new URL('flow.json', home))) as FlowDocument
    const names = (await readdir(new URL('samples/', home)).catch(() => [])).filter((name) => name.endsWith('.json'))
    const samples = await Promise.all(names.map((name) => readJson(new URL(`samples/${name}`, home))))
    for (const [step, node] of Object.entries(flow.nodes)) {
      const target = node.kind === 'map' ? node.config.target : undefined
      const connector = connectors.find(({ id }) => id === flow.slots[target?.slot ?? '']?.connector)
      const schema = connector && describeConnector(connector).actions.find(({ id }) => id === target?.action)?.input
      if (node.kind !== 'map' || !schema) continue
      found.push({ template: entry.name, step, ...judge(suggestMappings(targetFields(schema), inferFields(samples)), node.config.rows) })
    }
  }
  return found
}

const PLAIN_PATH = /^[\w.`]+$/

const readJson = async (url: URL): Promise<unknown> => JSON.parse(await readFile(url, 'utf8')) as unknown

function judge(suggestions: readonly Suggestion[], rows: readonly MappingRow[]): Omit<SuggestionQuality, 'template' | 'step'> {
  const read = new Map<string, readonly string[]>()
  const visit = (list: readonly MappingRow[], above: string) => {
    for (const { target, rule } of list) {
      const paths = expressionsOfRule(rule).flatMap(({ source }) => analyseExpression(source).paths)
      if (paths.length > 0) read.set(`${above}${target}`, paths)
      // What an expression puts together first has names of its own: only rows over a plain list of the source can be compared.
      if (rule.kind === 'each' && PLAIN_PATH.test(rule.items)) visit(rule.rows, `${above}${target}/`)
    }
  }
  visit(rows, '')
  const known = suggestions.flatMap((one) => {
    const paths = read.get([...one.within, one.target].join('/'))
    return paths ? [{ one, paths }] : []
  })
  const wrong = known.filter(({ one, paths }) => !paths.some((path) => path === one.expression || path.startsWith(`${one.expression}.`)))
  return {
    filled: read.size,
    suggested: known.length,
    right: known.length - wrong.length,
    wrong: wrong.map(
      ({ one, paths }) => `${[...one.within, one.target].join('/')}: ${one.expression}, not ${paths.slice(0, 3).join(' or ')}`,
    ),
  }
}

export async function run(): Promise<void> {
  const all = await measureSuggestions()
  for (const { template, step, filled, suggested, right, wrong } of all) {
    console.log(`${template} ${step}: ${right} of ${suggested} suggestions right, for ${filled} fields that people filled`)
    for (const sentence of wrong) console.log(`  wrong: ${sentence}`)
  }
  const sum = (of: (one: SuggestionQuality) => number) => all.reduce((total, one) => total + of(one), 0)
  const [right, suggested, filled] = [sum((one) => one.right), sum((one) => one.suggested), sum((one) => one.filled)]
  console.log(
    `precision ${((100 * right) / Math.max(1, suggested)).toFixed(0)} %, recall ${((100 * right) / Math.max(1, filled)).toFixed(0)} %`,
  )
}
