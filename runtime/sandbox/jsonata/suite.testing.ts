// The official JSONata suite as our tests run it. It lies beside the checkout and is not part of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

export interface SuiteCase {
  readonly name: string
  readonly expression: string
  readonly spec: Spec
}

export interface Spec {
  readonly expr?: string
  readonly 'expr-file'?: string
  readonly data?: unknown
  readonly dataset?: string | null
  readonly bindings?: Record<string, unknown>
  readonly depth?: number
  readonly timelimit?: number
  readonly result?: unknown
  readonly undefinedResult?: boolean
  readonly unordered?: boolean
  readonly code?: string
  readonly token?: string
  readonly error?: { readonly code: string }
}

export interface SuiteOutcome {
  readonly json?: string
  readonly code?: unknown
  readonly token?: unknown
  readonly position?: unknown
}

export const SUITE =
  process.env['TILLFLOW_JSONATA_SUITE'] ??
  new URL('../../../../shared/specs/conformance/jsonata-js__jsonata/test-suite', import.meta.url).pathname

export const hasSuite = existsSync(SUITE)

/** Every case that can be run: those of `casesWithoutFile` cannot. */
export function suiteCases(): SuiteCase[] {
  return allCases().flatMap(({ name, expression, spec }) => (expression === undefined ? [] : [{ name, expression, spec }]))
}

/** Cases whose expression stands in a file that is not among what the suite brings: nobody can say what they ask. */
export function casesWithoutFile(): string[] {
  return allCases().flatMap(({ name, expression }) => (expression === undefined ? [name] : []))
}

function allCases(): (Omit<SuiteCase, 'expression'> & { readonly expression: string | undefined })[] {
  return readdirSync(`${SUITE}/groups`).flatMap((group) =>
    readdirSync(`${SUITE}/groups/${group}`)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => {
        const content = JSON.parse(readFileSync(`${SUITE}/groups/${group}/${file}`, 'utf8')) as Spec | Spec[]
        return (Array.isArray(content) ? content : [content]).map((spec, index) => {
          const beside = `${SUITE}/groups/${group}/${spec['expr-file']}`
          const expression = spec.expr ?? (existsSync(beside) ? readFileSync(beside, 'utf8') : undefined)
          return { name: `${group}/${file}#${index}`, expression, spec }
        })
      }),
  )
}

export function suiteInput(spec: Spec): unknown {
  if ('data' in spec) return structuredClone(spec.data)
  return spec.dataset ? (JSON.parse(readFileSync(`${SUITE}/datasets/${spec.dataset}.json`, 'utf8')) as unknown) : undefined
}

/** The limits of a case. An endless one is cut off soon. */
export function suiteLimits(spec: Spec): { stack: number | undefined; timeout: number | undefined } {
  return { stack: spec.depth, timeout: spec.code === 'U1001' ? 200 : spec.timelimit }
}

export async function outcomeOf(evaluate: () => unknown): Promise<SuiteOutcome> {
  try {
    return { json: JSON.stringify(await evaluate()) }
  } catch (thrown) {
    const { code, token, position } = thrown as SuiteOutcome
    // Where a run is cut off by the clock differs from run to run.
    return code === 'D1012' ? { code } : { code, token, position }
  }
}

/** Whether an outcome is what the case asks for. */
export function satisfies(actual: SuiteOutcome, spec: Spec): boolean {
  const code = spec.code ?? spec.error?.code
  // The suite's runner reports its own limits as U1001; jsonata's are D1011 and D1012.
  if (code !== undefined) return actual.code === code || (code === 'U1001' && (actual.code === 'D1011' || actual.code === 'D1012'))
  if (actual.code !== undefined) return false
  return spec.undefinedResult ? actual.json === undefined : sorted(actual.json) === sorted(JSON.stringify(spec.result))
}

function sorted(json: string | undefined): string | undefined {
  if (json === undefined) return undefined
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
