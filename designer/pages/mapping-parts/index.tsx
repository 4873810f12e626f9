// The mapping parts that a client's flows can use: those of all clients, and the client's own.
import { Badge, Button, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { MappingPart } from '#shared/model/mapping-parts.ts'
import { mappingPartsQuery } from '#designer/api/mapping-parts.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug, useMay } from '#designer/state/session.ts'
import { DataTable, RowLink } from '#designer/ui/data-table.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { NewPartDialog } from './new-part-dialog.tsx'

export function MappingPartsPage() {
  const client = useClientSlug()
  const navigate = useNavigate()
  const parts = useQuery(mappingPartsQuery(client))
  const mayEdit = useMay('edit-mappings')
  const [adding, dialog] = useDisclosure(false)
  const open = (part: string) => void navigate({ to: '/c/$client/mapping-parts/$part', params: { client, part } })
  const create = (
    <Button leftSection={<Icon name="plus" size={15} />} onClick={dialog.open}>
      {t('New part')}
    </Button>
  )
  return (
    <Page
      title={t('Mapping parts')}
      description={t(
        'What many mappings need, written once: an address, a money line. Flows that are published keep the version they were published with.',
      )}
      actions={mayEdit && create}
    >
      <QueryView query={parts} skeleton={<TableSkeleton />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon="boxes"
              bordered
              title={t('No mapping parts yet')}
              steps={[
                t('Make a part, such as “Address”, and give it an input to try it on.'),
                t('Map its fields as in any mapping.'),
                t('Use it in a rule: choose “Mapping part” and the field it is used on.'),
              ]}
              actions={mayEdit && create}
            />
          ) : (
            <PartTable client={client} parts={items} />
          )
        }
      </QueryView>
      {adding ? <NewPartDialog client={client} onClose={dialog.close} onCreated={({ name }) => open(name)} /> : null}
    </Page>
  )
}

function PartTable({ client, parts }: { readonly client: string; readonly parts: readonly MappingPart[] }) {
  return (
    <DataTable
      caption={t('Mapping parts')}
      columns={[
        { id: 'label', label: t('Title') },
        { id: 'gives', label: t('Gives') },
        { id: 'scope', label: t('For') },
        { id: 'cases', label: t('Cases'), width: 90, align: 'end' },
        { id: 'version', label: t('Version'), width: 90, align: 'end' },
        { id: 'changed', label: t('Changed'), width: 200 },
      ]}
    >
      {parts.map((part) => (
        <Table.Tr key={part.name}>
          <Table.Td>
            <RowLink to="/c/$client/mapping-parts/$part" params={{ client, part: part.name }}>
              {part.label}
            </RowLink>
            {part.label === part.name ? null : <span className="tf-mono"> {part.name}</span>}
          </Table.Td>
          <Table.Td>{part.body.kind === 'record' ? t('fields-count', { count: part.body.rows.length }) : t('a value')}</Table.Td>
          <Table.Td>
            <Badge variant="light" color={part.scope === 'partner' ? 'gray' : 'harbour'}>
              {part.scope === 'partner' ? t('All clients') : part.partnerVersion === undefined ? t('This client') : t('This client’s copy')}
            </Badge>
          </Table.Td>
          <Table.Td ta="end">{part.cases.length}</Table.Td>
          <Table.Td ta="end">{part.version}</Table.Td>
          <Table.Td>
            <Ago at={part.createdAt} />
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}
