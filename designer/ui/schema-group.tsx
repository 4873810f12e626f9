// A nested object, or one of several kinds of object, as a framed group of fields.
import { Fieldset, Select, Stack, Text } from '@mantine/core'
import { isRecord } from '#shared/json.ts'
import type { SchemaFieldProps } from './schema-field.tsx'
import { SchemaField } from './schema-field.tsx'
import { chosenVariant, descriptionOf, emptyValue, readSchema, titleOf, type FieldKind } from './schema-read.ts'
import { withMember } from './with-member.ts'

type Group = Extract<FieldKind, { readonly kind: 'object' | 'variants' }>

export function SchemaGroup({ field, ...props }: SchemaFieldProps & { readonly field: Group }) {
  const { name, schema, value, onChange, path, disabled, idPrefix } = props
  const variant = field.kind === 'variants' ? chosenVariant(field.variants, value) : undefined
  const inner = field.kind === 'object' ? field : variant ? readSchema(variant.schema) : undefined
  const record = isRecord(value) ? value : {}
  const description = descriptionOf(schema)
  const fields = inner?.kind === 'object' ? inner.fields.filter((f) => readSchema(f.schema).kind !== 'fixed') : []
  const choice = field.kind === 'variants' && (
    <Select
      id={`${idPrefix}${path.replaceAll('/', '-')}`}
      label={titleOf(schema, name)}
      description={description}
      disabled={disabled}
      withAsterisk={props.required}
      value={variant ? String(variant.value) : null}
      data={field.variants.map((v) => ({ value: String(v.value), label: v.label }))}
      clearable={!props.required}
      onChange={(next) => {
        const chosen = field.variants.find((v) => String(v.value) === next)
        onChange(chosen && { ...(emptyValue(chosen.schema) as Record<string, unknown>), [chosen.member]: chosen.value })
      }}
    />
  )
  const list = (
    <Stack gap="md">
      {fields.map((f) => (
        <SchemaField
          key={f.name}
          {...props}
          name={f.name}
          path={`${path}/${f.name}`}
          schema={f.schema}
          required={f.required}
          value={record[f.name]}
          onChange={(next) => onChange(withMember(record, f.name, next))}
        />
      ))}
    </Stack>
  )
  if (field.kind === 'variants') {
    return (
      <Stack gap="sm">
        {choice}
        {fields.length > 0 && <Fieldset p="md">{list}</Fieldset>}
      </Stack>
    )
  }
  return (
    <Fieldset legend={titleOf(schema, name)} p="md" fz="sm">
      {description && (
        <Text c="dimmed" fz="xs" mb="sm">
          {description}
        </Text>
      )}
      {list}
    </Fieldset>
  )
}
