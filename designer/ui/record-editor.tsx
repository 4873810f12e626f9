// A record to correct: field by field, or as text with a check that says where it went wrong.
import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { readText } from './read-text.ts'
import classes from './record-editor.module.css'
import type { TitleOf } from './record-titles.ts'
import { ValueTree } from './value-tree.tsx'

export interface RecordEditorProps {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** False while the text is not valid data. */
  readonly onValidity?: (valid: boolean) => void
  readonly label: string
  readonly titleOf?: TitleOf
}

export function RecordEditor({ value, onChange, onValidity, label, titleOf }: RecordEditorProps) {
  const [view, setView] = useState<'fields' | 'text'>('fields')
  const [text, setText] = useState('')
  const read = readText(text)
  const problem = view === 'text' && !read.ok ? read.problem : undefined

  const show = (next: string) => {
    if (next === 'text') setText(JSON.stringify(value, null, 2))
    else onValidity?.(true)
    setView(next === 'text' ? 'text' : 'fields')
  }
  return (
    <div>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={show}
          aria-label={t('How to edit')}
          data={[
            { value: 'fields', label: t('Fields') },
            { value: 'text', label: t('Text') },
          ]}
        />
        {view === 'text' && (
          <Text fz="xs" c={problem ? 'var(--tf-bad)' : 'dimmed'} role="status">
            {problem ?? t('The text is valid.')}
          </Text>
        )}
      </div>
      {view === 'fields' ? (
        <div className={classes.fields}>
          <ValueTree value={value} label={label} depth={3} onChange={onChange} titleOf={titleOf} />
        </div>
      ) : (
        <textarea
          className={classes.text}
          aria-label={label}
          aria-invalid={problem !== undefined}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            const next = readText(event.target.value)
            onValidity?.(next.ok)
            if (next.ok) onChange(next.value)
          }}
        />
      )}
    </div>
  )
}
