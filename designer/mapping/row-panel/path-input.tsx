// A source field in a form: typed with suggestions from the samples, or taken from the source tree by dropping it here.
import { Autocomplete, Group, Text, type ComboboxItem, type ComboboxParsedItem } from '@mantine/core'
import { useState, type DragEvent } from 'react'
import { PATH_MIME } from '#designer/editor/expression-field.tsx'
import { t } from '#designer/i18n/index.ts'
import { isPath } from '#shared/mapping/rule-forms/syntax.ts'
import type { SourcePath } from '../source-paths.ts'

export interface PathInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (path: string) => void
  readonly paths: readonly SourcePath[]
  /** A path of the record as it is written here. */
  readonly pathFor: (path: string) => string
  readonly readOnly: boolean
  readonly hideLabel?: boolean
}

export function PathInput({ label, value, onChange, paths, pathFor, readOnly, hideLabel = false }: PathInputProps) {
  const [dropping, setDropping] = useState(false)
  const known = new Map(paths.map((one) => [one.path, one]))
  const drop = (event: DragEvent) => {
    const path = event.dataTransfer.getData(PATH_MIME)
    setDropping(false)
    if (path === '' || readOnly) return
    event.preventDefault()
    event.stopPropagation()
    onChange(pathFor(path))
  }
  return (
    <Autocomplete
      size="xs"
      {...(hideLabel ? { 'aria-label': label } : { label })}
      placeholder={t('Source field')}
      data={[...known.keys()]}
      filter={({ options, search, limit }) => optionsFound(options, search, known).slice(0, limit)}
      limit={60}
      value={value}
      readOnly={readOnly}
      error={value !== '' && !isPath(value) ? t('This is not the path of a field.') : undefined}
      styles={{ input: { fontFamily: 'var(--tf-mono)', fontSize: 12, ...(dropping && { borderColor: 'var(--tf-accent)' }) } }}
      comboboxProps={{ width: 360, position: 'bottom-start', withinPortal: true }}
      renderOption={({ option }) => (
        <Group gap={8} wrap="nowrap" justify="space-between" w="100%">
          <Text size="xs" truncate>
            {known.get(option.value)?.label}{' '}
            <Text span size="xs" ff="monospace" c="dimmed">
              {option.value}
            </Text>
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {known.get(option.value)?.example}
          </Text>
        </Group>
      )}
      onChange={onChange}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(PATH_MIME)) return
        event.preventDefault()
        event.stopPropagation()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    />
  )
}

/** By the path and by what people call the field. */
function optionsFound(
  options: readonly ComboboxParsedItem[],
  search: string,
  known: ReadonlyMap<string, SourcePath>,
): ComboboxParsedItem[] {
  const wanted = search.trim().toLowerCase()
  const isFound = ({ value }: ComboboxItem) =>
    value.toLowerCase().includes(wanted) || known.get(value)?.label.toLowerCase().includes(wanted) === true
  return options.filter((option) => 'value' in option && isFound(option))
}
