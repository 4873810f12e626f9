// One value of a schema as the input that suits it.
import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { Issue } from '#shared/errors.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { SchemaAny } from './schema-any.tsx'
import { SchemaGroup } from './schema-group.tsx'
import { SchemaList } from './schema-list.tsx'
import { SchemaPairs } from './schema-pairs.tsx'
import { descriptionOf, exampleOf, readSchema, titleOf } from './schema-read.ts'

export interface SchemaFieldProps {
  readonly name: string
  /** JSON pointer of this value within the form's value. */
  readonly path: string
  readonly schema: JsonSchema
  readonly value: unknown
  readonly required: boolean
  readonly onChange: (value: unknown) => void
  readonly issues: readonly Issue[]
  readonly disabled: boolean
  readonly idPrefix: string
}

export function SchemaField(props: SchemaFieldProps) {
  const { name, path, schema, value, required, onChange, issues, disabled, idPrefix } = props
  const field = readSchema(schema)
  const own = issues.find((issue) => issue.path === path)
  const shared = {
    id: `${idPrefix}${path.replaceAll('/', '-')}`,
    label: titleOf(schema, name),
    description: descriptionOf(schema),
    error: own && [own.message, own.fix].filter(Boolean).join(' '),
    withAsterisk: required,
    disabled,
  }
  switch (field.kind) {
    case 'fixed':
      return null
    case 'text': {
      const text = { ...shared, value: typeof value === 'string' ? value : '', placeholder: exampleOf(schema), maxLength: field.maxLength }
      const change = (next: string) => onChange(next === '' ? undefined : next)
      return field.long ? (
        <Textarea {...text} autosize minRows={3} maxRows={12} onChange={(event) => change(event.currentTarget.value)} />
      ) : (
        <TextInput
          {...text}
          type={field.format === 'uri' ? 'url' : 'text'}
          spellCheck={false}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )
    }
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          placeholder={exampleOf(schema)}
          allowDecimal={!field.whole}
          min={field.minimum}
          max={field.maximum}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      )
    case 'switch':
      return (
        <Switch
          id={shared.id}
          label={shared.label}
          description={shared.description}
          error={shared.error}
          disabled={disabled}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          placeholder={t('Choose')}
          value={value === undefined ? null : JSON.stringify(value)}
          data={field.choices.map((choice) => ({ value: JSON.stringify(choice.value), label: choice.label }))}
          clearable={!required}
          onChange={(next) => onChange(next === null ? undefined : (JSON.parse(next) as unknown))}
          comboboxProps={{ withinPortal: true }}
        />
      )
    case 'object':
    case 'variants':
      return <SchemaGroup {...props} field={field} />
    case 'list':
      return <SchemaList {...props} item={field.item} />
    case 'pairs':
      return <SchemaPairs {...props} />
    case 'any':
      return <SchemaAny {...props} />
  }
}
