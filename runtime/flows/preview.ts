// What mapping rows do to one input: each row alone, so that one that fails spoils nothing beside it, and the record they build together.
import type { Preview as PreviewRequest, PreviewCell, PreviewResult } from '#shared/api/contract.ts'
import { toErrorData, type ErrorData } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { everyRow, expressionsOfRule } from '#shared/mapping/check-rows.ts'
import { analyseExpression, checkExpression } from '#shared/mapping/expression.ts'
import { isMissing } from '#shared/mapping/required.ts'
import { compileRows, rowPrograms, type RowProgram } from '#shared/mapping/rows.ts'
import { AppError } from '#shared/errors.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { TableSource } from '../engine/ports.ts'
import type { Outcome, Program, Sandbox, SandboxTable } from '../sandbox/port.ts'

export type Preview = (clientId: string, request: PreviewRequest) => Promise<PreviewResult>

type Prepared = { readonly program: Program } | { readonly error: ErrorData }

export function createPreview(options: { readonly sandbox: Sandbox; readonly tables: TableSource }): Preview {
  return async (clientId, request) => {
    const rows = new Map([...everyRow(request.rows)].map(({ path, row }) => [path, row]))
    const programs = rowPrograms(request.rows)
    const tableOf = loadOnce(options.tables, clientId, request.environment)
    const prepared = await Promise.all([
      ...programs.map(({ path, expression }) => prepare(expression, tableOf, syntaxError(rows.get(path)))),
      prepareRecord(request.rows, tableOf),
    ])
    const runnable = prepared.flatMap((one) => ('program' in one ? [one.program] : []))
    const answers = await options.sandbox.evaluateAll({
      clientId,
      programs: runnable,
      input: JSON.stringify(request.input ?? null),
      bindings: { trigger: JSON.stringify(request.trigger ?? request.input ?? null), steps: JSON.stringify(request.steps ?? {}) },
    })
    const rest = answers[Symbol.iterator]()
    const outcomes = prepared.map((one): Outcome =>
      'program' in one ? (rest.next().value ?? { ok: true, json: undefined }) : { ok: false, error: one.error },
    )
    const record = outcomes.at(-1)
    return {
      cells: programs.map((program, i) => toCell(program, rows.get(program.path), outcomes[i])),
      ...(record?.ok ? { output: record.json === undefined ? {} : JSON.parse(record.json) } : { error: record?.error }),
    }
  }
}

function syntaxError(row: MappingRow | undefined): ErrorData | undefined {
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

type TableOf = (name: string) => Promise<SandboxTable>

/** Each table once for all rows. */
function loadOnce(tables: TableSource, clientId: string, environment: Environment): TableOf {
  const loading = new Map<string, Promise<SandboxTable>>()
  return (name) => {
    const found = loading.get(name) ?? tables.load(clientId, environment, name)
    loading.set(name, found)
    return found
  }
}

async function prepare(expression: string, tableOf: TableOf, syntax?: ErrorData): Promise<Prepared> {
  if (syntax) return { error: syntax }
  try {
    const names = analyseExpression(expression).tables
    const tables = await Promise.all(names.map(async (name) => [name, await tableOf(name)] as const))
    return { program: { expression, ...(tables.length > 0 && { tables: Object.fromEntries(tables) }) } }
  } catch (error) {
    return { error: toErrorData(error) }
  }
}

async function prepareRecord(rows: readonly MappingRow[], tableOf: TableOf): Promise<Prepared> {
  try {
    return await prepare(compileRows(rows), tableOf)
  } catch (error) {
    return { error: toErrorData(error) }
  }
}

function toCell({ path, perItem }: RowProgram, row: MappingRow | undefined, outcome: Outcome | undefined): PreviewCell {
  if (!outcome?.ok) return { path, ...(outcome && { error: outcome.error }) }
  const value: unknown = outcome.json === undefined ? undefined : JSON.parse(outcome.json)
  const required = row?.required === true
  if (!perItem) return { path, ...(value !== undefined && { value }), ...(required && isMissing(value) && { missing: true }) }
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const values = list.map((item) => (isRecord(item) && Object.hasOwn(item, 'value') ? { value: item['value'] } : {}))
  return { path, values, ...(required && values.some((item) => isMissing(item.value)) && { missing: true }) }
}
