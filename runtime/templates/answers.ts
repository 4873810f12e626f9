// What a clone wizard's answers mean: rows of the client's lookup tables.
import { isRecord } from '#shared/json.ts'
import type { Issue } from '#shared/errors.ts'
import type { LookupRow } from '#shared/model/connections.ts'
import type { TemplateFile } from './template.ts'
import { say, spoken } from '#shared/sentence.ts'

export interface AnsweredTable {
  readonly name: string
  readonly label: string
  readonly rows: readonly LookupRow[]
}

/** The table of answers that are no tables, where the template names none. */
export const SETTINGS = { name: 'settings', label: 'Settings' }

/** The tables the answers give, or what is wrong with them. Questions without an answer take their default. */
export function readAnswers(
  template: TemplateFile,
  answers: Readonly<Record<string, unknown>>,
): { readonly tables: readonly AnsweredTable[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const tables: AnsweredTable[] = []
  const settings: LookupRow[] = []
  const known = new Set(template.questions.map((question) => question.id))
  for (const id of Object.keys(answers)) {
    if (!known.has(id))
      issues.push({
        path: `/answers/${id}`,
        code: 'unknown-question',
        ...spoken(say`The template asks no question "${id}".`, 'Leave it out.'),
      })
  }
  for (const question of template.questions) {
    const path = `/answers/${question.id}`
    const answer = answers[question.id] ?? (question.table ? question.table.rows : question.default)
    const missing = answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)
    if (missing) {
      if (question.required)
        issues.push({ path, code: 'answer-missing', ...spoken(say`"${question.label}" needs an answer.`, 'Answer it.') })
      if (!question.table) continue
    }
    if (question.table) {
      const rows = readRows(answer ?? [], path, question.label, issues)
      tables.push({ name: question.table.name, label: question.table.label, rows })
      continue
    }
    if (question.kind === 'number' && typeof answer !== 'number' && !/^-?\d+(\.\d+)?$/.test(String(answer))) {
      issues.push({
        path,
        code: 'answer-invalid',
        ...spoken(say`"${question.label}" needs a number.`, 'Give a number such as 12 or 0.05.'),
      })
    }
    if (question.kind === 'choice' && !question.choices?.some((choice) => choice.value === answer)) {
      issues.push({
        path,
        code: 'answer-invalid',
        ...spoken(
          say`"${question.label}" must be one of its choices.`,
          say`Choose ${question.choices?.map((c) => c.label).join(' or ') ?? 'one'}.`,
        ),
      })
    }
    settings.push({ key: question.id, value: answer, note: question.label })
  }
  // Also without a row: the flow reads it, and a client fills it in later.
  if (template.questions.some(({ kind }) => kind !== 'table')) tables.push({ ...(template.settingsTable ?? SETTINGS), rows: settings })
  return { tables, issues }
}

function readRows(answer: unknown, path: string, label: string, issues: Issue[]): readonly LookupRow[] {
  if (!Array.isArray(answer)) {
    issues.push({ path, code: 'answer-invalid', ...spoken(say`"${label}" needs a list of rows.`, 'Give rows with a key and a value.') })
    return []
  }
  const seen = new Set<string>()
  const rows: LookupRow[] = []
  for (const [index, row] of answer.entries()) {
    const at = `${path}/${index}`
    if (!isRecord(row) || typeof row['key'] !== 'string' || row['key'] === '' || row['value'] === undefined || row['value'] === '') {
      issues.push({
        path: at,
        code: 'answer-invalid',
        ...spoken(say`Row ${index + 1} of "${label}" needs both columns.`, 'Fill in both columns, or remove the row.'),
      })
    } else if (seen.has(row['key'])) {
      issues.push({
        path: at,
        code: 'answer-invalid',
        ...spoken(say`"${row['key']}" stands twice in "${label}".`, 'Keep one of the two rows.'),
      })
    } else {
      seen.add(row['key'])
      rows.push({ key: row['key'], value: row['value'], ...(typeof row['note'] === 'string' && { note: row['note'] }) })
    }
  }
  return rows
}
