// Mapping rows on many samples at once, as fast as somebody types: each sample's record is built as a whole, and only where that fails its rows are
// tried one by one. A rule that loops or explodes is found on one sample and left out for the others: all of it ends within half a second.
import type { PreviewCase, PreviewCell, PreviewSamples as Request, SamplesPreview } from '#shared/api/contract.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/errors.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { everyRow } from '#shared/mapping/check-rows.ts'
import { cellsOfRecord } from '#shared/mapping/record-cells.ts'
import { rowPrograms, type RowProgram } from '#shared/mapping/rows.ts'
import type { Outcome, Program, Sandbox } from '../sandbox/port.ts'
import { balanceRecord, prepareBalances } from './balance-preview.ts'
import { toCell } from './preview.ts'
import {
  bindingsOf,
  prepareProgram,
  prepareRecord,
  syntaxErrorOf,
  namedOnce,
  type NamedSource,
  type Prepared,
  type Named,
} from './row-programs.ts'

export type PreviewSamples = (clientId: string, request: Request) => Promise<SamplesPreview>
type CasePreview = SamplesPreview['cases'][number]

/** Nothing takes longer, whatever happens. A rule that never ends is found out long before, by the deadlines below: within half a second. */
const LIMIT_MS = 2_500
/** One record. A real one takes a few, but its first time it is compiled, perhaps on a busy machine. The rest is for finding the rule that is to blame. */
const RECORD_MS = 220
/** Compiling a large mapping takes time that is no fault of its rules. */
const MS_PER_ROW = 0.1
/** All rows of one sample by themselves; a rule that never ends may use half of it. What is suspected gets a second, shorter chance. */
const ROWS_MS = 115
const SUSPECT_MS = 90
const STOPPED: ReadonlySet<string> = new Set(['sandbox-timeout', 'sandbox-memory', 'sandbox-crashed', 'output-too-large'])

export function createPreviewSamples(options: { readonly sandbox: Sandbox } & NamedSource): PreviewSamples {
  return async (clientId, { rows, cases, balance = [], environment }) => {
    const [first, ...others] = cases
    if (!first) return { cases: [] }
    const extra = rows.length * MS_PER_ROW
    const end = performance.now() + LIMIT_MS
    const evaluate = evaluator(options.sandbox, clientId, end)
    const named = namedOnce(options, clientId, environment)
    const placed = new Map([...everyRow(rows)].map(({ path, row }) => [path, row]))
    const wrong = new Map<string, ErrorData>()
    for (const [path, row] of placed) {
      const error = syntaxErrorOf(row)
      if (error) wrong.set(path, error)
    }

    /** The record without the rows that are known to be wrong. */
    const whole = async (deadlineMs: number) => {
      const prepared = await prepareRecord(without(rows, wrong), named)
      return async (one: PreviewCase): Promise<CasePreview | 'failed' | 'stopped'> => {
        if (!('program' in prepared)) return 'failed'
        const [outcome] = await evaluate(one, [prepared.program], deadlineMs)
        if (!outcome?.ok) return outcome && STOPPED.has(outcome.error.code) ? 'stopped' : 'failed'
        const output: unknown = outcome.json === undefined ? {} : JSON.parse(outcome.json)
        const built = { id: one.id, cells: withErrors(cellsOfRecord(rows, output), wrong) }
        const [error] = wrong.values()
        return error ? { ...built, error } : { ...built, output }
      }
    }

    const build = await whole(RECORD_MS + extra)
    // The first one alone: what is compiled is compiled once, and what never ends is not begun on all of them.
    const begun = await build(first)
    const rest = begun === 'stopped' ? others.map(() => 'stopped' as const) : await Promise.all(others.map(build))
    const answers = [begun, ...rest]
    const rowByRow = rowsAlone({ rows, placed, wrong, named, evaluate })
    const stopped = answers.indexOf('stopped')
    const culprit = cases[stopped]
    if (culprit) {
      for (const cell of await rowByRow.suspects(culprit)) if (cell.error) wrong.set(cell.path, cell.error)
    }
    // Without a culprit it was the machine that was slow: then it gets its time.
    const again = culprit ? await whole(wrong.size > 0 ? RECORD_MS + extra : LIMIT_MS) : build
    const contracts = await prepareBalances(balance, named)
    /** With what the contracts say of the record, when there is one. */
    const balanced = async (one: PreviewCase, answer: CasePreview): Promise<CasePreview> => {
      if (balance.length === 0 || answer.output === undefined) return answer
      const checked: PreviewCase = { ...one, input: answer.output }
      const bindings = { ...bindingsOf(one), source: JSON.stringify(one.input ?? null) }
      return {
        ...answer,
        ...(await balanceRecord(answer.output, balance, contracts, (some) => evaluate(checked, some, RECORD_MS, bindings))),
      }
    }
    return {
      cases: await Promise.all(
        cases.map(async (one, index) => {
          const answer = answers[index] ?? 'failed'
          if (typeof answer === 'object') return balanced(one, answer)
          const second = answer === 'stopped' ? await again(one) : answer
          return typeof second === 'object' ? balanced(one, second) : rowByRow.all(one)
        }),
      ),
    }
  }
}

type Evaluate = (
  one: PreviewCase,
  programs: readonly Program[],
  deadlineMs: number,
  bindings?: Readonly<Record<string, string>>,
) => Promise<readonly Outcome[]>

/** Answers when the time is over, also when workers are still busy: what is not known then took too long. */
function evaluator(sandbox: Sandbox, clientId: string, end: number): Evaluate {
  return async (one, programs, deadlineMs, bindings = bindingsOf(one)) => {
    const left = Math.max(1, end - performance.now())
    const late = programs.map((): Outcome => ({ ok: false, error: toErrorData(new AppError('sandbox-timeout')) }))
    let timer: NodeJS.Timeout | undefined
    const over = new Promise<readonly Outcome[]>((resolve) => (timer = setTimeout(() => resolve(late), left)))
    const answer = sandbox.evaluateAll({
      clientId,
      programs,
      input: JSON.stringify(one.input ?? null),
      bindings,
      deadlineMs: Math.ceil(Math.min(deadlineMs, left)),
    })
    try {
      return await Promise.race([answer, over])
    } finally {
      clearTimeout(timer)
    }
  }
}

interface RowsAlone {
  readonly rows: readonly MappingRow[]
  readonly placed: ReadonlyMap<string, MappingRow>
  readonly wrong: ReadonlyMap<string, ErrorData>
  readonly named: Named
  readonly evaluate: Evaluate
}

/**
 * Each row by itself, so that one that fails spoils nothing beside it. Rows of a list that failed are not tried: they would fail, or never end, in the
 * same way.
 */
function rowsAlone({ rows, placed, wrong, named, evaluate }: RowsAlone) {
  const programs = rowPrograms(rows)
  const preparing = new Map<string, Promise<Prepared>>()
  const preparedRow = ({ path, expression }: RowProgram): Promise<Prepared> => {
    const error = wrong.get(path)
    if (error) return Promise.resolve({ error })
    const known = preparing.get(path) ?? prepareProgram(expression, named)
    preparing.set(path, known)
    return known
  }
  const tryRows = async (one: PreviewCase, some: readonly RowProgram[], deadlineMs: number): Promise<readonly PreviewCell[]> => {
    const prepared = await Promise.all(some.map(preparedRow))
    const runnable = prepared.flatMap((program) => ('program' in program ? [program.program] : []))
    const outcomes = (await evaluate(one, runnable, deadlineMs))[Symbol.iterator]()
    return some.map((program, i) => {
      const mine = prepared[i]
      const outcome: Outcome | undefined = mine && 'error' in mine ? { ok: false, error: mine.error } : outcomes.next().value
      return toCell(program, placed.get(program.path), outcome)
    })
  }
  const tryAll = async (one: PreviewCase, deadlineMs: number): Promise<readonly PreviewCell[]> => {
    const top = await tryRows(
      one,
      programs.filter(({ perItem }) => !perItem),
      deadlineMs,
    )
    const failed = top.filter((cell) => cell.error).map(({ path }) => `${path}.rows.`)
    const inner = programs.filter(({ path, perItem }) => perItem && !failed.some((list) => path.startsWith(list)))
    return [...top, ...(inner.length === 0 ? [] : await tryRows(one, inner, deadlineMs))]
  }
  return {
    async all(one: PreviewCase): Promise<CasePreview> {
      const cells = await tryAll(one, LIMIT_MS)
      const error = cells.find((cell) => cell.error)?.error
      return { id: one.id, cells, ...(error && { error }) }
    },
    /** Cells of the rows that were stopped twice: once among the others, once among themselves, when all are compiled. */
    async suspects(one: PreviewCase): Promise<readonly PreviewCell[]> {
      const found = await tryAll(one, ROWS_MS + rows.length * MS_PER_ROW)
      const paths = new Set(found.filter(isStopped).map(({ path }) => path))
      if (paths.size === 0) return []
      const again = await tryRows(
        one,
        programs.filter(({ path }) => paths.has(path)),
        SUSPECT_MS,
      )
      return again.filter(isStopped)
    },
  }
}

const isStopped = ({ error }: PreviewCell) => error !== undefined && STOPPED.has(error.code)

function without(rows: readonly MappingRow[], wrong: ReadonlyMap<string, unknown>, prefix = ''): readonly MappingRow[] {
  if (wrong.size === 0) return rows
  return rows.flatMap((row, index) => {
    const path = `${prefix}${index}`
    if (wrong.has(path)) return []
    return row.rule.kind === 'each' ? [{ ...row, rule: { ...row.rule, rows: [...without(row.rule.rows, wrong, `${path}.rows.`)] } }] : [row]
  })
}

const withErrors = (cells: readonly PreviewCell[], wrong: ReadonlyMap<string, ErrorData>): readonly PreviewCell[] =>
  cells.map((cell) => {
    const error = wrong.get(cell.path)
    return error ? { path: cell.path, error } : cell
  })
