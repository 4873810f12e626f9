// The GraphQL document of a call, written with the help of the server's schema: it is read when somebody begins to write.
import { Input, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toProblemData } from '#designer/api/client.ts'
import { querySchemaQuery } from '#designer/api/query-schema.ts'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import { descriptionOf, titleOf } from '#designer/ui/schema-read.ts'
import type { CallNode } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { useEditor } from '../state/context.ts'

export interface DocumentFieldProps {
  readonly id: string
  readonly config: CallNode['config']
  readonly onConfig: (config: CallNode['config'], group?: string) => void
  readonly schema: JsonSchema | undefined
  /** Whose schema is asked for. */
  readonly connection: string | undefined
}

/** The member of an action's input that is a GraphQL document. */
function documentIn(schema: JsonSchema | undefined): readonly [name: string, schema: JsonSchema] | undefined {
  const properties = schema?.['properties']
  return Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, one]) =>
    isRecord(one) && one['format'] === 'graphql' ? [[name, one] as const] : [],
  )[0]
}

function reasonFor(error: unknown): string {
  const problem = toProblemData(error)
  return sayError({ ...problem, message: problem.detail }).message
}

export function DocumentField({ id, config, onConfig, schema, connection }: DocumentFieldProps) {
  const client = useEditor((state) => state.clientId)
  const readOnly = useEditor((state) => state.readOnly)
  const [isWritten, setIsWritten] = useState(false)
  const asked = useQuery({ ...querySchemaQuery(client, connection ?? ''), enabled: isWritten && connection !== undefined })
  const member = documentIn(schema)
  if (!member || !config.rows) return null
  const [name, declared] = member
  const { rows } = config
  const at = rows.findIndex(({ target }) => target === name)
  const rule = rows[at]?.rule
  // An expression makes it from the record: that is written in the mapping.
  if (rule && rule.kind !== 'constant') return null
  const change = (value: string) => {
    const row = { target: name, rule: { kind: 'constant' as const, value } }
    const others = rows.map((one, index) => (index === at ? { ...one, rule: row.rule } : one))
    onConfig({ ...config, rows: at === -1 ? [...rows, row] : others }, `${id}-document`)
  }
  const label = titleOf(declared, name)
  return (
    <Input.Wrapper label={label} description={descriptionOf(declared)}>
      <div onFocusCapture={() => setIsWritten(true)}>
        <CodeEditor
          language="graphql"
          label={label}
          value={typeof rule?.value === 'string' ? rule.value : ''}
          readOnly={readOnly}
          minHeight={140}
          maxHeight={420}
          onChange={change}
          {...(asked.data && { schemaText: asked.data.text })}
        />
      </div>
      <Text fz="xs" c="dimmed" mt={4} role="status">
        {!isWritten
          ? null
          : connection === undefined
            ? t('There is no connection to this system yet.')
            : asked.isPending
              ? t('The system is asked what it has…')
              : asked.error
                ? t('Nothing is suggested while you write: {{reason}}', { reason: reasonFor(asked.error) })
                : t('What the system has is suggested while you write.')}
      </Text>
    </Input.Wrapper>
  )
}
