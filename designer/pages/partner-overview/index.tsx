// All clients of the partner at a glance: who needs attention first.
import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { overviewQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay, useSession } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { ClientCard } from './client-card.tsx'
import classes from './client-card.module.css'
import { NewClientDialog } from './new-client-dialog.tsx'

/** From this many on, a search field helps more than it costs. */
const SEARCH_FROM = 7

export function PartnerOverviewPage() {
  const { clients, partner } = useSession()
  const mayAdminister = useMay('administer')
  const [search, setSearch] = useState('')
  const [adding, dialog] = useDisclosure(false)
  const overviews = useQueries({ queries: clients.map((client) => overviewQuery(client.slug)) })

  const cards = clients
    .map((client, i) => ({ client, overview: overviews[i] }))
    .filter(({ client }) => client.name.toLowerCase().includes(search.trim().toLowerCase()))
    .toSorted((a, b) => (b.overview?.data?.openExceptions ?? 0) - (a.overview?.data?.openExceptions ?? 0))
  const open = overviews.reduce((sum, query) => sum + (query.data?.openExceptions ?? 0), 0)
  const settled = overviews.every((query) => !query.isPending)
  const summary = open === 0 ? t('Nothing needs your attention.') : `${t('exceptions-open', { count: open })}.`

  return (
    <Page
      title={partner.name}
      description={clients.length === 0 ? undefined : `${t('clients-count', { count: clients.length })}. ${settled ? summary : ''}`}
      actions={
        <>
          {clients.length >= SEARCH_FROM && (
            <TextInput
              placeholder={t('Find a client')}
              aria-label={t('Find a client')}
              leftSection={<Icon name="search" size={14} />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )}
          {mayAdminister && (
            <Button leftSection={<Icon name="plus" size={15} />} onClick={dialog.open}>
              {t('New client')}
            </Button>
          )}
        </>
      }
    >
      {clients.length === 0 ? (
        <EmptyState
          icon="store"
          bordered
          title={t('No clients yet')}
          steps={[
            t('Create a client: one retailer that you look after.'),
            t('Connect its systems, such as the web shop and the ERP.'),
            t('Clone a template and answer its questions; the first records flow.'),
          ]}
          actions={mayAdminister && <Button onClick={dialog.open}>{t('New client')}</Button>}
        />
      ) : (
        <ul className={classes.grid} data-tour="clients">
          {cards.map(({ client, overview }) => (
            <li key={client.id}>
              <ClientCard client={client} overview={overview?.data} failed={overview?.isError ?? false} />
            </li>
          ))}
        </ul>
      )}
      <NewClientDialog opened={adding} onClose={dialog.close} />
    </Page>
  )
}
