// How good suggested mappings are: for each mapping of the shipped templates, suggestions as the designer makes them from the target's schema, from the
// records that come to the step on the samples, and from what connectors say of both in the retail model; held against the rows that people wrote. A
// suggestion counts as right when the row for its target reads the field.
import { fileURLToPath } from 'node:url'
import { connectors } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { validate } from '#connectors/kit/validate.ts'
import { targetFields } from '#designer/mapping/target-fields.ts'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import { analyseExpression } from '#shared/mapping/analyse.ts'
import { expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { parseExpression } from '#shared/mapping/parse.ts'
import { suggestMappings, type Suggestion, type SuggestSource } from '#shared/mapping/suggest.ts'
import { recordTags, withTags } from '#shared/retail/record-tags.ts'
import { inferFields } from '#shared/schemas/infer.ts'
import { testRun } from '#runtime/engine/test-run.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import { readAnswers } from '#runtime/templates/answers.ts'
import { loadTemplates, type Template } from '#runtime/templates/template.ts'

export interface SuggestionQuality {
  readonly template: string
  readonly step: string
  /** It is made of what many records come to, such as the journal of a day: that is computed, and hardly a field of it copied. */
  readonly collected: boolean
  /** Targets that people filled from one or more source fields that the samples have. */
  readonly filled: number
  readonly suggested: number
  readonly right: number
  readonly wrong: readonly string[]
}

const TEMPLATES = fileURLToPath(new URL('../templates', import.meta.url))
const descriptors = connectors.map(describeConnector)

export async function measureSuggestions(): Promise<SuggestionQuality[]> {
  const found: SuggestionQuality[] = []
  const sandbox = createSandbox({ mappingWorkers: 1 })
  try {
    for (const template of (await loadTemplates(TEMPLATES)).flatMap(([newest]) => newest)) {
      const { flow } = template
      const records = await recordsOf(template, sandbox)
      for (const [step, node] of Object.entries(flow.nodes)) {
        if (node.kind !== 'map' || !node.config.target) continue
        const { slot, action } = node.config.target
        const schema = descriptors.find(({ id }) => id === flow.slots[slot]?.connector)?.actions.find(({ id }) => id === action)?.input
        const source = withTags(inferFields(records.get(step) ?? []), recordTags(flow, step, descriptors))
        if (schema)
          found.push({
            template: template.file.id,
            step,
            collected: isCollected(flow, step),
            ...judge(suggestMappings(targetFields(schema), source), node.config.rows, source),
          })
      }
    }
  } finally {
    await sandbox.close()
  }
  return found
}

/** A step before it collects records, or adds up what lines come to, group by group. */
function isCollected({ nodes, edges }: FlowDocument, step: string): boolean {
  const before = new Set([step])
  for (const at of before) for (const { from, to } of edges) if (to === at) before.add(from)
  return [...before].some((id) => {
    const node = nodes[id]
    return node?.kind === 'aggregate' || (id !== step && node?.kind === 'map' && node.config.rows.some(addsUpGroups))
  })
}

/** By JSONata's group by, `lines{ account: $sum(amount) }`. */
const addsUpGroups = ({ rule }: MappingRow): boolean =>
  expressionsOfRule(rule).some(({ source }) => {
    const parsed = parseExpression(source)
    return parsed.ok && hasGroup(parsed.ast)
  })

const hasGroup = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && ('group' in part || Object.values(part).some(hasGroup))

/** What comes to each step on the template's samples: calls answer their example. */
async function recordsOf(template: Template, sandbox: ReturnType<typeof createSandbox>): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const { tables } = readAnswers(template.file, {})
  const records = new Map<string, unknown[]>()
  for (const { input } of template.samples) {
    const { view } = await testRun(
      { clientId: 'client_1', flowId: 'flow_1', environment: 'live', document: template.flow, input },
      {
        sandbox,
        tables: {
          async load(_client, _environment, name) {
            const table = tables.find((one) => one.name === name)
            if (!table) throw new AppError('lookup-table-missing', { message: `No answer fills the table "${name}".` })
            return { hash: `${template.file.id} ${name}`, rows: table.rows, revision: 1 }
          },
        },
        catalog: {
          find(connector, id) {
            const action = connectors.find((one) => one.id === connector)?.actions.find((one) => one.id === id)
            return action && { safety: action.safety, example: action.example, check: (value) => validate(action.input, value) }
          },
        },
        flows: { load: () => Promise.reject(new Error('Templates call no other flows.')), deployed: async () => undefined },
        topics: { schema: async () => undefined },
        now: () => new Date(),
      },
    )
    for (const { nodeId, input: record } of view.steps)
      if (record !== undefined) records.set(nodeId, [...(records.get(nodeId) ?? []), record])
  }
  return records
}

const PLAIN_PATH = /^[\w.`]+$/

function judge(
  suggestions: readonly Suggestion[],
  rows: readonly MappingRow[],
  source: readonly SuggestSource[],
): Omit<SuggestionQuality, 'template' | 'step' | 'collected'> {
  const read = new Map<string, readonly string[]>()
  const there = new Set(source.map(({ names }) => names.join('.')))
  const visit = (list: readonly MappingRow[], above: string, base: string) => {
    for (const { target, rule } of list) {
      const paths = expressionsOfRule(rule).flatMap((expression) => analyseExpression(expression.source).paths)
      // What no sample has can be written by who knows the system, and suggested by nobody.
      if (paths.some((path) => there.has(`${base}${path}`) || there.has(path))) read.set(`${above}${target}`, paths)
      // What an expression puts together first has names of its own: only rows over a plain list of the source can be compared.
      if (rule.kind === 'each' && PLAIN_PATH.test(rule.items)) visit(rule.rows, `${above}${target}/`, `${base}${rule.items}.`)
    }
  }
  visit(rows, '', '')
  const known = suggestions.flatMap((one) => {
    const paths = read.get([...one.within, one.target].join('/'))
    return paths ? [{ one, paths }] : []
  })
  const wrong = known.filter(
    ({ one, paths }) =>
      !analyseExpression(one.expression).paths.some((taken) => paths.some((path) => path === taken || path.startsWith(`${taken}.`))),
  )
  return {
    filled: read.size,
    suggested: known.length,
    right: known.length - wrong.length,
    wrong: wrong.map(
      ({ one, paths }) => `${[...one.within, one.target].join('/')}: ${one.expression}, not ${paths.slice(0, 3).join(' or ')}`,
    ),
  }
}

/** Of what was suggested, how much is right; of what people filled, how much was suggested rightly. Both from 0 to 1. */
export function summed(all: readonly SuggestionQuality[]): { readonly precision: number; readonly recall: number } {
  const sum = (of: (one: SuggestionQuality) => number) => all.reduce((total, one) => total + of(one), 0)
  const right = sum((one) => one.right)
  return {
    precision:
      right /
      Math.max(
        1,
        sum((one) => one.suggested),
      ),
    recall:
      right /
      Math.max(
        1,
        sum((one) => one.filled),
      ),
  }
}

export async function run(): Promise<void> {
  const all = await measureSuggestions()
  for (const { template, step, filled, suggested, right, wrong } of all) {
    console.log(`${template} ${step}: ${right} of ${suggested} suggestions right, for ${filled} fields that people filled`)
    for (const sentence of wrong) console.log(`  wrong: ${sentence}`)
  }
  const { precision, recall } = summed(all)
  const single = summed(all.filter(({ collected }) => !collected)).recall
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  console.log(`precision ${percent(precision)}, recall ${percent(recall)}; of what is made of single records ${percent(single)}`)
}
