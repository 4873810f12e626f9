// Monaco ships no types for its worker's entry.
declare module 'monaco-editor-core/esm/vs/editor/editor.worker.start.js' {
  export function start(createClient: (context: unknown) => unknown): unknown
}
