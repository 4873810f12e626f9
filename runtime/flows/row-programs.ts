// Mapping rows made ready for the sandbox, to be tried on one input: their programs with the tables these look into.
import type { Preview } from '#shared/api/contract.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/errors.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { everyRow, expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { analyseExpression, checkExpression } from '#shared/mapping/expression.ts'
import { withParts } from '#shared/mapping/parts/with-parts.ts'
import { compileRows } from '#shared/mapping/rows.ts'
import type { Parts } from '#shared/flow/pin-parts.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { TableSource } from '../engine/ports.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import type { Program, SandboxTable } from '../sandbox/port.ts'

export type Prepared = { readonly program: Program } | { readonly error: ErrorData }

export function syntaxErrorOf(row: MappingRow | undefined): ErrorData | undefined {
  if (!row) return undefined
  for (const { source } of expressionsOfRule(row.rule)) {
    const issue = checkExpression(source)
    if (issue)
      return toErrorData(
        new AppError('expression-invalid', { message: issue.message, ...(issue.fix && { fix: issue.fix }), issues: [issue] }),
      )
  }
  return undefined
}

/** What expressions name beside their input. Each is loaded once for all rows, when the first asks for it. */
export interface Named {
  tableOf(name: string): Promise<SandboxTable>
  parts(): Promise<Parts>
}

export interface NamedSource {
  readonly tables: TableSource
  readonly parts: Pick<PartLibrary, 'of'>
}

export function namedOnce({ tables, parts }: NamedSource, clientId: string, environment: Environment): Named {
  const loading = new Map<string, Promise<SandboxTable>>()
  let library: Promise<Parts> | undefined
  return {
    tableOf: (name) => {
      const found = loading.get(name) ?? tables.load(clientId, environment, name)
      loading.set(name, found)
      return found
    },
    parts: () => (library ??= parts.of(clientId)),
  }
}

export async function prepareProgram(expression: string, named: Named, syntax?: ErrorData): Promise<Prepared> {
  if (syntax) return { error: syntax }
  try {
    const whole = await wholeOf(expression, named)
    return await withTables(whole, analyseExpression(whole).tables, named)
  } catch (error) {
    return { error: toErrorData(error) }
  }
}

const wholeOf = async (expression: string, named: Named): Promise<string> =>
  expression.includes('$part') ? withParts(expression, await named.parts()) : expression

/** The record that the rows build together. */
export async function prepareRecord(rows: readonly MappingRow[], named: Named): Promise<Prepared> {
  try {
    const expression = compileRows(rows)
    const whole = await wholeOf(expression, named)
    return await withTables(whole, whole === expression ? tablesOfRows(rows) : analyseExpression(whole).tables, named)
  } catch (error) {
    return { error: toErrorData(error) }
  }
}

/** Row by row: their texts are known from the key press before, the whole expression is new each time. */
function tablesOfRows(rows: readonly MappingRow[]): readonly string[] {
  const named = [...everyRow(rows)].flatMap(({ row: { rule } }) => [
    ...(rule.kind === 'lookup' ? [rule.table] : []),
    ...expressionsOfRule(rule).flatMap(({ source }) => (source.includes('lookup') ? analyseExpression(source).tables : [])),
  ])
  return [...new Set(named)]
}

async function withTables(expression: string, names: readonly string[], { tableOf }: Pick<Named, 'tableOf'>): Promise<Prepared> {
  try {
    const tables = await Promise.all(names.map(async (name) => [name, await tableOf(name)] as const))
    return { program: { expression, ...(tables.length > 0 && { tables: Object.fromEntries(tables) }) } }
  } catch (error) {
    return { error: toErrorData(error) }
  }
}

/** `$trigger` and `$steps` of a trial; without a trigger of its own the input is it. */
export function bindingsOf(request: Pick<Preview, 'input' | 'trigger' | 'steps'>): Readonly<Record<string, string>> {
  return { trigger: JSON.stringify(request.trigger ?? request.input ?? null), steps: JSON.stringify(request.steps ?? {}) }
}
