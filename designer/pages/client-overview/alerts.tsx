// What stands still as a whole: one line for each connection in trouble, not one for each of its runs.
import { Alert as Notice, Anchor, List } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AlertKind } from '#shared/model/flow-control.ts'
import { alertsQuery, connectionsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { Ago } from '#designer/ui/time.tsx'

const WORDS: Readonly<Record<AlertKind, string>> = {
  'connection-down': 'is not reachable; its runs wait',
  'sign-in-needed': 'needs new credentials; its runs wait',
  'limit-reached': 'has reached its limit; its runs wait',
  'api-version': 'answers with another API version',
}

export function Alerts({ slug }: { readonly slug: string }) {
  const alerts = useQuery(alertsQuery(slug)).data?.filter(({ clearedAt }) => clearedAt === undefined) ?? []
  const connections = useQuery({ ...connectionsQuery(slug), enabled: alerts.length > 0 }).data
  if (alerts.length === 0) return null
  return (
    <Notice color="red" variant="light" mb="lg" icon={<Icon name="triangle-alert" />} title={t('Connections in trouble')} role="status">
      <List fz="sm" listStyleType="none">
        {alerts.map(({ id, kind, subject, message, raisedAt }) => (
          <List.Item key={id}>
            <Anchor
              component={Link}
              to="/c/$client/connections"
              params={{ client: slug } as never}
              search={{ open: subject } as never}
              fz="sm"
            >
              {connections?.find((connection) => connection.id === subject)?.name ?? t('A connection')}
            </Anchor>{' '}
            {t(WORDS[kind])} · <Ago at={raisedAt} /> · {words(message)}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}
