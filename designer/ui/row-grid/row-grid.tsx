// The grid itself. Pasting several cells into a key puts them in from there on, as a spreadsheet would; Enter goes down, and adds a row at the end.
import { ActionIcon, Button, Text, VisuallyHidden } from '@mantine/core'
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { t } from '#designer/i18n/index.ts'
import type { ListedValue } from '#shared/model/descriptors.ts'
import { Card } from '#designer/ui/card.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ChoiceCell } from './choice-cell.tsx'
import { kindOf, newRow, readPaste, textOf, valueOf, type DraftRow, type RowProblems } from './draft-rows.ts'
import classes from './row-grid.module.css'

export interface RowGridProps {
  readonly rows: readonly DraftRow[]
  readonly onChange: (rows: readonly DraftRow[]) => void
  readonly search: string
  readonly problems: RowProblems
  readonly readOnly: boolean
  /** With the days on which a row holds. */
  readonly withDays?: boolean
  readonly keyLabel?: string
  readonly valueLabel?: string
  /** What the values are chosen from, by name; absent: they are typed. */
  readonly choices?: readonly ListedValue[] | undefined
}

/** Inputs for more rows at once make the page slow; the rest is reached by searching or on request. */
const FIRST = 200

export function RowGrid({ rows, onChange, search, problems, readOnly, withDays = false, keyLabel, valueLabel, choices }: RowGridProps) {
  const [limit, setLimit] = useState(FIRST)
  const body = useRef<HTMLTableSectionElement>(null)
  const wanted = search.trim().toLowerCase()
  const found = wanted === '' ? rows : rows.filter((row) => `${row.key} ${textOf(row.value)} ${row.note}`.toLowerCase().includes(wanted))
  const shown = found.slice(0, limit)
  const kind = kindOf(rows)
  const set = (id: number, part: Partial<DraftRow>) => onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const add = () => {
    setLimit((before) => Math.max(before, rows.length + 1))
    onChange([...rows, newRow()])
    requestAnimationFrame(() => cellAt(body.current, 'last', 0)?.focus())
  }

  const paste = (event: ClipboardEvent, at: DraftRow) => {
    const text = event.clipboardData.getData('text')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const start = rows.indexOf(at)
    const pasted = readPaste(text, kind)
    onChange([...rows.slice(0, start), ...pasted, ...rows.slice(start + pasted.length)])
  }
  const move = (event: KeyboardEvent, index: number, column: number) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    if (event.key === 'Enter' && index === shown.length - 1 && wanted === '') return add()
    cellAt(body.current, event.key === 'ArrowUp' ? index - 1 : index + 1, column)?.focus()
  }

  return (
    <Card padded={false}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th className={classes.number}>
              <VisuallyHidden>{t('Row number')}</VisuallyHidden>
            </th>
            <th>{keyLabel ?? t('Comes in')}</th>
            <th>{valueLabel ?? t('Goes out')}</th>
            {withDays && <th style={{ width: 138 }}>{t('First day')}</th>}
            {withDays && <th style={{ width: 138 }}>{t('Last day')}</th>}
            <th style={{ width: withDays ? '18%' : '26%' }}>{t('Note')}</th>
            {!readOnly && (
              <th style={{ width: 44 }}>
                <VisuallyHidden>{t('Remove')}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row, index) => {
            const common = { className: classes.cell, readOnly, spellCheck: false }
            const number = wanted === '' ? index + 1 : rows.indexOf(row) + 1
            return (
              <tr key={row.id}>
                <td className={classes.number}>{number}</td>
                <td>
                  <input
                    {...common}
                    value={row.key}
                    maxLength={400}
                    aria-label={t('{{name}}, row {{number}}', { name: keyLabel ?? t('Comes in'), number })}
                    aria-invalid={problems.duplicates.has(row.key) || problems.keyless.has(row.id)}
                    onChange={(event) => set(row.id, { key: event.target.value })}
                    onPaste={readOnly ? undefined : (event) => paste(event, row)}
                    onKeyDown={(event) => move(event, index, 0)}
                  />
                </td>
                <td>
                  {choices ? (
                    <ChoiceCell
                      value={textOf(row.value)}
                      choices={choices}
                      label={t('{{name}}, row {{number}}', { name: valueLabel ?? t('Goes out'), number })}
                      readOnly={readOnly}
                      onChange={(value) => set(row.id, { value })}
                    />
                  ) : (
                    <input
                      {...common}
                      value={textOf(row.value)}
                      aria-label={t('{{name}}, row {{number}}', { name: valueLabel ?? t('Goes out'), number })}
                      onChange={(event) => set(row.id, { value: valueOf(event.target.value, row.value === '' ? kind : row.value) })}
                      onKeyDown={(event) => move(event, index, 1)}
                    />
                  )}
                </td>
                {withDays && (
                  <DayCell
                    row={row}
                    member="from"
                    label={t('First day, row {{number}}', { number })}
                    wrong={problems.wrongDays.has(row.id)}
                    readOnly={readOnly}
                    onChange={set}
                  />
                )}
                {withDays && (
                  <DayCell
                    row={row}
                    member="to"
                    label={t('Last day, row {{number}}', { number })}
                    wrong={problems.wrongDays.has(row.id)}
                    readOnly={readOnly}
                    onChange={set}
                  />
                )}
                <td>
                  <input
                    {...common}
                    value={row.note}
                    maxLength={400}
                    aria-label={t('Note, row {{number}}', { number })}
                    onChange={(event) => set(row.id, { note: event.target.value })}
                    onKeyDown={(event) => move(event, index, 2)}
                  />
                </td>
                {!readOnly && (
                  <td style={{ textAlign: 'center' }}>
                    <ActionIcon
                      aria-label={t('Remove row {{number}}', { number })}
                      onClick={() => onChange(rows.filter((r) => r.id !== row.id))}
                    >
                      <Icon name="x" size={14} />
                    </ActionIcon>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className={classes.foot}>
        {!readOnly && wanted === '' && (
          <Button size="compact-sm" variant="subtle" leftSection={<Icon name="plus" size={14} />} onClick={add}>
            {t('Add a row')}
          </Button>
        )}
        {found.length > shown.length && (
          <Button size="compact-sm" variant="subtle" onClick={() => setLimit(limit + 1_000)}>
            {t('Show {{count}} more', { count: Math.min(1_000, found.length - shown.length) })}
          </Button>
        )}
        <Text span fz="xs" ml="auto">
          {wanted === ''
            ? t('rows-count', { count: rows.length })
            : t('{{found}} of {{all}} rows', { found: found.length, all: rows.length })}
        </Text>
      </div>
    </Card>
  )
}

interface DayCellProps {
  readonly row: DraftRow
  readonly member: 'from' | 'to'
  readonly label: string
  readonly wrong: boolean
  readonly readOnly: boolean
  readonly onChange: (id: number, part: Partial<DraftRow>) => void
}

function DayCell({ row, member, label, wrong, readOnly, onChange }: DayCellProps) {
  return (
    <td>
      <input
        type="date"
        className={classes.cell}
        readOnly={readOnly}
        value={row[member]}
        aria-label={label}
        aria-invalid={wrong}
        onChange={(event) => onChange(row.id, { [member]: event.target.value })}
      />
    </td>
  )
}

function cellAt(body: HTMLTableSectionElement | null, row: number | 'last', column: number): HTMLInputElement | undefined {
  const line = row === 'last' ? body?.rows[body.rows.length - 1] : body?.rows[row]
  return line?.querySelectorAll<HTMLInputElement>('input:not([type=hidden])')[column]
}
