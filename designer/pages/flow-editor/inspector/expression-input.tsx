// An expression in a form: label, help, Monaco, what it gives on the sample.
import { Input } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useDraft } from '#designer/editor/use-draft.ts'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import type { PreviewCell } from '#shared/api/contract.ts'
import { ResultCell } from '#designer/mapping/result-cell.tsx'
import { cellLook } from '#designer/mapping/preview-cells.ts'
import { previewRows } from '../requests.ts'
import type { NodeScope } from '../samples/use-node-scope.ts'
import { useEditor } from '../state/context.ts'
import classes from './inspector.module.css'

export interface ExpressionInputProps {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly here: NodeScope
  readonly minHeight?: number
}

const QUIET_MS = 250

export function ExpressionInput({ label, description, value, onChange, here, minHeight = 38 }: ExpressionInputProps) {
  const readOnly = useEditor((state) => state.readOnly)
  // An empty expression is none: what was there stays in the document until something is written.
  const [text, setText] = useDraft(value)
  const cell = useResult(text, here)
  return (
    <Input.Wrapper label={label} description={description} error={text.trim() === '' ? t('Write an expression.') : undefined}>
      <div className={classes.expression}>
        <CodeEditor
          language="jsonata"
          label={label}
          value={text}
          scope={here.scope}
          readOnly={readOnly}
          minHeight={minHeight}
          maxHeight={220}
          onChange={(next) => {
            setText(next)
            if (next.trim() !== '') onChange(next)
          }}
        />
      </div>
      {cell ? (
        <div className={classes.result}>
          <span>{t('On the sample')}</span>
          <ResultCell look={cellLook(cell, { required: false }, 0)} isEach={false} />
        </div>
      ) : null}
    </Input.Wrapper>
  )
}

function useResult(expression: string, here: NodeScope): PreviewCell | undefined {
  const clientId = useEditor((state) => state.clientId)
  const [cell, setCell] = useState<PreviewCell>()
  const { record, trigger, scope, sample, environment } = here
  const active = sample.input !== undefined && expression.trim() !== ''
  useEffect(() => {
    if (!active) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      const rows = [{ target: 'result', rule: { kind: 'expression' as const, expression } }]
      previewRows(clientId, { rows, input: record ?? null, trigger, steps: { ...scope.steps }, environment }, controller.signal).then(
        (answer) => setCell(answer.cells[0] ?? (answer.error && { path: '0', error: answer.error })),
        () => undefined,
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [clientId, environment, expression, record, trigger, scope.steps, active])
  return active ? cell : undefined
}
