// A client's flows: what runs where, what changed, what is stuck.
import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { flowsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug, useMay } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Found } from '#designer/ui/found.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { FlowTable } from './flow-table.tsx'
import { ImportFlowDialog } from './import-flow-dialog.tsx'
import { NewFlowDialog } from './new-flow-dialog.tsx'

export function FlowsPage() {
  const client = useClientSlug()
  const flows = useQuery(flowsQuery(client))
  const mayDesign = useMay('design')
  const [search, setSearch] = useState('')
  const [adding, dialog] = useDisclosure(false)
  const [importing, importDialog] = useDisclosure(false)
  const wanted = search.trim().toLowerCase()

  const fromTemplate = (
    <Button
      component={Link}
      to="/c/$client/templates"
      params={{ client } as never}
      variant="default"
      leftSection={<Icon name="layout-template" size={15} />}
    >
      {t('From a template')}
    </Button>
  )
  const create = (
    <Button leftSection={<Icon name="plus" size={15} />} onClick={dialog.open}>
      {t('New flow')}
    </Button>
  )
  const fromFile = (
    <Button variant="default" leftSection={<Icon name="upload" size={15} />} onClick={importDialog.open}>
      {t('Import')}
    </Button>
  )
  return (
    <Page
      title={t('Flows')}
      description={t('Each flow carries one kind of record from one system to others.')}
      actions={
        <>
          {(flows.data?.length ?? 0) > 5 && (
            <TextInput
              placeholder={t('Find a flow')}
              aria-label={t('Find a flow')}
              leftSection={<Icon name="search" size={14} />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )}
          {mayDesign && fromFile}
          {mayDesign && fromTemplate}
          {mayDesign && create}
        </>
      }
    >
      <QueryView query={flows} skeleton={<TableSkeleton />}>
        {(items) => {
          const found = items.filter((flow) => flow.name.toLowerCase().includes(wanted))
          if (items.length === 0) {
            return (
              <EmptyState
                icon="workflow"
                bordered
                title={t('No flows yet')}
                steps={[
                  t('A trigger begins it: an order arrives, a time of day comes.'),
                  t('A mapping says which field becomes which, tried on a sample while you write it.'),
                  t('A call hands the record to the other system, once and only once.'),
                ]}
                actions={
                  mayDesign && (
                    <>
                      {fromTemplate}
                      {create}
                    </>
                  )
                }
              />
            )
          }
          return (
            <>
              <Found count={wanted === '' ? undefined : found.length} />
              {found.length === 0 ? (
                <EmptyState icon="search" bordered title={t('No flow has that name')}>
                  {t('Try a shorter part of it.')}
                </EmptyState>
              ) : (
                <FlowTable client={client} flows={found} />
              )}
            </>
          )
        }}
      </QueryView>
      <ImportFlowDialog client={client} opened={importing} onClose={importDialog.close} />
      <NewFlowDialog client={client} opened={adding} onClose={dialog.close} />
    </Page>
  )
}
