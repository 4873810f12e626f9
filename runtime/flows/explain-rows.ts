// Why mapping rows give what they give on one input: which paths each was read from, and the first step that was not there.
import type { ExplainRows as ExplainRequest, RowExplanation, RowExplanations } from '#shared/api/contract.ts'
import { everyRow } from '#shared/mapping/check-rows.ts'
import type { FieldReadings } from '#shared/mapping/explanation.ts'
import { rowPrograms, type RowProgram } from '#shared/mapping/rows.ts'
import type { Explained, Sandbox } from '../sandbox/port.ts'
import { bindingsOf, prepareProgram, syntaxErrorOf, namedOnce, type NamedSource, type Prepared } from './row-programs.ts'

export type ExplainRows = (clientId: string, request: ExplainRequest) => Promise<RowExplanations>

export function createExplainRows(options: { readonly sandbox: Sandbox } & NamedSource): ExplainRows {
  return async (clientId, request) => {
    const wanted = new Set(request.paths)
    const rows = new Map([...everyRow(request.rows)].map(({ path, row }) => [path, row]))
    const programs = rowPrograms(request.rows).filter(({ path }) => wanted.has(path))
    const named = namedOnce(options, clientId, request.environment)
    const prepared = await Promise.all(
      programs.map(({ path, expression }) => prepareProgram(expression, named, syntaxErrorOf(rows.get(path)))),
    )
    const answers = await options.sandbox.explainAll({
      clientId,
      programs: prepared.flatMap((one) => ('program' in one ? [one.program] : [])),
      input: JSON.stringify(request.input ?? null),
      bindings: bindingsOf(request),
    })
    const rest = answers[Symbol.iterator]()
    return { rows: programs.map((program, i) => toRow(program, prepared[i], rest)) }
  }
}

function toRow({ path, target, perItem }: RowProgram, prepared: Prepared | undefined, answers: Iterator<Explained>): RowExplanation {
  if (prepared && 'error' in prepared) return { path, target, fields: [], error: prepared.error }
  const answer: Explained | undefined = answers.next().value
  const { fields = [], reason } = answer?.explanation ?? {}
  return {
    path,
    target,
    ...(perItem ? splitPerItem(fields) : { fields }),
    ...(reason !== undefined && { reason }),
    ...(answer?.outcome.ok === false && { error: answer.outcome.error }),
  }
}

/** The program of a row within `each` rows gives `{ value }` for each item; what is read besides is the lists around. */
function splitPerItem(fields: readonly FieldReadings[]): Pick<RowExplanation, 'fields' | 'list'> {
  const own = fields.filter(({ target }) => target === 'value' || target.startsWith('value.'))
  return {
    fields: own.map(({ target, readings }) => ({ target: target.slice('value.'.length), readings })),
    list: fields.filter((field) => !own.includes(field)).flatMap(({ readings }) => readings),
  }
}
