// A text being typed that the document may not take yet (an empty name). It follows the document when that changes, by undo for example.
import { useState } from 'react'

export function useDraft(value: string): readonly [text: string, write: (text: string) => void] {
  const [draft, setDraft] = useState({ of: value, text: value })
  if (draft.of !== value) {
    setDraft({ of: value, text: value })
    return [value, (text) => setDraft({ of: value, text })]
  }
  return [draft.text, (text) => setDraft({ of: value, text })]
}
