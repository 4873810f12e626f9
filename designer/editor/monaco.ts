// Monaco with just the parts that small expression and script editors need. Heavy: reached only through load-monaco.ts.
import * as monaco from 'monaco-editor-core/esm/vs/editor/editor.api.js'
import 'monaco-editor-core/esm/vs/base/browser/ui/codicons/codiconStyles.js'
import 'monaco-editor-core/esm/vs/editor/browser/coreCommands.js'
import 'monaco-editor-core/esm/vs/editor/browser/widget/codeEditor/codeEditorWidget.js'
import 'monaco-editor-core/esm/vs/editor/common/standaloneStrings.js'
import 'monaco-editor-core/esm/vs/editor/contrib/bracketMatching/browser/bracketMatching.js'
import 'monaco-editor-core/esm/vs/editor/contrib/clipboard/browser/clipboard.js'
import 'monaco-editor-core/esm/vs/editor/contrib/comment/browser/comment.js'
import 'monaco-editor-core/esm/vs/editor/contrib/dropOrPasteInto/browser/dropIntoEditorContribution.js'
import 'monaco-editor-core/esm/vs/editor/contrib/find/browser/findController.js'
import 'monaco-editor-core/esm/vs/editor/contrib/folding/browser/folding.js'
import 'monaco-editor-core/esm/vs/editor/contrib/format/browser/formatActions.js'
import 'monaco-editor-core/esm/vs/editor/contrib/hover/browser/hoverContribution.js'
import 'monaco-editor-core/esm/vs/editor/contrib/indentation/browser/indentation.js'
import 'monaco-editor-core/esm/vs/editor/contrib/linesOperations/browser/linesOperations.js'
import 'monaco-editor-core/esm/vs/editor/contrib/multicursor/browser/multicursor.js'
import 'monaco-editor-core/esm/vs/editor/contrib/parameterHints/browser/parameterHints.js'
import 'monaco-editor-core/esm/vs/editor/contrib/placeholderText/browser/placeholderText.contribution.js'
import 'monaco-editor-core/esm/vs/editor/contrib/snippet/browser/snippetController2.js'
import 'monaco-editor-core/esm/vs/editor/contrib/suggest/browser/suggestController.js'
import 'monaco-editor-core/esm/vs/editor/contrib/wordHighlighter/browser/wordHighlighter.js'
import 'monaco-editor-core/esm/vs/editor/contrib/wordOperations/browser/wordOperations.js'
// The bundler makes the default export.
// oxlint-disable-next-line import/default
import EditorWorker from './editor-worker.ts?worker'
import { registerGraphql } from './graphql-language.ts'
import { registerJavaScript } from './javascript-language.ts'
import { registerJsonata } from './jsonata-language.ts'
import { defineThemes } from './themes.ts'

export type Monaco = typeof monaco

// A file of our own origin instead of Monaco's blob: the content security policy allows no blobs.
self.MonacoEnvironment = { getWorker: () => new EditorWorker() }
defineThemes(monaco)
registerJsonata(monaco)
registerJavaScript(monaco)
registerGraphql(monaco)

export { monaco }
