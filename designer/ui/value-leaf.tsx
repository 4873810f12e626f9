// One value of a record: coloured by its type; with `onChange` a field to edit it in, that keeps its type.
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import classes from './value-tree.module.css'

export interface ValueLeafProps {
  readonly value: unknown
  readonly label: string
  readonly onChange?: (value: unknown) => void
}

const LONG = 400

export function ValueLeaf({ value, label, onChange }: ValueLeafProps) {
  const [whole, setWhole] = useState(false)
  if (onChange) return <EditLeaf value={value} label={label} onChange={onChange} />
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const cut = !whole && text.length > LONG
  return (
    <span className={classes.value} data-type={value === null ? 'null' : typeof value}>
      {value === null ? t('empty') : value === '' ? t('empty text') : cut ? `${text.slice(0, LONG)}…` : text}
      {cut && (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          {t('Show all')}
        </button>
      )}
    </span>
  )
}

function EditLeaf({ value, label, onChange }: Required<ValueLeafProps>) {
  if (typeof value === 'boolean') {
    return (
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={String(value)}
        onChange={(chosen) => onChange(chosen === 'true')}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
      />
    )
  }
  if (typeof value === 'number') return <NumberLeaf value={value} label={label} onChange={onChange} />
  return (
    <input
      className={classes.input}
      aria-label={label}
      data-type={value === null ? 'null' : 'string'}
      value={typeof value === 'string' ? value : ''}
      placeholder={value === null ? t('empty') : t('empty text')}
      onChange={(event) => onChange(value === null && event.target.value === '' ? null : event.target.value)}
    />
  )
}

/** Keeps what is typed (`12.` on the way to `12.5`) and reports it as soon as it is a number. */
function NumberLeaf({
  value,
  label,
  onChange,
}: {
  readonly value: number
  readonly label: string
  readonly onChange: (value: unknown) => void
}) {
  const [text, setText] = useState(String(value))
  const valid = text.trim() !== '' && Number.isFinite(Number(text))
  const shown = Number(text) === value || !valid ? text : String(value)
  return (
    <input
      className={classes.input}
      aria-label={label}
      aria-invalid={!valid}
      inputMode="decimal"
      data-type="number"
      value={shown}
      onChange={(event) => {
        setText(event.target.value)
        const next = Number(event.target.value)
        if (event.target.value.trim() !== '' && Number.isFinite(next)) onChange(next)
      }}
      onBlur={() => setText(String(value))}
    />
  )
}
