// A one-line JSONata field: coloured text at rest, Monaco while it has focus. It grows over what is below it and gives the room back.
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react'
import { t } from '#designer/i18n/index.ts'
import { sayIssue } from '#designer/i18n/problems.ts'
import { checkExpression } from '#shared/mapping/expression.ts'
import classes from './editor.module.css'
import type { ExpressionScope } from './expression-scope.ts'
import { Highlighted } from './highlighted.tsx'
import { loadMonaco } from './load-monaco.ts'
import { borrowEditor, layoutField, type LeaveTo, type Loan } from './shared-editor.ts'
import { useLatest } from './use-latest.ts'
import { useMonacoTheme } from './use-monaco-theme.ts'

export interface ExpressionFieldHandle {
  focus(): void
}

export interface ExpressionFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly scope: ExpressionScope
  readonly label: string
  readonly placeholder?: string
  /** Shown at rest instead of the expression. */
  readonly words?: ReactNode
  readonly onLeave?: (to: LeaveTo) => void
  readonly onFocus?: () => void
  readonly readOnly?: boolean
  readonly ref?: Ref<ExpressionFieldHandle>
}

/** Room for about ten lines; more scrolls. */
const MAX_HEIGHT = 216
/** One line: as high as the cell, so that the text does not jump. */
const LINE = 38
/** The mime type of a dragged source path, seen from the record. */
export const PATH_MIME = 'application/x-tillflow-path'

export function ExpressionField(props: ExpressionFieldProps) {
  const { value, scope, label, placeholder = t('Expression'), words, readOnly = false, ref } = props
  const [active, setActive] = useState(false)
  const [height, setHeight] = useState(LINE)
  const rest = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const loan = useRef<Loan>(undefined)
  const latest = useLatest(props)
  useMonacoTheme(active)
  useImperativeHandle(ref, () => ({ focus: () => rest.current?.focus() }), [])

  useEffect(() => {
    if (!active) return
    let ended = false
    void loadMonaco().then((monaco) => {
      if (ended || !host.current) return
      loan.current = borrowEditor(monaco, {
        host: host.current,
        value: latest.current.value,
        scope: latest.current.scope,
        label: latest.current.label,
        placeholder: latest.current.placeholder ?? t('Expression'),
        onChange: (text) => latest.current.onChange(text),
        onHeight: (pixels) => setHeight(Math.min(MAX_HEIGHT, Math.max(LINE, pixels))),
        onLost: () => setActive(false),
        onLeave: (to) => {
          setActive(false)
          if (to === 'stay') rest.current?.parentElement?.focus()
          latest.current.onLeave?.(to)
        },
      })
    })
    return () => {
      ended = true
      loan.current?.end()
      loan.current = undefined
    }
    // Not anew for other words of the field: a required field that gets its first letter is not empty any more, and whoever types goes on.
  }, [active, latest])
  useEffect(() => loan.current?.setScope(scope), [scope])
  useEffect(() => loan.current?.setValue(value), [value])
  useEffect(layoutField, [height])

  const issue = active || value.trim() === '' ? undefined : checkExpression(value)
  return (
    <div
      // `nokey`: the canvas below must not take the space bar.
      className={`${classes.box} nokey`}
      data-active={active || undefined}
      data-invalid={issue ? true : undefined}
      tabIndex={-1}
      title={issue && sayIssue(issue).message}
      onBlur={(event) => {
        // A click on a source field inserts its path here: the editor waits for it.
        const next = event.relatedTarget instanceof Element ? event.relatedTarget : undefined
        if (!event.currentTarget.contains(next ?? null) && !next?.closest('[data-keeps-editor]')) setActive(false)
      }}
    >
      <div
        ref={rest}
        className={classes.rest}
        role="textbox"
        aria-label={label}
        aria-invalid={issue !== undefined}
        aria-readonly={readOnly}
        tabIndex={active ? -1 : 0}
        onFocus={() => {
          props.onFocus?.()
          if (!readOnly) setActive(true)
        }}
      >
        {value === '' ? <span className={classes.placeholder}>{placeholder}</span> : (words ?? <Highlighted source={value} />)}
      </div>
      {active ? <div ref={host} className={classes.host} style={{ height }} /> : null}
    </div>
  )
}
