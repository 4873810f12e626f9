// The fields of a condition: cases with their values, and what else.
import { Checkbox, Group, Stack, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { ConditionForm } from '#shared/mapping/rule-forms/condition.ts'
import { AddButton, RemoveButton } from './form-buttons.tsx'
import type { FieldsProps } from './form-context.ts'
import { OperandInput } from './operand-input.tsx'
import { NEW_TEST, TestsInput } from './tests-input.tsx'

export function ConditionFields({ form, onChange, context }: FieldsProps<ConditionForm>) {
  const { otherwise, ...rest } = form
  const put = (cases: ConditionForm['cases']) => onChange({ ...form, cases })
  return (
    <Stack gap={8}>
      {form.cases.map(({ when, gives }, index) => (
        <Stack key={index} gap={4} pl={8} style={{ borderLeft: '2px solid var(--tf-border-strong)' }}>
          <Group gap={4} wrap="nowrap">
            <Text size="xs" w={34} c="dimmed">
              {t('If')}
            </Text>
            <div style={{ flex: 1, minWidth: 0 }}>
              <TestsInput
                value={when}
                onChange={(next) => put(form.cases.map((old, i) => (i === index ? { ...old, when: next } : old)))}
                context={context}
              />
            </div>
            <RemoveButton
              hidden={form.cases.length < 2 || context.readOnly}
              label={t('Remove case {{number}}', { number: index + 1 })}
              onClick={() => put(form.cases.filter((_, i) => i !== index))}
            />
          </Group>
          <Group gap={4} wrap="nowrap" align="flex-start">
            <Text size="xs" w={34} c="dimmed" mt={6}>
              {t('give')}
            </Text>
            <OperandInput
              label={t('Value of case {{number}}', { number: index + 1 })}
              value={gives}
              onChange={(next) => put(form.cases.map((old, i) => (i === index ? { ...old, gives: next } : old)))}
              context={context}
            />
          </Group>
        </Stack>
      ))}
      <Group gap="sm" align="flex-start">
        <AddButton
          hidden={context.readOnly}
          label={t('Another case')}
          onClick={() => put([...form.cases, { when: { all: true, tests: [NEW_TEST] }, gives: { kind: 'value', value: '' } }])}
        />
        <Checkbox
          size="xs"
          mt={3}
          label={t('Otherwise:')}
          checked={otherwise !== undefined}
          disabled={context.readOnly}
          onChange={(event) => onChange(event.currentTarget.checked ? { ...form, otherwise: { kind: 'value', value: '' } } : rest)}
        />
        {otherwise ? (
          <OperandInput
            label={t('Otherwise')}
            value={otherwise}
            onChange={(next) => onChange({ ...form, otherwise: next })}
            context={context}
          />
        ) : null}
      </Group>
    </Stack>
  )
}
