// The fields of a fixed value and of a lookup.
import { Autocomplete, Group, Select, Stack, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { ConstantForm, LookupForm } from '#shared/mapping/rule-forms/rule-form.ts'
import { constantText, parseConstant } from '../rules.ts'
import type { FieldsProps } from './form-context.ts'
import { PathInput } from './path-input.tsx'

export function ConstantFields({ form, onChange, context }: FieldsProps<ConstantForm>) {
  const choices = context.type === 'yes/no' ? ['true', 'false'] : context.choices
  if (choices) {
    return (
      <Select
        size="xs"
        label={t('Value')}
        data={[...choices]}
        value={String(form.value)}
        allowDeselect={false}
        readOnly={context.readOnly}
        onChange={(value) => onChange({ form: 'constant', value: parseConstant(value ?? '', context.type) })}
      />
    )
  }
  return (
    <TextInput
      size="xs"
      label={t('Value')}
      value={constantText(form.value)}
      readOnly={context.readOnly}
      onChange={(event) => onChange({ form: 'constant', value: parseConstant(event.currentTarget.value, context.type) })}
    />
  )
}

export function LookupFields({ form, onChange, context }: FieldsProps<LookupForm>) {
  return (
    <Stack gap={6}>
      <Group gap={6} grow align="flex-start">
        <Autocomplete
          size="xs"
          label={t('Lookup table')}
          data={[...context.tables]}
          value={form.table}
          readOnly={context.readOnly}
          onChange={(table) => onChange({ ...form, table })}
        />
        <PathInput label={t('Key')} value={form.key} onChange={(key) => onChange({ ...form, key })} {...context} />
      </Group>
      <Group gap={6} grow align="flex-start">
        <Select
          size="xs"
          label={t('When the table has no entry')}
          data={[
            { value: 'reject', label: t('Reject the record') },
            { value: 'blank', label: t('Leave the field blank') },
            { value: 'default', label: t('Take a default') },
          ]}
          value={form.onMissing}
          allowDeselect={false}
          readOnly={context.readOnly}
          onChange={(value) => onChange({ ...form, onMissing: value as LookupForm['onMissing'] })}
        />
        {form.onMissing === 'default' ? (
          <TextInput
            size="xs"
            label={t('Default value')}
            value={constantText(form.default)}
            readOnly={context.readOnly}
            onChange={(event) => onChange({ ...form, default: parseConstant(event.currentTarget.value, context.type) })}
          />
        ) : null}
      </Group>
    </Stack>
  )
}
