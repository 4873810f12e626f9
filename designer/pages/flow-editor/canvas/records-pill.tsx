// On a line after a test: what went along it. A click shows the records themselves.
import { Popover, ScrollArea, Select } from '@mantine/core'
import { useState } from 'react'
import { isRecord } from '#shared/json.ts'
import type { EdgeRecord } from '#designer/graph/edge-records.ts'
import { t } from '#designer/i18n/index.ts'
import { recordLabel } from '#designer/ui/record-label.ts'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import { useEditor } from '../state/context.ts'
import classes from './canvas.module.css'

export function RecordsPill({ records }: { readonly records: readonly EdgeRecord[] }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom" withinPortal shadow="lg" width={380} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.records}
          title={t('Show what went along here')}
          onClick={() => setOpen((before) => !before)}
        >
          {briefly(records)}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Records records={records} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Records({ records }: { readonly records: readonly EdgeRecord[] }) {
  const document = useEditor((state) => state.document)
  const [at, setAt] = useState(0)
  const shown = records[at] ?? records[0]
  return (
    <>
      {records.length > 1 ? (
        <Select
          m={8}
          size="xs"
          aria-label={t('Record')}
          value={String(at)}
          allowDeselect={false}
          searchable
          comboboxProps={{ withinPortal: false }}
          data={records.map(({ record }, index) => ({ value: String(index), label: recordLabel(record, document) }))}
          onChange={(next) => setAt(Number(next ?? 0))}
        />
      ) : null}
      <ScrollArea.Autosize mah={320} type="auto" tabIndex={0}>
        <ValueTree key={at} value={shown?.value} label={t('What went along here')} depth={1} />
      </ScrollArea.Autosize>
    </>
  )
}

/** What people call a record by, where it stands on its surface. */
const NAMES = ['name', 'number', 'order_number', 'reference', 'ref', 'sku', 'id']
const MOST_CHARACTERS = 18

function briefly(records: readonly EdgeRecord[]): string {
  const [only, ...others] = records
  if (others.length > 0 || !only) return t('records-count', { count: records.length })
  const { value } = only
  if (Array.isArray(value)) return t('items-count', { count: value.length })
  const name = isRecord(value)
    ? NAMES.map((member) => value[member]).find((one) => typeof one === 'string' || typeof one === 'number')
    : value
  const text = typeof name === 'string' || typeof name === 'number' ? String(name) : ''
  if (text === '') return t('records-count', { count: 1 })
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`
}
