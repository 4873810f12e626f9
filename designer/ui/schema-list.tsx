// A list: plain texts as tags, anything else as rows that can be added and removed.
import { ActionIcon, Button, Group, Input, Stack, TagsInput } from '@mantine/core'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'
import { SchemaField, type SchemaFieldProps } from './schema-field.tsx'
import { descriptionOf, emptyValue, readSchema, titleOf } from './schema-read.ts'

export function SchemaList({ item, ...props }: SchemaFieldProps & { readonly item: JsonSchema }) {
  const { name, schema, value, onChange, path, disabled, issues, idPrefix } = props
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const error = issues.find((issue) => issue.path === path)?.message
  if (readSchema(item).kind === 'text') {
    return (
      <TagsInput
        id={`${idPrefix}${path.replaceAll('/', '-')}`}
        label={titleOf(schema, name)}
        description={descriptionOf(schema) ?? t('Press Enter after each one.')}
        error={error}
        disabled={disabled}
        withAsterisk={props.required}
        value={items.filter((part) => typeof part === 'string')}
        onChange={(next) => onChange(next.length === 0 && !props.required ? undefined : next)}
      />
    )
  }
  return (
    <Input.Wrapper label={titleOf(schema, name)} description={descriptionOf(schema)} error={error} withAsterisk={props.required}>
      <Stack gap="xs" mt={6}>
        {items.map((part, i) => (
          <Group key={i} gap="xs" align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <SchemaField
                {...props}
                name={t('Entry {{number}}', { number: i + 1 })}
                path={`${path}/${i}`}
                schema={item}
                required
                value={part}
                onChange={(next) => onChange(items.map((old, at) => (at === i ? next : old)))}
              />
            </div>
            <ActionIcon
              disabled={disabled}
              aria-label={t('Remove entry {{number}}', { number: i + 1 })}
              onClick={() => onChange(items.filter((_, at) => at !== i))}
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
          onClick={() => onChange([...items, emptyValue(item) ?? null])}
        >
          {t('Add an entry')}
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}
