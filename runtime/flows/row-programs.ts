// Mapping rows made ready for the sandbox, to be tried on one input: their programs with the tables these look into.
import type { Preview } from '#shared/api/contract.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/errors.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { analyseExpression, checkExpression } from '#shared/mapping/expression.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { TableSource } from '../engine/ports.ts'
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

export type TableOf = (name: string) => Promise<SandboxTable>

/** Each table once for all rows. */
export function tablesOnce(tables: TableSource, clientId: string, environment: Environment): TableOf {
  const loading = new Map<string, Promise<SandboxTable>>()
  return (name) => {
    const found = loading.get(name) ?? tables.load(clientId, environment, name)
    loading.set(name, found)
    return found
  }
}

export async function prepareProgram(expression: string, tableOf: TableOf, syntax?: ErrorData): Promise<Prepared> {
  if (syntax) return { error: syntax }
  try {
    const names = analyseExpression(expression).tables
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
