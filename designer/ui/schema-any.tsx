// A value of any shape: written as text. What reads as data is taken as data, anything else as a text.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { SchemaFieldProps } from './schema-field.tsx'
import { readText } from './read-text.ts'
import { descriptionOf, exampleOf, titleOf } from './schema-read.ts'

export function SchemaAny({ name, schema, value, onChange, path, disabled, issues, required, idPrefix }: SchemaFieldProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)))
  return (
    <Textarea
      id={`${idPrefix}${path.replaceAll('/', '-')}`}
      label={titleOf(schema, name)}
      description={descriptionOf(schema)}
      placeholder={exampleOf(schema)}
      error={issues.find((issue) => issue.path === path)?.message}
      withAsterisk={required}
      disabled={disabled}
      autosize
      minRows={2}
      maxRows={14}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--tf-mono)', fontSize: 12 } }}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value
        setText(next)
        const read = readText(next)
        onChange(next.trim() === '' ? undefined : read.ok ? read.value : next)
      }}
    />
  )
}
