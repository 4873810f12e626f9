// The steps of a test run: choose one on the left (or on the canvas), see what came in and went out.
import { ScrollArea } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { formatDuration } from '#designer/ui/time.tsx'
import { StepStatusIcon } from '#designer/ui/status-badge.tsx'
import { unsaidIssues } from '#designer/ui/unsaid-issues.ts'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import type { TestRunResult } from '#shared/api/contract.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import classes from './testing.module.css'

export function StepsTab({ result }: { readonly result: TestRunResult }) {
  const store = useEditorStore()
  const nodes = useEditor((state) => state.document.nodes)
  const selection = useEditor((state) => state.selection)
  const { steps } = result.view
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      steps.findIndex((step) => step.status === 'parked'),
    ),
  )
  const [selected] = selection
  // Only a new choice on the canvas moves the list; the list's own choice stays.
  const [seen, setSeen] = useState(selected)
  if (seen !== selected) {
    setSeen(selected)
    const index = steps.findIndex((one) => one.nodeId === selected)
    if (index >= 0 && steps[at]?.nodeId !== selected) setAt(index)
  }
  const step = steps[at]
  return (
    <div className={classes.steps}>
      <ScrollArea className={classes.stepList ?? ''} scrollbarSize={6}>
        {steps.map((one, index) => (
          <button
            key={`${one.nodeId}${one.record}`}
            type="button"
            className={classes.step}
            data-active={index === at || undefined}
            onClick={() => {
              setAt(index)
              const { side } = store.getState()
              store.getState().look({ selection: new Set([one.nodeId]), ...(side === 'node' && { side }) })
            }}
          >
            <StepStatusIcon status={one.status} />
            <span className={classes.stepName}>
              {nodes[one.nodeId]?.label ?? one.nodeId}
              {one.record === '' ? null : <span className={classes.record}>{one.record}</span>}
            </span>
            <span className={classes.ms}>{one.ms === undefined ? '' : formatDuration(one.ms)}</span>
          </button>
        ))}
      </ScrollArea>
      {step ? (
        <>
          <Pane title={t('Input')}>
            <ValueTree value={step.input} label={t('Input')} depth={1} />
          </Pane>
          <Pane title={step.error ? t('What went wrong') : t('Output')}>
            {step.error ? (
              <div className={classes.error} role="alert">
                <strong>{step.error.message}</strong>
                <span>{step.error.fix}</span>
                {unsaidIssues(step.error).map((issue) => (
                  <span key={issue.path + issue.message}>{issue.message}</span>
                ))}
              </div>
            ) : (
              <ValueTree value={step.output} label={t('Output')} depth={1} />
            )}
          </Pane>
        </>
      ) : null}
    </div>
  )
}

export function Pane({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className={classes.column}>
      <div className={classes.columnHead}>{title}</div>
      <ScrollArea className={classes.columnBody ?? ''} scrollbarSize={6}>
        {children}
      </ScrollArea>
    </div>
  )
}
