// JSONata in Monaco: colours, brackets, completion, hover, parameter hints and the parser's complaints as markers.
import { sayIssue } from '#designer/i18n/problems.ts'
import type { editor, languages } from 'monaco-editor-core/esm/vs/editor/editor.api.js'
import { checkExpression } from '#shared/mapping/expression.ts'
import { BRACKETS } from './brackets.ts'
import { formatJsonata } from './format-jsonata.ts'
import { completeJsonata, hoverJsonata, hintJsonata } from './jsonata-intelligence.ts'
import { tokenizeLine } from './jsonata-tokens.ts'
import type { Monaco } from './monaco.ts'

export const JSONATA = 'jsonata'

interface State extends languages.IState {
  readonly inComment: boolean
}
const state = (inComment: boolean): State => ({
  inComment,
  clone: () => state(inComment),
  equals: (other) => (other as State).inComment === inComment,
})

export function registerJsonata(monaco: Monaco) {
  monaco.languages.register({ id: JSONATA })
  monaco.languages.setTokensProvider(JSONATA, {
    getInitialState: () => state(false),
    tokenize(line, before) {
      const { tokens, state: open } = tokenizeLine(line, (before as State).inComment)
      return { tokens: tokens.map((token) => ({ startIndex: token.start, scopes: token.kind })), endState: state(open) }
    },
  })
  monaco.languages.setLanguageConfiguration(JSONATA, {
    comments: { blockComment: ['/*', '*/'] },
    brackets: BRACKETS,
    wordPattern: /\$?[\p{L}_][\p{L}\p{N}_]*|\$\$?|\d+(?:\.\d+)?/u,
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string'] },
      { open: "'", close: "'", notIn: ['string'] },
      { open: '`', close: '`', notIn: ['string'] },
    ],
  })
  monaco.languages.registerCompletionItemProvider(JSONATA, {
    triggerCharacters: ['.', '$', '`', '"'],
    provideCompletionItems: (model, position) => completeJsonata(monaco, model, position),
  })
  monaco.languages.registerHoverProvider(JSONATA, { provideHover: hoverJsonata })
  monaco.languages.registerDocumentFormattingEditProvider(JSONATA, {
    provideDocumentFormattingEdits(model) {
      const text = formatJsonata(model.getValue())
      return text === model.getValue() ? [] : [{ range: model.getFullModelRange(), text }]
    },
  })
  monaco.languages.registerSignatureHelpProvider(JSONATA, { signatureHelpTriggerCharacters: ['(', ','], provideSignatureHelp: hintJsonata })
}

/** Marks the first wrong character; answers the sentence, or nothing when the expression is well-formed. */
export function markJsonata(monaco: Monaco, model: editor.ITextModel): void {
  const source = model.getValue()
  const found = source.trim() === '' ? undefined : checkExpression(source)
  const issue = found && sayIssue(found)
  if (!issue) return monaco.editor.setModelMarkers(model, JSONATA, [])
  const at = Math.min(issue.position ?? 0, Math.max(0, source.length - 1))
  const start = model.getPositionAt(at)
  const end = model.getPositionAt(Math.min(source.length, at + 1))
  monaco.editor.setModelMarkers(model, JSONATA, [
    {
      severity: monaco.MarkerSeverity.Error,
      message: issue.fix ? `${issue.message}\n${issue.fix}` : issue.message,
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: Math.max(end.column, start.column + 1),
    },
  ])
}
