// Monaco's worker: diffs and word lists, off the page's thread.
import { start } from 'monaco-editor-core/esm/vs/editor/editor.worker.start.js'

start(() => ({}))
