// A row of filters above a list.
import type { ReactNode } from 'react'
import classes from './toolbar.module.css'

export function Toolbar({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className={classes.bar}>
      <div className={classes.filters}>{children}</div>
      {aside && <div className={classes.aside}>{aside}</div>}
    </div>
  )
}
