// The steps of a test run: choose one on the left (or on the canvas), see what came in and went out.
import { Button, ScrollArea } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { sayError, sayIssue } from '#designer/i18n/problems.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { reasonOf } from '#designer/ui/reason.ts'
import { formatDuration } from '#designer/ui/time.tsx'
import { recordLabel } from '#designer/ui/record-label.ts'
import { StepStatusIcon } from '#designer/ui/status-badge.tsx'
import { unsaidIssues } from '#designer/ui/unsaid-issues.ts'
import { useRecordTitles } from '#designer/ui/record-titles.ts'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import type { TestRunResult } from '#shared/api/contract.ts'
import type { StepView } from '#shared/model/runs.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { pinOf, setPin } from './pins.ts'
import classes from './testing.module.css'

export function StepsTab({ result }: { readonly result: TestRunResult }) {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const { nodes } = document
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
  const arriving = useRecordTitles(document, step?.nodeId ?? '', 'in')
  const leaving = useRecordTitles(document, step?.nodeId ?? '', 'out')
  const pin = useEditor((state) => (step && Object.hasOwn(state.pins, step.nodeId) ? state.pins[step.nodeId] : undefined))
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
              {one.record === '' ? null : <span className={classes.record}>{recordLabel(one.record, document)}</span>}
            </span>
            <span className={classes.ms}>{one.ms === undefined ? '' : formatDuration(one.ms)}</span>
          </button>
        ))}
      </ScrollArea>
      {step ? (
        <>
          <Pane
            title={pin ? t('Input, kept for tests') : t('Input')}
            actions={<InputActions key={step.nodeId} step={step} result={result} />}
          >
            <ValueTree
              value={pin ? pin.input : step.input}
              label={t('Input')}
              depth={1}
              titleOf={arriving}
              {...(pin && { onChange: (input: unknown) => setPin(store, step.nodeId, { ...pin, input }) })}
            />
          </Pane>
          <Pane title={step.error ? t('What went wrong') : t('Output')}>
            {step.error ? (
              <div className={classes.error} role="alert">
                <strong>{reasonOf(step.error)}</strong>
                <span>{sayError(step.error).fix}</span>
                {unsaidIssues(step.error).map((issue) => (
                  <span key={issue.path + issue.message}>{sayIssue(issue).message}</span>
                ))}
              </div>
            ) : (
              <ValueTree value={step.output} label={t('Output')} depth={1} titleOf={leaving} />
            )}
          </Pane>
        </>
      ) : null}
    </div>
  )
}

/** Keeps the record for later tests, and runs one from here. */
function InputActions({ step, result }: { readonly step: StepView; readonly result: TestRunResult }) {
  const store = useEditorStore()
  const isKept = useEditor((state) => Object.hasOwn(state.pins, step.nodeId))
  const isTrigger = useEditor((state) => state.document.nodes[step.nodeId]?.kind === 'trigger')
  if (isTrigger) return null
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<Icon name="pin" size={13} />}
        aria-pressed={isKept}
        onClick={() => setPin(store, step.nodeId, isKept ? undefined : pinOf(store.getState().document, result, step))}
      >
        {isKept ? t('Forget') : t('Keep and edit')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Icon name="step-forward" size={13} />}
        onClick={() => store.getState().look({ runFrom: step.nodeId })}
      >
        {t('Run from here')}
      </Button>
    </>
  )
}

interface PaneProps {
  readonly title: string
  readonly actions?: React.ReactNode
  readonly children: React.ReactNode
}

export function Pane({ title, actions, children }: PaneProps) {
  return (
    <div className={classes.column}>
      <div className={classes.columnHead}>
        <span>{title}</span>
        {actions}
      </div>
      <ScrollArea className={classes.columnBody ?? ''} scrollbarSize={6}>
        {children}
      </ScrollArea>
    </div>
  )
}
