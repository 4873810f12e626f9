// One Monaco editor for all one-line fields: it moves to the field that has focus. Hundreds of rows cost one editor.
import type { editor } from 'monaco-editor-core/esm/vs/editor/editor.api.js'
import type { ExpressionScope } from './expression-scope.ts'
import { setScope } from './jsonata-intelligence.ts'
import { JSONATA, markJsonata } from './jsonata-language.ts'
import type { Monaco } from './monaco.ts'

/** Where the focus goes when a field is left by the keyboard. */
export type LeaveTo = 'up' | 'down' | 'stay'

export interface Borrower {
  readonly host: HTMLElement
  readonly value: string
  readonly scope: ExpressionScope
  readonly label: string
  readonly placeholder: string
  onChange(value: string): void
  onLeave(to: LeaveTo): void
  onHeight(pixels: number): void
  /** Another field took the editor. */
  onLost(): void
}

export interface Loan {
  setScope(scope: ExpressionScope): void
  /** Replaces the text when it differs, for changes from elsewhere (undo). */
  setValue(value: string): void
  end(): void
}

interface Shared {
  readonly monaco: Monaco
  readonly node: HTMLElement
  readonly editor: editor.IStandaloneCodeEditor
  readonly model: editor.ITextModel
}

let shared: Shared | undefined
let current: Borrower | undefined

const IDLE = 'editorTextFocus && !suggestWidgetVisible && !parameterHintsVisible'

function create(monaco: Monaco): Shared {
  const node = document.createElement('div')
  node.style.cssText = 'position:absolute;inset:0'
  const overflow = document.createElement('div')
  overflow.className = 'monaco-editor tf-monaco-overflow'
  overflow.style.cssText = 'position:fixed;top:0;left:0;z-index:400'
  document.body.append(overflow)
  const model = monaco.editor.createModel('', JSONATA)
  const instance = monaco.editor.create(node, {
    ...FIELD_OPTIONS,
    // A quote typed over a whole rule begins a new one; it must not be put around the old one.
    autoSurround: 'never',
    model,
    overflowWidgetsDomNode: overflow,
  })
  model.onDidChangeContent(() => {
    markJsonata(monaco, model)
    current?.onChange(model.getValue())
  })
  instance.onDidContentSizeChange((size) => current?.onHeight(size.contentHeight))
  const { KeyCode } = monaco
  instance.addCommand(KeyCode.Enter, () => current?.onLeave('down'), IDLE)
  instance.addCommand(KeyCode.Escape, () => current?.onLeave('stay'), IDLE)
  const vertical = (key: number, command: string, to: LeaveTo, isEdge: (line: number) => boolean) =>
    instance.addCommand(
      key,
      () => (isEdge(instance.getPosition()?.lineNumber ?? 1) ? current?.onLeave(to) : instance.trigger('keyboard', command, null)),
      IDLE,
    )
  vertical(KeyCode.UpArrow, 'cursorUp', 'up', (line) => line === 1)
  vertical(KeyCode.DownArrow, 'cursorDown', 'down', (line) => line === model.getLineCount())
  return { monaco, node, editor: instance, model }
}

/** Moves the editor into a field and focuses it. */
export function borrowEditor(monaco: Monaco, borrower: Borrower): Loan {
  shared ??= create(monaco)
  const { editor: instance, model, node } = shared
  const before = current
  current = undefined
  before?.onLost()
  setScope(model, borrower.scope)
  if (model.getValue() !== borrower.value) model.setValue(borrower.value)
  markJsonata(monaco, model)
  instance.updateOptions({ ariaLabel: borrower.label, placeholder: borrower.placeholder })
  borrower.host.append(node)
  current = borrower
  instance.layout()
  borrower.onHeight(instance.getContentHeight())
  instance.setPosition(model.getPositionAt(borrower.value.length))
  instance.focus()
  return {
    setScope: (scope) => {
      if (current === borrower) setScope(model, scope)
    },
    setValue: (value) => {
      if (current === borrower && model.getValue() !== value) model.setValue(value)
    },
    end: () => {
      if (current !== borrower) return
      current = undefined
      node.remove()
    },
  }
}

/** Puts text at the cursor of the field that is being edited; false when none is. */
export function insertIntoField(text: string): boolean {
  if (!shared || !current) return false
  const { editor: instance } = shared
  const selection = instance.getSelection()
  if (!selection) return false
  instance.executeEdits('insert', [{ range: selection, text, forceMoveMarkers: true }])
  instance.focus()
  return true
}

/** Called when the field grows or its column changes. */
export function layoutField(): void {
  if (current) shared?.editor.layout()
}

export const FIELD_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  language: JSONATA,
  fontSize: 12.5,
  lineHeight: 20,
  fontFamily: "ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  lineNumbers: 'off',
  glyphMargin: false,
  folding: false,
  lineDecorationsWidth: 0,
  minimap: { enabled: false },
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollbar: { vertical: 'auto', horizontal: 'hidden', alwaysConsumeMouseWheel: false, verticalScrollbarSize: 6 },
  wordWrap: 'on',
  wrappingIndent: 'indent',
  scrollBeyondLastLine: false,
  contextmenu: false,
  fixedOverflowWidgets: true,
  tabFocusMode: true,
  quickSuggestions: { other: true, comments: false, strings: false },
  quickSuggestionsDelay: 60,
  suggest: { showWords: false, preview: false, showStatusBar: false },
  wordBasedSuggestions: 'off',
  acceptSuggestionOnEnter: 'smart',
  occurrencesHighlight: 'off',
  automaticLayout: true,
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  unicodeHighlight: { ambiguousCharacters: false },
}
