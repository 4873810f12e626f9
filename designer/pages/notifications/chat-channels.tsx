// Channels of chat programs that are told what waits: for who administers the partner.
import { ActionIcon, Alert, Button, Group, Menu, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChatChannel } from '#shared/model/notifications.ts'
import { removeChatChannel, sendTestMessage } from '#designer/api/commands.ts'
import { chatChannelsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { useSession } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { askFirst } from '#designer/ui/confirm.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Ago, formatExact } from '#designer/ui/time.tsx'
import { ChatChannelDialog, PROGRAM_NAMES } from './chat-channel-dialog.tsx'
import classes from './notifications.module.css'

export function ChatChannels() {
  const channels = useQuery(chatChannelsQuery())
  const [edited, setEdited] = useState<ChatChannel | 'new'>()
  return (
    <Card>
      <Group justify="space-between" align="flex-start" mb="md" wrap="nowrap">
        <div>
          <h2 className={classes.title}>{t('Chat channels')}</h2>
          <Text fz="sm" c="dimmed" mt={2}>
            {t('Channels of Slack, Microsoft Teams or Google Chat that are told the same as people are by mail.')}
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={15} />}
          className={classes.add ?? ''}
          onClick={() => setEdited('new')}
        >
          {t('Add a channel')}
        </Button>
      </Group>
      <QueryView query={channels} skeleton={<TableSkeleton rows={2} />} compact>
        {(items) =>
          items.length === 0 ? (
            <Text fz="sm" c="dimmed">
              {t('No channel is told anything yet.')}
            </Text>
          ) : (
            <ul className={classes.channels}>
              {items.map((channel) => (
                <Channel key={channel.id} channel={channel} onEdit={() => setEdited(channel)} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {edited && <ChatChannelDialog channel={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Card>
  )
}

function Channel({ channel, onEdit }: { readonly channel: ChatChannel; readonly onEdit: () => void }) {
  const refresh = () => queryClient.invalidateQueries({ queryKey: chatChannelsQuery().queryKey })
  const test = useMutation({
    mutationFn: () => sendTestMessage(channel.id),
    onSuccess: () => notifyDone(t('A test message was sent to “{{name}}”.', { name: channel.name })),
    onError: notifyProblem,
  })
  const remove = useMutation({
    mutationFn: () => removeChatChannel(channel.id),
    onSuccess: async () => {
      notifyDone(t('“{{name}}” is told nothing any more.', { name: channel.name }))
      await refresh()
    },
    onError: notifyProblem,
  })
  const ask = () =>
    askFirst({
      title: t('Remove the channel “{{name}}”?', { name: channel.name }),
      text: t('It is told nothing any more, and its address is forgotten here.'),
      confirm: t('Remove channel'),
      onConfirm: () => remove.mutate(),
    })
  return (
    <li className={classes.channel}>
      <div className={classes.row}>
        <div className={classes.about}>
          <Text fz="sm" fw={550}>
            {channel.name}
          </Text>
          <Text fz="xs" c="dimmed">
            {PROGRAM_NAMES[channel.program]} · {channel.host}
          </Text>
          <Text fz="xs" c="dimmed">
            <ToldOf channel={channel} />
            {' · '}
            {channel.sentAt === undefined ? (
              t('nothing was sent yet')
            ) : (
              <>
                {t('last message')} <Ago at={channel.sentAt} />
              </>
            )}
          </Text>
        </div>
        <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {t('Send a test message')}
        </Button>
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon aria-label={t('More for {{name}}', { name: channel.name })}>
              <Icon name="ellipsis" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="pencil" size={14} />} onClick={onEdit}>
              {t('Change')}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<Icon name="trash-2" size={14} />} onClick={ask}>
              {t('Remove channel')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {channel.failure && (
        <Alert
          color="red"
          variant="light"
          mt="xs"
          icon={<Icon name="triangle-alert" />}
          title={t('The last message could not be sent ({{at}})', { at: formatExact(channel.failure.at) })}
        >
          {words(channel.failure.said ?? channel.failure.message)} {t('It is tried again, and nothing is left out.')}
        </Alert>
      )}
    </li>
  )
}

/** `everything, daily at 07:30 · Harbour & Finch`. */
function ToldOf({ channel: { settings } }: { readonly channel: ChatChannel }) {
  const { clients } = useSession()
  const { atOnce, digest, clientIds } = settings
  const when = [
    ...(atOnce === 'everything' ? [t('records and connections at once')] : atOnce === 'connections' ? [t('connections at once')] : []),
    ...(digest ? [t('a summary at {{time}}', { time: digest.time })] : []),
  ]
  const names = clientIds && clients.filter(({ id }) => clientIds.includes(id)).map(({ name }) => name)
  const whom = names === undefined ? t('all clients') : names.length === 0 ? t('no client that is still there') : names.join(', ')
  return `${when.length === 0 ? t('nothing for now') : when.join(', ')} · ${whom}`
}
