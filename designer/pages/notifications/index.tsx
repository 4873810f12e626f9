// What the signed-in person is told by e-mail and what it looks like, and which channels of chat programs are told.
import { Alert, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NotificationSettings, NotificationState } from '#shared/model/notifications.ts'
import { notificationsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { chosenLanguage } from '#designer/i18n/language.ts'
import { useMay, useSession } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { formatExact } from '#designer/ui/time.tsx'
import { ChatChannels } from './chat-channels.tsx'
import { NotificationForm, type Look } from './notification-form.tsx'
import { SummaryPreview } from './summary-preview.tsx'

export function NotificationsPage() {
  const { user } = useSession()
  const state = useQuery(notificationsQuery())
  const mayAdminister = useMay('administer')
  return (
    <Page
      title={t('Notifications')}
      description={t(
        'What Tillflow tells you by e-mail at {{email}} about the clients you may see. Only what runs live is told, and never what a record holds.',
        { email: user.email },
      )}
      narrow
    >
      <Stack gap="lg">
        <QueryView query={state} skeleton={<TableSkeleton rows={4} />}>
          {(data) => <Wishes state={data} />}
        </QueryView>
        {mayAdminister && <ChatChannels />}
      </Stack>
    </Page>
  )
}

const UNSAID: NotificationSettings = {
  atOnce: 'off',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  language: chosenLanguage(),
}

function Wishes({ state }: { readonly state: NotificationState }) {
  const settings = state.settings ?? UNSAID
  const { language, timeZone, clientIds } = settings
  const [look, setLook] = useState<Look>({ language, timeZone, ...(clientIds && { clientIds }) })
  return (
    <Stack gap="lg">
      {state.sender === undefined && (
        <Alert color="blue" variant="light" icon={<Icon name="info" />} title={t('This server cannot send mails yet')}>
          {t('Your choice is kept. Ask who runs this server to give it a mail account: TILLFLOW_MAIL_URL and TILLFLOW_MAIL_FROM.')}
        </Alert>
      )}
      {state.failure && (
        <Alert
          color="red"
          variant="light"
          icon={<Icon name="triangle-alert" />}
          title={t('The last mail could not be sent ({{at}})', { at: formatExact(state.failure.at) })}
        >
          {state.failure.message} {t('It is tried again, and nothing is left out.')}
        </Alert>
      )}
      <NotificationForm settings={settings} canSend={state.sender !== undefined} sentAt={state.sentAt} onLook={setLook} />
      <SummaryPreview look={look} />
    </Stack>
  )
}
