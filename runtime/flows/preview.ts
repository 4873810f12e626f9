// What mapping rows do to one input: each row alone, so that one that fails spoils nothing beside it, and the record they build together.
import type { Preview as PreviewRequest, PreviewCell, PreviewResult } from '#shared/api/contract.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import { everyRow } from '#shared/mapping/check-rows.ts'
import { isMissing } from '#shared/mapping/required.ts'
import { rowPrograms, type RowProgram } from '#shared/mapping/rows.ts'
import type { Outcome, Sandbox } from '../sandbox/port.ts'
import { balanceRecord, prepareBalances } from './balance-preview.ts'
import { bindingsOf, prepareProgram, prepareRecord, syntaxErrorOf, namedOnce, type NamedSource } from './row-programs.ts'

export type Preview = (clientId: string, request: PreviewRequest) => Promise<PreviewResult>

export function createPreview(options: { readonly sandbox: Sandbox } & NamedSource): Preview {
  return async (clientId, request) => {
    const rows = new Map([...everyRow(request.rows)].map(({ path, row }) => [path, row]))
    const programs = rowPrograms(request.rows)
    const named = namedOnce(options, clientId, request.environment)
    const prepared = await Promise.all([
      ...programs.map(({ path, expression }) => prepareProgram(expression, named, syntaxErrorOf(rows.get(path)))),
      prepareRecord(request.rows, named),
    ])
    const runnable = prepared.flatMap((one) => ('program' in one ? [one.program] : []))
    const answers = await options.sandbox.evaluateAll({
      clientId,
      programs: runnable,
      input: JSON.stringify(request.input ?? null),
      bindings: bindingsOf(request),
    })
    const rest = answers[Symbol.iterator]()
    const outcomes = prepared.map((one): Outcome =>
      'program' in one ? (rest.next().value ?? { ok: true, json: undefined }) : { ok: false, error: one.error },
    )
    const record = outcomes.at(-1)
    const cells = programs.map((program, i) => toCell(program, rows.get(program.path), outcomes[i]))
    if (!record?.ok) return { cells, ...(record && { error: record.error }) }
    const output: unknown = record.json === undefined ? {} : JSON.parse(record.json)
    const contracts = request.balance ?? []
    if (contracts.length === 0) return { cells, output }
    const balanced = await balanceRecord(output, contracts, await prepareBalances(contracts, named), (some) =>
      options.sandbox.evaluateAll({
        clientId,
        programs: some,
        input: JSON.stringify(output),
        bindings: { ...bindingsOf(request), source: JSON.stringify(request.input ?? null) },
      }),
    )
    return { cells, ...balanced }
  }
}

export function toCell({ path, perItem }: RowProgram, row: MappingRow | undefined, outcome: Outcome | undefined): PreviewCell {
  if (!outcome?.ok) return { path, ...(outcome && { error: outcome.error }) }
  const value: unknown = outcome.json === undefined ? undefined : JSON.parse(outcome.json)
  const required = row?.required === true
  if (!perItem) return { path, ...(value !== undefined && { value }), ...(required && isMissing(value) && { missing: true }) }
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const values = list.map((item) => (isRecord(item) && Object.hasOwn(item, 'value') ? { value: item['value'] } : {}))
  return { path, values, ...(required && values.some((item) => isMissing(item.value)) && { missing: true }) }
}
