// A larger editor of its own, for conditions, scripts and JSON: Monaco in a frame.
import { Loader } from '@mantine/core'
import type { editor } from 'monaco-editor-core/esm/vs/editor/editor.api.js'
import { useEffect, useRef, useState } from 'react'
import classes from './editor.module.css'
import type { ExpressionScope } from './expression-scope.ts'
import { setSchemaText } from './graphql-schemas.ts'
import { setScope } from './jsonata-intelligence.ts'
import { markJsonata } from './jsonata-language.ts'
import { loadMonaco } from './load-monaco.ts'
import { FIELD_OPTIONS } from './shared-editor.ts'
import { useLatest } from './use-latest.ts'
import { useMonacoTheme } from './use-monaco-theme.ts'

export interface CodeEditorProps {
  readonly language: 'jsonata' | 'javascript' | 'json' | 'graphql'
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  readonly scope?: ExpressionScope
  /** Of the system that a GraphQL document is written for: what it has is suggested. */
  readonly schemaText?: string
  /** Pixels; the editor grows with its text between these. Default 84 and 320. */
  readonly minHeight?: number
  readonly maxHeight?: number
  readonly readOnly?: boolean
}

export function CodeEditor(props: CodeEditorProps) {
  const { language, value, scope, schemaText, label, minHeight = 84, maxHeight = 320, readOnly = false } = props
  const host = useRef<HTMLDivElement>(null)
  const instance = useRef<editor.IStandaloneCodeEditor>(undefined)
  const latest = useLatest(props)
  const [height, setHeight] = useState(minHeight)
  const [ready, setReady] = useState(false)
  useMonacoTheme(true)

  useEffect(() => {
    let ended = false
    void loadMonaco().then((monaco) => {
      if (ended || !host.current) return
      const script = language !== 'jsonata'
      const model = monaco.editor.createModel(latest.current.value, language === 'json' ? 'javascript' : language)
      const created = monaco.editor.create(host.current, {
        ...FIELD_OPTIONS,
        model,
        readOnly: latest.current.readOnly ?? false,
        tabSize: 2,
        tabFocusMode: false,
        fixedOverflowWidgets: true,
        lineNumbers: script ? 'on' : 'off',
        lineNumbersMinChars: 3,
        lineDecorationsWidth: script ? 8 : 0,
        wordWrap: script ? 'off' : 'on',
        scrollbar: {
          vertical: 'auto',
          horizontal: 'auto',
          alwaysConsumeMouseWheel: false,
          verticalScrollbarSize: 8,
          horizontalScrollbarSize: 8,
        },
        ariaLabel: label,
      })
      instance.current = created
      const check = () => {
        if (language === 'jsonata') markJsonata(monaco, model)
      }
      if (latest.current.scope) setScope(model, latest.current.scope)
      setSchemaText(model, latest.current.schemaText)
      check()
      model.onDidChangeContent(() => {
        check()
        if (model.getValue() !== latest.current.value) latest.current.onChange(model.getValue())
      })
      created.onDidContentSizeChange((size) => setHeight(Math.min(maxHeight, Math.max(minHeight, size.contentHeight))))
      setHeight(Math.min(maxHeight, Math.max(minHeight, created.getContentHeight())))
      setReady(true)
    })
    return () => {
      ended = true
      instance.current?.getModel()?.dispose()
      instance.current?.dispose()
      instance.current = undefined
    }
  }, [language, label, minHeight, maxHeight, latest])
  useEffect(() => {
    const model = instance.current?.getModel()
    if (model && model.getValue() !== value) model.setValue(value)
  }, [value])
  useEffect(() => {
    const model = instance.current?.getModel()
    if (model && scope) setScope(model, scope)
  }, [scope])
  useEffect(() => {
    const model = instance.current?.getModel()
    if (model) setSchemaText(model, schemaText)
  }, [schemaText])
  useEffect(() => instance.current?.updateOptions({ readOnly }), [readOnly])

  return (
    <div className={`${classes.frame} nokey`} style={{ height }}>
      {ready ? null : <Loader size="xs" className={classes.loading} />}
      <div ref={host} className={classes.fill} />
    </div>
  )
}
