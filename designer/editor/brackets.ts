// What stands in pairs in every language of the editor.
import type { languages } from 'monaco-editor-core/esm/vs/editor/editor.api.js'

export const BRACKETS: languages.CharacterPair[] = [
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
]

/** In brackets anywhere; in quotation marks not within texts. */
export const closing = (...marks: readonly string[]): languages.IAutoClosingPairConditional[] => [
  ...BRACKETS.map(([open, close]) => ({ open, close })),
  ...marks.map((mark) => ({ open: mark, close: mark, notIn: ['string', 'comment'] })),
]

export const INDENTATION: languages.IndentationRule = { increaseIndentPattern: /[{[(]\s*$/, decreaseIndentPattern: /^\s*[}\])]/ }
