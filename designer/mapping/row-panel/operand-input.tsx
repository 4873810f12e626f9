// A field of the source or a fixed value.
import { Group, Select, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { FixedValue, Operand } from '#shared/mapping/rule-forms/operand.ts'
import { constantText } from '../rules.ts'
import type { FormContext } from './form-context.ts'
import { PathInput } from './path-input.tsx'

export interface OperandInputProps {
  readonly label: string
  readonly value: Operand
  readonly onChange: (value: Operand) => void
  readonly context: FormContext
}

export function OperandInput({ label, value, onChange, context }: OperandInputProps) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" style={{ flex: 1, minWidth: 0 }}>
      <Select
        size="xs"
        w={86}
        aria-label={t('What {{label}} is', { label })}
        data={[
          { value: 'path', label: t('Field') },
          { value: 'value', label: t('Text') },
        ]}
        value={value.kind}
        readOnly={context.readOnly}
        allowDeselect={false}
        onChange={(kind) => onChange(kind === 'path' ? { kind: 'path', path: '' } : { kind: 'value', value: '' })}
      />
      <div style={{ flex: 1, minWidth: 0 }}>
        {value.kind === 'path' ? (
          <PathInput
            hideLabel
            label={label}
            value={value.path}
            onChange={(path) => onChange({ kind: 'path', path })}
            paths={context.paths}
            pathFor={context.pathFor}
            readOnly={context.readOnly}
          />
        ) : (
          <TextInput
            size="xs"
            aria-label={label}
            value={constantText(value.value)}
            readOnly={context.readOnly}
            onChange={(event) => onChange({ kind: 'value', value: fixedValue(event.currentTarget.value) })}
          />
        )}
      </div>
    </Group>
  )
}

/** A number, yes, no or null is one; everything else is text. A text that looks like a number (an article number) keeps its zeros. */
function fixedValue(text: string): FixedValue {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text
}
