// What a row gives on a sample: the value, or in red what is wrong with it.
import { Popover, UnstyledButton } from '@mantine/core'
import { memo, useState, type KeyboardEvent } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './grid.module.css'
import { isBadLook, type CellLook } from './preview-cells.ts'

/** More is for the popover. */
const SHOWN = 160

export function shownValue(value: unknown): string {
  if (value === undefined) return t('nothing')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

const kindOf = (value: unknown) =>
  typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'json'

/** What a cell says, in words. */
export function cellSentence(look: CellLook): string {
  if (look.tone === 'value') return shownValue(look.value)
  if (look.tone === 'missing') return t('Required, but empty on this sample')
  if (look.tone === 'error') return look.message ?? t('This rule failed on the sample')
  if (look.tone === 'different')
    return t('{{value}} instead of {{expected}}', { value: shownValue(look.value), expected: shownValue(look.expected) })
  if (look.items === 0) return t('The list has no items on this sample')
  return t('nothing')
}

export interface ResultCellProps {
  readonly look: CellLook | undefined
  readonly isEach: boolean
  /** The sample's name where several are shown beside each other. */
  readonly sample?: string
  /** Its place among the samples; cells of a grid are reached by arrow keys, one of them by the tabulator. */
  readonly column?: number
  readonly tabbable?: boolean
  /** In the grid the row's panel shows the whole value; elsewhere a popover does. */
  readonly onChoose?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

export const ResultCell = memo(function ResultCell(props: ResultCellProps) {
  const { look, isEach, sample, column, tabbable = true, onChoose, onKeyDown } = props
  const [open, setOpen] = useState(false)
  const inGrid = column !== undefined
  const grid = inGrid
    ? { 'data-column': column, tabIndex: tabbable ? 0 : -1, ...(onKeyDown && { onKeyDown }), ...(onChoose && { onFocus: onChoose }) }
    : {}
  if (!look) return <span className={classes.result} data-tone="nothing" {...grid} />
  const isList = isEach && look.tone === 'value' && Array.isArray(look.value)
  const text = isList ? t('items-count', { count: (look.value as readonly unknown[]).length }) : cellSentence(look)
  const many = look.items !== undefined && look.items > 1
  const warned = look.mismatch === undefined ? text : `${text} (${t('This is {{what}}.', { what: t(look.mismatch) })})`
  const button = (
    <UnstyledButton
      className={classes.result ?? ''}
      data-tone={isList ? 'list' : look.tone}
      data-kind={kindOf(look.value)}
      data-mismatch={look.mismatch === undefined ? undefined : true}
      onClick={() => (onChoose ? onChoose() : setOpen(!open))}
      title={warned}
      aria-label={sample === undefined ? `${t('Result')}: ${warned}` : t('Result on {{sample}}: {{text}}', { sample, text: warned })}
      {...grid}
    >
      {isBadLook(look) ? (
        <Icon name="circle-alert" size={13} />
      ) : look.mismatch === undefined ? null : (
        <Icon name="triangle-alert" size={13} />
      )}
      <span className={classes.resultText}>{look.tone === 'different' ? shownValue(look.value) : text}</span>
      {many ? (
        <span className={classes.itemBadge} data-bad={(look.bad ?? 0) > 0 || undefined}>
          {look.bad ? t('{{bad}} of {{items}} bad', { bad: look.bad, items: look.items ?? 0 }) : `${(look.item ?? 0) + 1}/${look.items}`}
        </span>
      ) : null}
    </UnstyledButton>
  )
  if (!open) return button
  return (
    <Popover opened={open} onChange={setOpen} width={420} position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        {look.tone === 'value' && !isList ? null : <p className={classes.sentence}>{warned}</p>}
        {look.value === undefined ? null : <pre className={classes.whole}>{JSON.stringify(look.value, null, 2)}</pre>}
      </Popover.Dropdown>
    </Popover>
  )
})
