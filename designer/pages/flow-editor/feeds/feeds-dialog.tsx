// What a flow reads page by page, where it is deployed: how far its list was read and when it is looked at next, or its files.
import { Alert, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { feedsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import { formatNumber } from '#designer/ui/number.ts'
import { useMay } from '#designer/state/session.ts'
import { Facts } from '#designer/ui/facts.tsx'
import { Ago, formatExact } from '#designer/ui/time.tsx'
import type { Environment } from '#shared/model/accounts.ts'
import type { Feed } from '#shared/model/feeds.ts'
import { useEditor } from '../state/context.ts'
import { useDeployments } from '../versions/use-deployments.ts'
import { FileTable } from './file-table.tsx'
import { SendFile } from './send-file.tsx'
import { environmentLabel } from '#designer/ui/environment-badge.tsx'

export function FeedsDialog({ kind, onClose }: { readonly kind: Feed['kind']; readonly onClose: () => void }) {
  const deployments = useDeployments()
  const [chosen, setChosen] = useState<Environment>()
  const environment = chosen ?? deployments[0]?.environment
  return (
    <Modal opened onClose={onClose} size="xl" title={kind === 'file' ? t('Files of this flow') : t('What this flow has read')}>
      <Stack gap="md">
        {deployments.length > 1 ? (
          <SegmentedControl
            size="xs"
            value={environment ?? ''}
            onChange={(next) => setChosen(next === 'live' ? 'live' : 'test')}
            data={deployments.map((one) => ({ value: one.environment, label: environmentLabel(one.environment) }))}
          />
        ) : null}
        {environment === undefined ? (
          <Text c="dimmed">{t('Publish and deploy the flow first: only a deployed flow reads.')}</Text>
        ) : (
          <FeedsIn kind={kind} environment={environment} />
        )}
      </Stack>
    </Modal>
  )
}

function FeedsIn({ kind, environment }: { readonly kind: Feed['kind']; readonly environment: Environment }) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const mayOperate = useMay('operate')
  const { data } = useQuery(feedsQuery(clientId, flowId, environment))
  if (!data) return null
  const feeds = data.items.filter((feed) => feed.kind === kind)
  if (kind === 'poll') {
    const [poll] = feeds
    return poll ? <PollState poll={poll} /> : <Text c="dimmed">{t('The deployed version does not look at a list.')}</Text>
  }
  return (
    <>
      {mayOperate ? <SendFile environment={environment} /> : null}
      <FileTable files={feeds} />
      <Text fz="xs" c="dimmed">
        {t('Programs on the server may put files into {{folder}}.', { folder: data.folder })}
      </Text>
    </>
  )
}

function PollState({ poll }: { readonly poll: Feed }) {
  return (
    <>
      {poll.error ? (
        <Alert color="red" title={sayError(poll.error).message}>
          {sayError(poll.error).fix}{' '}
          {t('Tried {{count}} times; next try {{time}}.', { count: poll.failures, time: formatExact(poll.nextAt) })}
        </Alert>
      ) : null}
      <Facts
        facts={[
          { label: t('List'), value: poll.name },
          { label: t('State'), value: poll.status === 'active' ? t('Looks regularly') : t('Stopped') },
          { label: t('Records read'), value: formatNumber(poll.records) },
          { label: t('Last look'), value: poll.readAt === undefined ? t('not yet') : <Ago at={poll.readAt} /> },
          poll.status === 'active' && { label: t('Next look'), value: formatExact(poll.nextAt) },
        ]}
      />
      {poll.cursor === undefined ? null : (
        <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('Read up to')}: {poll.cursor.length > 300 ? `${poll.cursor.slice(0, 300)}…` : poll.cursor}
        </Text>
      )}
    </>
  )
}
