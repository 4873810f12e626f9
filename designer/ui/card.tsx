// A quiet surface with a border, for tables and panels.
import type { CSSProperties, ReactNode } from 'react'
import classes from './card.module.css'

export interface CardProps {
  readonly children: ReactNode
  /** Inner space; tables have none. Default true. */
  readonly padded?: boolean
  readonly className?: string
  readonly style?: CSSProperties
}

export function Card({ children, padded = true, className = '', style }: CardProps) {
  return (
    <div className={`${classes.card} ${padded ? classes.padded : ''} ${className}`} style={style}>
      {children}
    </div>
  )
}
