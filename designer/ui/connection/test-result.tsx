// What a connection test found, in one sentence.
import type { ConnectionTest } from '#shared/api/contract.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './connection.module.css'

export function TestResult({ test }: { readonly test: ConnectionTest }) {
  return (
    <div className={classes.result} data-ok={test.ok} role="status">
      <Icon name={test.ok ? 'circle-check' : 'triangle-alert'} size={16} style={{ marginTop: 1 }} />
      <div>
        <p>{test.message}</p>
        {test.fix && <p>{test.fix}</p>}
      </div>
    </div>
  )
}
