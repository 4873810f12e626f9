// The fields of each kind of form.
import { Autocomplete, Checkbox, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { FirstMatchForm } from '#shared/mapping/rule-forms/blank.ts'
import { DATE_PICTURES, type DateForm } from '#shared/mapping/rule-forms/date.ts'
import type { JoinForm } from '#shared/mapping/rule-forms/join.ts'
import type { NumberForm } from '#shared/mapping/rule-forms/number.ts'
import { AllocateFields, SumFields } from './amount-fields.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { AddButton, RemoveButton } from './form-buttons.tsx'
import type { FieldsProps } from './form-context.ts'
import { ConstantFields, LookupFields } from './fixed-fields.tsx'
import { OperandInput } from './operand-input.tsx'
import { PartFields } from './part-fields.tsx'
import { PathInput } from './path-input.tsx'

export function FormFields({ form, onChange, context }: FieldsProps) {
  switch (form.form) {
    case 'copy':
      return <PathInput label={t('Field')} value={form.path} onChange={(path) => onChange({ ...form, path })} {...context} />
    case 'constant':
      return <ConstantFields form={form} onChange={onChange} context={context} />
    case 'lookup':
      return <LookupFields form={form} onChange={onChange} context={context} />
    case 'join':
      return <JoinFields form={form} onChange={onChange} context={context} />
    case 'first-match':
      return <FirstMatchFields form={form} onChange={onChange} context={context} />
    case 'condition':
      return <ConditionFields form={form} onChange={onChange} context={context} />
    case 'number':
      return <NumberFields form={form} onChange={onChange} context={context} />
    case 'date':
      return <DateFields form={form} onChange={onChange} context={context} />
    case 'sum':
      return <SumFields form={form} onChange={onChange} context={context} />
    case 'part':
      return <PartFields form={form} onChange={onChange} context={context} />
    case 'allocate':
      return <AllocateFields form={form} onChange={onChange} context={context} />
  }
}

function JoinFields({ form, onChange, context }: FieldsProps<JoinForm>) {
  const { parts, separator, ...rest } = form
  const put = (next: JoinForm['parts']) => onChange({ ...form, parts: next })
  return (
    <Stack gap={6}>
      {parts.map((part, index) => (
        <Group key={index} gap={4} wrap="nowrap" align="flex-start">
          <OperandInput
            label={t('Part {{number}}', { number: index + 1 })}
            value={part}
            onChange={(next) => put(parts.map((old, i) => (i === index ? next : old)))}
            context={context}
          />
          <RemoveButton
            hidden={parts.length < 3 || context.readOnly}
            label={t('Remove part {{number}}', { number: index + 1 })}
            onClick={() => put(parts.filter((_, i) => i !== index))}
          />
        </Group>
      ))}
      <Group gap="sm">
        <AddButton hidden={context.readOnly} label={t('Another part')} onClick={() => put([...parts, { kind: 'path', path: '' }])} />
        <Checkbox
          size="xs"
          label={t('Leave blank parts out, with this between the others:')}
          checked={separator !== undefined}
          disabled={context.readOnly}
          onChange={(event) => onChange(event.currentTarget.checked ? { ...form, separator: ' ' } : { ...rest, parts })}
        />
        {separator === undefined ? null : (
          <TextInput
            size="xs"
            w={56}
            aria-label={t('Between parts')}
            value={separator}
            readOnly={context.readOnly}
            onChange={(event) => onChange({ ...form, separator: event.currentTarget.value })}
          />
        )}
      </Group>
    </Stack>
  )
}

function FirstMatchFields({ form, onChange, context }: FieldsProps<FirstMatchForm>) {
  const { otherwise, ...rest } = form
  const put = (paths: readonly string[]) => onChange({ ...form, paths })
  return (
    <Stack gap={6}>
      {form.paths.map((path, index) => (
        <Group key={index} gap={4} wrap="nowrap" align="flex-start">
          <div style={{ flex: 1, minWidth: 0 }}>
            <PathInput
              hideLabel
              label={t('Field {{number}}', { number: index + 1 })}
              value={path}
              onChange={(next) => put(form.paths.map((old, i) => (i === index ? next : old)))}
              {...context}
            />
          </div>
          <RemoveButton
            hidden={form.paths.length < 2 || context.readOnly}
            label={t('Remove field {{number}}', { number: index + 1 })}
            onClick={() => put(form.paths.filter((_, i) => i !== index))}
          />
        </Group>
      ))}
      <Group gap="sm" align="flex-start">
        <AddButton hidden={context.readOnly} label={t('Another field')} onClick={() => put([...form.paths, ''])} />
        <Checkbox
          size="xs"
          mt={3}
          label={t('If all are blank:')}
          checked={otherwise !== undefined}
          disabled={context.readOnly}
          onChange={(event) => onChange(event.currentTarget.checked ? { ...form, otherwise: { kind: 'value', value: '' } } : rest)}
        />
        {otherwise ? (
          <OperandInput
            label={t('If all are blank')}
            value={otherwise}
            onChange={(next) => onChange({ ...form, otherwise: next })}
            context={context}
          />
        ) : null}
      </Group>
      <Select
        size="xs"
        label={t('What counts as blank')}
        data={[
          { value: 'empty', label: t('Missing, null or an empty text') },
          { value: 'falsy', label: t('Also 0, no and empty lists') },
          { value: 'missing', label: t('Only what is not there') },
        ]}
        value={form.blank}
        allowDeselect={false}
        readOnly={context.readOnly}
        onChange={(blank) => onChange({ ...form, blank: blank as FirstMatchForm['blank'] })}
      />
    </Stack>
  )
}

function NumberFields({ form, onChange, context }: FieldsProps<NumberForm>) {
  const { decimals, ...rest } = form
  return (
    <Group gap={6} align="flex-start" wrap="nowrap">
      <div style={{ flex: 1, minWidth: 0 }}>
        <PathInput label={t('Field')} value={form.path} onChange={(path) => onChange({ ...form, path })} {...context} />
      </div>
      <Select
        size="xs"
        w={170}
        label={t('As')}
        data={[
          { value: 'number', label: t('Number') },
          { value: 'amount', label: t('Amount (exact)') },
          { value: 'text', label: t('Text') },
        ]}
        value={form.as}
        allowDeselect={false}
        readOnly={context.readOnly}
        onChange={(as) => onChange(as === 'text' ? { ...rest, as } : { ...form, as: as as NumberForm['as'] })}
      />
      {form.as === 'text' ? null : (
        <NumberInput
          size="xs"
          w={92}
          label={t('Decimals')}
          placeholder={form.as === 'amount' ? '2' : t('as it is')}
          min={0}
          max={10}
          allowDecimal={false}
          value={decimals ?? ''}
          readOnly={context.readOnly}
          onChange={(value) => onChange(typeof value === 'number' ? { ...form, decimals: value } : rest)}
        />
      )}
    </Group>
  )
}

function DateFields({ form, onChange, context }: FieldsProps<DateForm>) {
  const { picture, offset, sourcePicture, ...rest } = form
  const named = new Map<string, string>(Object.entries(DATE_PICTURES).map(([label, value]) => [value, t(label)]))
  const change = (next: Partial<Pick<DateForm, 'picture' | 'offset' | 'sourcePicture'>>) => {
    const all = { picture, offset, sourcePicture, ...next }
    onChange({
      ...rest,
      ...(all.picture && { picture: all.picture }),
      ...(all.picture && all.offset && { offset: all.offset }),
      ...(all.sourcePicture && { sourcePicture: all.sourcePicture }),
    })
  }
  return (
    <Stack gap={6}>
      <PathInput label={t('Field')} value={form.path} onChange={(path) => onChange({ ...form, path })} {...context} />
      <Group gap={6} align="flex-start" grow>
        <Autocomplete
          size="xs"
          label={t('Written as')}
          description={named.get(picture ?? '') ?? t('as a picture; empty: ISO 8601')}
          data={[...named.keys()]}
          renderOption={({ option }) => <span>{`${named.get(option.value) ?? ''} · ${option.value}`}</span>}
          filter={({ options }) => options}
          comboboxProps={{ width: 340, position: 'bottom-start' }}
          value={picture ?? ''}
          readOnly={context.readOnly}
          onChange={(value) => change({ picture: value })}
        />
        <TextInput
          size="xs"
          label={t('Offset from UTC')}
          description={t('such as +0100')}
          value={offset ?? ''}
          readOnly={context.readOnly || picture === undefined}
          onChange={(event) => change({ offset: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('The source writes it as')}
          description={t('empty: ISO 8601')}
          value={sourcePicture ?? ''}
          readOnly={context.readOnly}
          onChange={(event) => change({ sourcePicture: event.currentTarget.value })}
        />
      </Group>
    </Stack>
  )
}
