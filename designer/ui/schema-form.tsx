// A form drawn from a JSON Schema (a connector's settings, an action's input, a node's config). Controlled: it holds no state of its own
// beyond what is being typed. Errors come as issues whose paths are JSON pointers into the value.
import { Stack } from '@mantine/core'
import { isRecord } from '#shared/json.ts'
import type { Issue } from '#shared/errors.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { SchemaField } from './schema-field.tsx'
import { isShown } from './shown-when.ts'
import { readSchema } from './schema-read.ts'
import { withMember } from './with-member.ts'

export { emptyValue, missingFields } from './schema-read.ts'

export interface SchemaFormProps {
  readonly schema: JsonSchema
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly issues?: readonly Issue[]
  readonly disabled?: boolean
  /** Members of the outermost object that are not shown. */
  readonly hidden?: readonly string[]
  /** Names the inputs in the page; give one when two forms stand on a page. */
  readonly idPrefix?: string
}

export function SchemaForm({ schema, value, onChange, issues = [], disabled = false, hidden = [], idPrefix = 'field' }: SchemaFormProps) {
  const field = readSchema(schema)
  const shared = { issues, disabled, idPrefix }
  if (field.kind !== 'object') {
    return <SchemaField {...shared} name="" path="" schema={schema} value={value} required onChange={onChange} />
  }
  const record = isRecord(value) ? value : {}
  return (
    <Stack gap="md">
      {field.fields
        .filter((f) => !hidden.includes(f.name) && isShown(f.schema['shownWhen'], record))
        .map((f) => (
          <SchemaField
            key={f.name}
            {...shared}
            name={f.name}
            path={`/${f.name}`}
            schema={f.schema}
            required={f.required}
            value={record[f.name]}
            onChange={(next) => onChange(withMember(record, f.name, next))}
          />
        ))}
    </Stack>
  )
}
