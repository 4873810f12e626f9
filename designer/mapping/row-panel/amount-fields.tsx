// The fields of a sum over a list and of a share of an amount.
import { Checkbox, Group, NumberInput, Stack } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { AllocateForm } from '#shared/mapping/rule-forms/allocate.ts'
import type { SumForm } from '#shared/mapping/rule-forms/sum.ts'
import type { FieldsProps } from './form-context.ts'
import { PathInput } from './path-input.tsx'
import { NEW_TEST, TestsInput } from './tests-input.tsx'

export function SumFields({ form, onChange, context }: FieldsProps<SumForm>) {
  const { times, where, ...rest } = form
  const names = context.namesOf(form.list)
  const inItem = { ...context, paths: names, pathFor: (path: string) => path }
  return (
    <Stack gap={6}>
      <Group gap={6} grow align="flex-start">
        <PathInput
          label={t('List')}
          value={form.list}
          onChange={(list) => onChange({ ...form, list })}
          {...context}
          paths={context.paths.filter(({ isList }) => isList)}
        />
        <PathInput label={t('Field of each item')} value={form.field} onChange={(field) => onChange({ ...form, field })} {...inItem} />
        <PathInput
          label={t('Times (optional)')}
          value={times ?? ''}
          onChange={(value) => onChange(value === '' ? { ...rest, ...(where && { where }) } : { ...form, times: value })}
          {...inItem}
        />
      </Group>
      <Group gap="md">
        <Checkbox
          size="xs"
          label={t('Exact amounts (decimal texts)')}
          checked={form.exact}
          disabled={context.readOnly}
          onChange={(event) => onChange({ ...form, exact: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('Only some items')}
          checked={where !== undefined}
          disabled={context.readOnly}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? { ...form, where: { all: true, tests: [NEW_TEST] } }
                : { ...rest, ...(times !== undefined && { times }) },
            )
          }
        />
      </Group>
      {where ? <TestsInput value={where} onChange={(next) => onChange({ ...form, where: next })} context={inItem} /> : null}
    </Stack>
  )
}

export function AllocateFields({ form, onChange, context }: FieldsProps<AllocateForm>) {
  const { decimals: _, ...rest } = form
  return (
    <Stack gap={6}>
      <Group gap={6} align="flex-start" grow>
        <PathInput label={t('Amount to split')} value={form.total} onChange={(total) => onChange({ ...form, total })} {...context} />
        <PathInput label={t('In proportion to')} value={form.weights} onChange={(weights) => onChange({ ...form, weights })} {...context} />
        <NumberInput
          size="xs"
          label={t('Decimals')}
          min={0}
          max={6}
          allowDecimal={false}
          placeholder="2"
          value={form.decimals ?? ''}
          readOnly={context.readOnly}
          onChange={(value) => onChange(typeof value === 'number' ? { ...form, decimals: value } : rest)}
        />
      </Group>
      <Checkbox
        size="xs"
        label={t('Only this line’s share')}
        checked={form.give === 'item'}
        disabled={context.readOnly || (!context.inList && form.give === 'list')}
        onChange={(event) => onChange({ ...form, give: event.currentTarget.checked ? 'item' : 'list' })}
      />
    </Stack>
  )
}
