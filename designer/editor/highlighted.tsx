// JSONata at rest: the same colours as in the editor, as plain text.
import { memo } from 'react'
import classes from './editor.module.css'
import { tokenizeLine } from './jsonata-tokens.ts'

/** Long texts are cut: only their beginning is visible in one line anyway. */
const SHOWN = 400

export const Highlighted = memo(function Highlighted({ source }: { readonly source: string }) {
  const line = source.slice(0, SHOWN).replaceAll(/\s*\n\s*/g, ' ')
  return (
    <>
      {tokenizeLine(line).tokens.map((token) => (
        <span key={token.start} className={classes[token.kind]}>
          {line.slice(token.start, token.end)}
        </span>
      ))}
    </>
  )
})
