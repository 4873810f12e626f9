// What a row gives on the sample: the value, or in red what is wrong with it.
import { Popover, UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './grid.module.css'
import type { CellLook } from './preview-cells.ts'

/** More is for the popover. */
const SHOWN = 160

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text === undefined ? '' : text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

const kindOf = (value: unknown) =>
  typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'json'

function sentence(look: CellLook): string {
  if (look.tone === 'missing') return t('Required, but empty on this sample')
  if (look.tone === 'error') return look.message ?? t('This rule failed on the sample')
  if (look.items === 0) return t('The list has no items on this sample')
  return t('nothing')
}

export const ResultCell = memo(function ResultCell({ look, isEach }: { readonly look: CellLook | undefined; readonly isEach: boolean }) {
  const [open, setOpen] = useState(false)
  if (!look) return <span className={classes.result} data-tone="nothing" />
  if (isEach && look.tone === 'value' && Array.isArray(look.value)) {
    return (
      <span className={classes.result} data-tone="list">
        {t('items-count', { count: look.value.length })}
      </span>
    )
  }
  const text = look.tone === 'value' ? shown(look.value) : sentence(look)
  const many = look.items !== undefined && look.items > 1
  const button = (
    <UnstyledButton
      className={classes.result ?? ''}
      data-tone={look.tone}
      data-kind={kindOf(look.value)}
      onClick={() => setOpen(!open)}
      title={text}
      aria-label={`${t('Result')}: ${text}`}
    >
      {look.tone === 'missing' || look.tone === 'error' ? <Icon name="circle-alert" size={13} /> : null}
      <span className={classes.resultText}>{text}</span>
      {many ? (
        <span className={classes.itemBadge} data-bad={(look.bad ?? 0) > 0 || undefined}>
          {look.bad ? t('{{bad}} of {{items}} bad', { bad: look.bad, items: look.items ?? 0 }) : `${(look.item ?? 0) + 1}/${look.items}`}
        </span>
      ) : null}
    </UnstyledButton>
  )
  // A popover for each of hundreds of cells would make scrolling slow.
  if (!open) return button
  return (
    <Popover opened={open} onChange={setOpen} width={420} position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        <pre className={classes.whole}>{look.tone === 'value' ? JSON.stringify(look.value, null, 2) : text}</pre>
      </Popover.Dropdown>
    </Popover>
  )
})
