// Reads a record that a person typed as JSON, and says in plain words where it is wrong.
import { t } from '#designer/i18n/index.ts'

export type ReadText = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string }

export function readText(text: string): ReadText {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch (error) {
    return { ok: false, problem: explain(text, error) }
  }
}

function explain(text: string, error: unknown): string {
  if (text.trim() === '') return t('There is nothing here yet.')
  const message = error instanceof Error ? error.message : ''
  const position = /position (\d+)/.exec(message)?.[1]
  // Browsers name the position differently or not at all; an unfinished text ends at its end.
  const before = text.slice(0, position === undefined ? text.length : Number(position))
  const line = before.split('\n').length
  return t('Line {{line}}: this does not read as data. Look for a missing comma, quote or bracket.', { line })
}
