// A record with free names (headers, parameters): rows of name and value.
import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isRecord } from '#shared/json.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'
import type { SchemaFieldProps } from './schema-field.tsx'
import { descriptionOf, titleOf } from './schema-read.ts'

type Pair = readonly [name: string, value: string]

export function SchemaPairs({ name, schema, value, onChange, path, disabled, issues, required }: SchemaFieldProps) {
  const given = isRecord(value)
    ? Object.entries(value).map(([key, part]): Pair => [key, typeof part === 'string' ? part : JSON.stringify(part)])
    : []
  // Rows without a name yet are only known here.
  const [pairs, setPairs] = useState<readonly Pair[]>(given)
  const change = (next: readonly Pair[]) => {
    setPairs(next)
    const named = next.filter(([key]) => key.trim() !== '')
    onChange(named.length === 0 && !required ? undefined : Object.fromEntries(named))
  }
  const replace = (at: number, pair: Pair) => change(pairs.map((old, i) => (i === at ? pair : old)))
  return (
    <Input.Wrapper
      label={titleOf(schema, name)}
      description={descriptionOf(schema)}
      error={issues.find((issue) => issue.path === path)?.message}
      withAsterisk={required}
    >
      <Stack gap={6} mt={6}>
        {pairs.map(([key, part], i) => (
          <Group key={i} gap={6} wrap="nowrap">
            <TextInput
              flex={2}
              aria-label={t('Name {{number}}', { number: i + 1 })}
              placeholder={t('Name')}
              value={key}
              disabled={disabled}
              onChange={(event) => replace(i, [event.currentTarget.value, part])}
            />
            <TextInput
              flex={3}
              aria-label={t('Value {{number}}', { number: i + 1 })}
              placeholder={t('Value')}
              value={part}
              disabled={disabled}
              onChange={(event) => replace(i, [key, event.currentTarget.value])}
            />
            <ActionIcon
              disabled={disabled}
              aria-label={t('Remove entry {{number}}', { number: i + 1 })}
              onClick={() => change(pairs.filter((_, at) => at !== i))}
            >
              <Icon name="trash-2" />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          disabled={disabled}
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setPairs([...pairs, ['', '']])}
        >
          {t('Add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}
