// Small facts about one thing, as a row or a column of label and value.
import type { ReactNode } from 'react'
import classes from './facts.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

export function Facts({ facts, column = false }: { readonly facts: readonly (Fact | undefined | false)[]; readonly column?: boolean }) {
  return (
    <dl className={column ? classes.column : classes.row}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.label} className={classes.fact}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
