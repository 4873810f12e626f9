// The fields of a rule that uses a mapping part.
import { Group, Select } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { PartForm } from '#shared/mapping/rule-forms/part.ts'
import type { FieldsProps } from './form-context.ts'
import { PathInput } from './path-input.tsx'

export function PartFields({ form, onChange, context }: FieldsProps<PartForm>) {
  const isThere = form.part === '' || context.parts.some(({ name }) => name === form.part)
  return (
    <Group gap={6} grow align="flex-start">
      <Select
        size="xs"
        label={t('Mapping part')}
        placeholder={t('Choose a part')}
        data={[
          ...context.parts.map(({ name, label }) => ({ value: name, label: label === name ? name : `${label} · ${name}` })),
          ...(isThere ? [] : [{ value: form.part, label: form.part }]),
        ]}
        value={form.part === '' ? null : form.part}
        searchable
        allowDeselect={false}
        readOnly={context.readOnly}
        nothingFoundMessage={t('No mapping parts yet')}
        error={isThere ? undefined : t('This part is not there.')}
        onChange={(part) => onChange({ ...form, part: part ?? '' })}
      />
      <PathInput label={t('Used on')} value={form.path} onChange={(path) => onChange({ ...form, path })} {...context} />
    </Group>
  )
}
