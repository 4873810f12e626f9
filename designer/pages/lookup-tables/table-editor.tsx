// The rows of one table, edited like a small spreadsheet and saved together.
import { Button, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LookupTable } from '#shared/model/connections.ts'
import { hasCode } from '#designer/api/client.ts'
import { saveLookupTable } from '#designer/api/commands.ts'
import { lookupInboxQuery, lookupTableQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { LeaveGuard } from '#designer/ui/leave-guard.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { checkRows, compareRows, fromDraft, hasDays, kindOf, readPaste, rebaseRows, toDraft } from '#designer/ui/row-grid/draft-rows.ts'
import { MissingSetting } from './missing-setting.tsx'
import { TableFileButtons } from './table-file-buttons.tsx'
import classes from './lookup-tables.module.css'
import { PasteButton } from '#designer/ui/row-grid/paste-button.tsx'
import { RowGrid } from '#designer/ui/row-grid/row-grid.tsx'

export function TableEditor({ client, table }: { readonly client: string; readonly table: LookupTable }) {
  const mayEdit = useMay('edit-mappings')
  const [base, setBase] = useState(table)
  const [rows, setRows] = useState(() => toDraft(table.rows))
  const [search, setSearch] = useState('')
  const [theirs, setTheirs] = useState<LookupTable>()
  const mine = fromDraft(rows)
  const changes = compareRows(base.rows, mine).length
  const [missing, setMissing] = useState(table.whenMissing)
  const [days, setDays] = useState(false)
  const withDays = days || hasDays(rows)
  const changed = changes > 0 || mine.length !== base.rows.length || JSON.stringify(missing) !== JSON.stringify(base.whenMissing)
  const problems = checkRows(rows)

  const adopt = (next: LookupTable) => {
    setBase(next)
    setRows(toDraft(next.rows))
    setMissing(next.whenMissing)
    setTheirs(undefined)
  }
  // A row that was mapped in the inbox, or saved by somebody else, is taken over at once while nothing here is changed.
  if (!changed && table.revision > base.revision) adopt(table)
  const save = useMutation({
    mutationFn: () =>
      saveLookupTable(client, base.name, base.environment, { rows: [...mine], whenMissing: missing ?? null, revision: base.revision }),
    onSuccess: async (saved) => {
      adopt(saved)
      notifyDone(t('Saved. Runs from now on use it.'))
      await queryClient.invalidateQueries({ queryKey: ['client', client, 'lookup-tables'] })
      await queryClient.invalidateQueries({ queryKey: lookupInboxQuery(client).queryKey })
    },
    onError: async (error) => {
      if (!hasCode(error, 'stale-revision')) return
      setTheirs(await queryClient.fetchQuery({ ...lookupTableQuery(client, base.name, base.environment), staleTime: 0 }))
    },
  })

  return (
    <section aria-label={table.label}>
      <div className={classes.editorHead}>
        <Title order={2}>{base.label}</Title>
        <EnvironmentBadge environment={base.environment} />
        <Text span c="dimmed" fz="xs" className="tf-mono">
          {base.name}
        </Text>
        <div className={classes.controls}>
          <TextInput
            size="xs"
            w={150}
            placeholder={t('Find a row')}
            aria-label={t('Find a row')}
            leftSection={<Icon name="search" size={13} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <TableFileButtons table={base} rows={mine} {...(mayEdit && { onImport: (imported) => setRows(toDraft(imported)) })} />
          {mayEdit && (
            <>
              <Button size="xs" variant="default" aria-pressed={withDays} disabled={hasDays(rows)} onClick={() => setDays(!days)}>
                {t('Days')}
              </Button>
              <PasteButton onPaste={(text) => setRows([...rows, ...readPaste(text, kindOf(rows))])} />
              <Button size="xs" variant="default" disabled={!changed} onClick={() => adopt(base)}>
                {t('Undo')}
              </Button>
              <Button
                size="xs"
                disabled={!changed || problems.sentences.length > 0 || problems.keyless.size > 0}
                loading={save.isPending}
                onClick={() => save.mutate()}
              >
                {changes > 0 ? t('save-changes', { count: changes }) : t('Save')}
              </Button>
            </>
          )}
        </div>
      </div>
      {problems.sentences.length > 0 && (
        <div className={classes.problem} role="alert">
          <Icon name="triangle-alert" size={15} />
          {problems.sentences.join(' ')}
        </div>
      )}
      <MissingSetting value={missing} onChange={setMissing} readOnly={!mayEdit} kind={kindOf(rows)} />
      {save.error && !hasCode(save.error, 'stale-revision') && <FormProblem error={save.error} />}
      <RowGrid rows={rows} onChange={setRows} search={search} problems={problems} readOnly={!mayEdit} withDays={withDays} />
      <ConflictDialog
        base={base}
        mine={mine}
        theirs={theirs}
        onClose={() => setTheirs(undefined)}
        onTakeTheirs={() => theirs && adopt(theirs)}
        onKeepMine={() => {
          if (!theirs) return
          setRows(toDraft(rebaseRows(base.rows, mine, theirs.rows)))
          setBase(theirs)
          setTheirs(undefined)
        }}
      />
      <LeaveGuard changed={changed} />
    </section>
  )
}
