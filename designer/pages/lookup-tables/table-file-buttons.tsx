// A table as a CSV file, and back: what is imported stands in the editor first, and is saved like any other change.
import { Button, FileButton } from '@mantine/core'
import type { LookupRow, LookupTable } from '#shared/model/connections.ts'
import { csvLines, lookupCsv, lookupRowsOf } from '#shared/lookups/csv.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'

export interface TableFileButtonsProps {
  readonly table: LookupTable
  /** As they stand in the editor. */
  readonly rows: readonly LookupRow[]
  readonly onImport?: (rows: readonly LookupRow[]) => void
}

export function TableFileButtons({ table, rows, onImport }: TableFileButtonsProps) {
  const read = async (file: File | null) => {
    if (!file || !onImport) return
    try {
      const imported = lookupRowsOf(csvLines(await file.text()))
      onImport(imported)
      notifyDone(t('imported-rows', { count: imported.length }))
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="download" size={14} />}
        renderRoot={(props) => (
          <a
            {...props}
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${lookupCsv(rows)}`)}`}
            download={`${table.name}-${table.environment}.csv`}
          />
        )}
      >
        {t('Export')}
      </Button>
      {onImport && (
        <FileButton accept=".csv,.txt,text/csv" onChange={(file) => void read(file)}>
          {(props) => (
            <Button size="xs" variant="default" leftSection={<Icon name="upload" size={14} />} {...props}>
              {t('Import')}
            </Button>
          )}
        </FileButton>
      )}
    </>
  )
}
