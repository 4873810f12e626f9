// Calls with many lines, of which some are refused: what is wrong with each.
import { AppError } from '#shared/errors.ts'

/** No input list of the Admin API may be longer. Source: https://shopify.dev/docs/api/usage/limits */
export const MOST_LINES = 250

export interface Problem {
  /** Shopify's, or one of ours for what never came so far. */
  readonly code: string
  readonly problem: string
}

/** `vendor-rejected` with one issue for each line. */
export function linesRefused(
  message: string,
  lines: readonly { readonly index: number; readonly name: string; readonly problem: Problem }[],
): AppError {
  return new AppError('vendor-rejected', {
    message: `${message} ${lines
      .slice(0, 3)
      .map(({ name, problem }) => `${name}: ${problem.problem}`)
      .join(' ')}`,
    issues: lines.map(({ index, name, problem }) => ({
      path: `/lines/${index}`,
      code: 'vendor-rejected' as const,
      message: `${name}: ${problem.problem}`,
    })),
    details: { refused: lines.map(({ index, problem }) => ({ line: index, ...problem })) },
  })
}
