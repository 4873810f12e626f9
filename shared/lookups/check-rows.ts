// What can be wrong with the rows of a lookup table before anything reads them.
import type { Issue } from '../errors.ts'
import type { LookupRow } from '../model/connections.ts'
import { say, spoken } from '../sentence.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** A day that there is, as YYYY-MM-DD. */
export const isDate = (text: string): boolean =>
  DATE.test(text) && Number.isFinite(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text)

/** Pointers below the table, such as `/rows/3/key`. In the order of the rows. */
export function lookupIssues(rows: readonly LookupRow[]): Issue[] {
  const issues: Issue[] = []
  const known = new Map<string, number[]>()
  for (const [index, row] of rows.entries()) {
    const at = `/rows/${index}`
    const { key, from, to } = row
    if (key !== key.trim()) {
      const fix = 'Take the blanks away: a value without them would not find the row.'
      issues.push({ path: `${at}/key`, code: 'key-blanks', ...spoken(say`The key "${key}" has blanks around it.`, fix) })
    }
    for (const [member, date] of [
      ['from', from],
      ['to', to],
    ] as const) {
      if (date === undefined || isDate(date)) continue
      issues.push({ path: `${at}/${member}`, code: 'date-invalid', ...spoken(say`"${date}" is no date.`, 'Write it as 2026-12-31.') })
    }
    if (from !== undefined && to !== undefined && from > to) {
      issues.push({
        path: `${at}/to`,
        code: 'period-invalid',
        ...spoken(say`The row for "${key}" ends on ${to}, before it begins on ${from}.`, 'Correct one of the days.'),
      })
    }
    const others = known.get(key) ?? []
    const other = others.find((earlier) => overlaps(rows[earlier] ?? row, row))
    if (other !== undefined) {
      const dated = from !== undefined || to !== undefined || rows[other]?.from !== undefined || rows[other]?.to !== undefined
      issues.push({
        path: `${at}/key`,
        code: 'key-double',
        ...spoken(
          dated
            ? say`The key "${key}" stands in row ${other + 1} for some of the same days.`
            : say`The key "${key}" stands in an earlier row already.`,
          dated ? 'Let one end before the other begins.' : 'Remove one of them, or give each the days on which it holds.',
        ),
      })
    }
    known.set(key, [...others, index])
  }
  return issues
}

const FIRST_DAY = '0000-00-00'
const LAST_DAY = '9999-99-99'

const overlaps = (a: LookupRow, b: LookupRow): boolean =>
  (a.from ?? FIRST_DAY) <= (b.to ?? LAST_DAY) && (b.from ?? FIRST_DAY) <= (a.to ?? LAST_DAY)

/** The row holds on that day. */
export const holdsOn = ({ from = FIRST_DAY, to = LAST_DAY }: Pick<LookupRow, 'from' | 'to'>, day: string): boolean =>
  from <= day && day <= to
