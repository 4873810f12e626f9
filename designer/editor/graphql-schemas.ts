// Which schema a document in an editor is written for.
import type { editor } from 'monaco-editor-core/esm/vs/editor/editor.api.js'

const texts = new WeakMap<editor.ITextModel, string>()

/** `text` in GraphQL's schema definition language; undefined where it is not known (yet). */
export function setSchemaText(model: editor.ITextModel, text: string | undefined): void {
  if (text === undefined) texts.delete(model)
  else texts.set(model, text)
}

export const schemaTextOf = (model: editor.ITextModel): string | undefined => texts.get(model)
