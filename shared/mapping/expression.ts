// JSONata expressions without evaluating them: is it well-formed, what does it read.
import type { Issue } from '../errors.ts'
import { parseExpression } from './parse.ts'

export { analyseExpression, usesVariable } from './analyse.ts'

/** What is wrong with an expression, or nothing. `position` is the offset of the first wrong character; `path` is empty. */
export function checkExpression(source: string): Issue | undefined {
  const parsed = parseExpression(source)
  return parsed.ok ? undefined : parsed.issue
}
