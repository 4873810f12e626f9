// An error's message often is the sentence of its issues already: what is left to say beside it.
import type { ErrorData, Issue } from '#shared/errors.ts'

/** The issues whose sentence does not already stand in the error's message. */
export function unsaidIssues({ message, issues }: Pick<ErrorData, 'message' | 'issues'>): readonly Issue[] {
  return (issues ?? []).filter((issue) => !message.includes(issue.message))
}
