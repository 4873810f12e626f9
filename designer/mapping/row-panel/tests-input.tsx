// One or several tests of a condition, joined by and, or by or.
import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { COMPARISONS, type Test, type Tests } from '#shared/mapping/rule-forms/test.ts'
import type { Operand } from '#shared/mapping/rule-forms/operand.ts'
import type { FormContext } from './form-context.ts'
import { OperandInput } from './operand-input.tsx'
import { PathInput } from './path-input.tsx'

type Operator = (typeof COMPARISONS)[number] | 'contains' | 'one-of' | 'filled' | 'blank'

const OPERATORS: readonly { readonly value: Operator; readonly label: string }[] = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: '>', label: 'is more than' },
  { value: '>=', label: 'is at least' },
  { value: '<', label: 'is less than' },
  { value: '<=', label: 'is at most' },
  { value: 'contains', label: 'contains' },
  { value: 'one-of', label: 'is one of' },
  { value: 'filled', label: 'is filled' },
  { value: 'blank', label: 'is blank' },
]

export const NEW_TEST: Test = { kind: 'compare', path: '', operator: '=', with: { kind: 'value', value: '' } }
const operatorOf = (test: Test): Operator => (test.kind === 'compare' ? test.operator : test.kind)

export interface TestsInputProps {
  readonly value: Tests
  readonly onChange: (value: Tests) => void
  readonly context: FormContext
}

export function TestsInput({ value, onChange, context }: TestsInputProps) {
  const { all, tests } = value
  const put = (index: number, test: Test) => onChange({ all, tests: tests.map((old, i) => (i === index ? test : old)) })
  return (
    <Stack gap={4}>
      {tests.map((test, index) => (
        <Group key={index} gap={4} wrap="nowrap" align="flex-start">
          {index === 0 ? null : (
            <Select
              size="xs"
              w={64}
              aria-label={t('Joined by')}
              data={[
                { value: 'and', label: t('and') },
                { value: 'or', label: t('or') },
              ]}
              value={all ? 'and' : 'or'}
              allowDeselect={false}
              readOnly={context.readOnly}
              onChange={(word) => onChange({ all: word === 'and', tests })}
            />
          )}
          <TestInput test={test} onChange={(next) => put(index, next)} context={context} />
          {tests.length > 1 && !context.readOnly ? (
            <ActionIcon aria-label={t('Remove the test')} onClick={() => onChange({ all, tests: tests.filter((_, i) => i !== index) })}>
              <Icon name="x" size={13} />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {context.readOnly ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<Icon name="plus" size={12} />}
          onClick={() => onChange({ all, tests: [...tests, NEW_TEST] })}
        >
          {t('And also')}
        </Button>
      )}
    </Stack>
  )
}

function TestInput({
  test,
  onChange,
  context,
}: {
  readonly test: Test
  readonly onChange: (test: Test) => void
  readonly context: FormContext
}) {
  const operand: Operand = test.kind === 'compare' ? test.with : test.kind === 'contains' ? test.text : { kind: 'value', value: '' }
  const change = (path: string, operator: Operator, given: Operand) => onChange(testOf(path, operator, given, test))
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" style={{ flex: 1, minWidth: 0 }}>
      <div style={{ flex: 1, minWidth: 90 }}>
        <PathInput
          hideLabel
          label={t('Field to test')}
          value={test.path}
          onChange={(path) => change(path, operatorOf(test), operand)}
          paths={context.paths}
          pathFor={context.pathFor}
          readOnly={context.readOnly}
        />
      </div>
      <Select
        size="xs"
        w={104}
        aria-label={t('How it is compared')}
        data={OPERATORS.map((one) => ({ ...one, label: t(one.label) }))}
        value={operatorOf(test)}
        allowDeselect={false}
        readOnly={context.readOnly}
        onChange={(operator) => change(test.path, operator as Operator, operand)}
      />
      {test.kind === 'compare' || test.kind === 'contains' ? (
        <OperandInput
          label={t('Compared with')}
          value={operand}
          onChange={(given) => change(test.path, operatorOf(test), given)}
          context={context}
        />
      ) : null}
      {test.kind === 'one-of' ? (
        <OperandList values={test.values} onChange={(values) => onChange({ ...test, values })} context={context} />
      ) : null}
    </Group>
  )
}

function OperandList({
  values,
  onChange,
  context,
}: {
  readonly values: readonly Operand[]
  readonly onChange: (values: readonly Operand[]) => void
  readonly context: FormContext
}) {
  return (
    <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
      {values.map((value, index) => (
        <OperandInput
          key={index}
          label={t('Value {{number}}', { number: index + 1 })}
          value={value}
          onChange={(next) => onChange(values.map((old, i) => (i === index ? next : old)))}
          context={context}
        />
      ))}
      {context.readOnly ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...values, { kind: 'value', value: '' }])}
        >
          {t('Another value')}
        </Button>
      )}
    </Stack>
  )
}

function testOf(path: string, operator: Operator, given: Operand, before: Test): Test {
  if (operator === 'filled' || operator === 'blank') return { kind: operator, path }
  if (operator === 'contains') return { kind: 'contains', path, text: given }
  if (operator === 'one-of') return { kind: 'one-of', path, values: before.kind === 'one-of' ? before.values : [given] }
  const order = operator !== '=' && operator !== '!='
  // Amounts are texts: more and less must compare them as numbers.
  const asNumber = order && given.kind === 'value' && typeof given.value === 'number'
  const kept = before.kind === 'compare' && before.operator === operator && before.asNumber === true
  return { kind: 'compare', path, operator, with: given, ...((asNumber || kept) && { asNumber: true }) }
}
