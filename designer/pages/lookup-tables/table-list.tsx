// The tables of both environments.
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { LookupTable } from '#shared/model/connections.ts'
import { t } from '#designer/i18n/index.ts'
import { formatNumber } from '#designer/ui/number.ts'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import classes from './lookup-tables.module.css'

export interface TableListProps {
  readonly tables: readonly LookupTable[]
  readonly selected: string | undefined
  readonly onSelect: (table: LookupTable) => void
}

export function TableList({ tables, selected, onSelect }: TableListProps) {
  const present = ENVIRONMENTS.filter((environment) => tables.some((table) => table.environment === environment))
  return (
    <nav aria-label={t('Lookup tables')}>
      {present.map((environment) => (
        <div key={environment} className={classes.listGroup}>
          <EnvironmentBadge environment={environment} />
          <ul className={classes.list}>
            {tables
              .filter((table) => table.environment === environment)
              .map((table) => (
                <li key={table.id}>
                  <button type="button" className={classes.entry} aria-current={table.id === selected} onClick={() => onSelect(table)}>
                    <span>{table.label}</span>
                    <span className={classes.entryCount}>{formatNumber(table.rows.length)}</span>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
