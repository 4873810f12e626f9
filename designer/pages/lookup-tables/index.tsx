// A client's lookup tables: the list on the left, the rows of one on the right. Test and live have tables of their own.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lookupTablesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug, useMay } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Inbox } from './inbox.tsx'
import classes from './lookup-tables.module.css'
import { NewTableDialog } from './new-table-dialog.tsx'
import { TableEditor } from './table-editor.tsx'
import { TableList } from './table-list.tsx'

export function LookupTablesPage() {
  const client = useClientSlug()
  const search = useSearch({ from: '/app/c/$client/lookup-tables' })
  const navigate = useNavigate({ from: '/c/$client/lookup-tables' })
  const tables = useQuery(lookupTablesQuery(client))
  const mayEdit = useMay('edit-mappings')
  const [adding, dialog] = useDisclosure(false)
  const create = (
    <Button leftSection={<Icon name="plus" size={15} />} onClick={dialog.open}>
      {t('New table')}
    </Button>
  )
  return (
    <Page
      title={t('Lookup tables')}
      description={t('Translations between systems: a payment method here is a journal there. Flows read them while they run.')}
      actions={mayEdit && create}
    >
      <QueryView query={tables} skeleton={<TableSkeleton />}>
        {(items) => {
          if (items.length === 0) {
            return (
              <EmptyState
                icon="table-2"
                bordered
                title={t('No lookup tables yet')}
                steps={[
                  t('Make a table, such as “Payment methods”.'),
                  t('Paste two columns from a spreadsheet: what comes in, what goes out.'),
                  t('Use it in a mapping row; a value that is missing lands on the exception desk.'),
                ]}
                actions={mayEdit && create}
              />
            )
          }
          const chosen =
            items.find((table) => table.name === search.table && (!search.environment || table.environment === search.environment)) ??
            items[0]
          return (
            <>
              <Inbox client={client} tables={items} />
              <div className={classes.columns}>
                <TableList
                  tables={items}
                  selected={chosen?.id}
                  onSelect={(table) => void navigate({ search: { table: table.name, environment: table.environment } })}
                />
                {chosen && <TableEditor key={chosen.id} client={client} table={chosen} />}
              </div>
            </>
          )
        }}
      </QueryView>
      <NewTableDialog
        client={client}
        opened={adding}
        onClose={dialog.close}
        onCreated={(table) => void navigate({ search: { table: table.name, environment: table.environment } })}
      />
    </Page>
  )
}
