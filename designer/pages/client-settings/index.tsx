// What holds for a client as a whole: how long its runs are kept, and its end.
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { retentionQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClient, useClientSlug, useMay } from '#designer/state/session.ts'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { DeleteClient } from './delete-client.tsx'
import { RetentionForm } from './retention-form.tsx'

export function ClientSettingsPage() {
  const slug = useClientSlug()
  const client = useClient()
  const mayAdminister = useMay('administer')
  const retention = useQuery(retentionQuery(slug))
  return (
    <Page title={t('Settings')} description={t('What holds for this client as a whole.')} narrow>
      <Stack gap="lg">
        <QueryView query={retention} skeleton={<TableSkeleton rows={3} />}>
          {(data) => <RetentionForm key={slug} client={slug} retention={data} />}
        </QueryView>
        {mayAdminister && client && <DeleteClient client={client} />}
      </Stack>
    </Page>
  )
}
