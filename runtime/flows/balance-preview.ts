// What balance contracts say of a record that mapping rows built in a trial.
import type { BalanceResult } from '#shared/api/contract.ts'
import { toErrorData } from '#shared/errors.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import { balanceProgram } from '#shared/mapping/balance.ts'
import { checkExpression } from '#shared/mapping/expression.ts'
import { withResidual, type BalanceReport } from '#shared/mapping/functions/balance.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import { AppError } from '#shared/errors.ts'
import type { Outcome, Program } from '../sandbox/port.ts'
import { prepareProgram, type Prepared, type Named } from './row-programs.ts'

/** One for each contract. */
export function prepareBalances(contracts: readonly BalanceContract[], named: Named): Promise<readonly Prepared[]> {
  return Promise.all(
    contracts.map((contract): Promise<Prepared> => {
      const issue = [...contract.left, ...contract.right].flatMap(({ amount }) => checkExpression(amount) ?? [])[0]
      const syntax = issue && toErrorData(new AppError('expression-invalid', { message: issue.message, issues: [issue] }))
      return prepareProgram(balanceProgram(contract), named, syntax)
    }),
  )
}

export interface BalancedRecord {
  readonly output: unknown
  readonly balances: readonly BalanceResult[]
}

/** `evaluate` has the record as its input and what was mapped as `$source`. */
export async function balanceRecord(
  output: unknown,
  contracts: readonly BalanceContract[],
  prepared: readonly Prepared[],
  evaluate: (programs: readonly Program[]) => Promise<readonly Outcome[]>,
): Promise<BalancedRecord> {
  const outcomes = (await evaluate(prepared.flatMap((one) => ('program' in one ? [one.program] : []))))[Symbol.iterator]()
  let record = output
  const balances = contracts.map(({ label, residual }, i): BalanceResult => {
    const mine = prepared[i]
    const outcome: Outcome | undefined = mine && 'error' in mine ? { ok: false, error: mine.error } : outcomes.next().value
    if (!outcome?.ok || outcome.json === undefined) {
      return { label, state: 'failed', error: outcome?.ok === false ? outcome.error : toErrorData(new AppError('sandbox-timeout')) }
    }
    const report = JSON.parse(outcome.json) as BalanceReport
    const target = residual === undefined ? undefined : parseTarget(residual)
    if (report.state === 'residual' && target?.ok) record = withResidual(record, target.names, report.difference)
    return report
  })
  return { output: record, balances }
}
