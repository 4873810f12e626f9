// What people say about one version, below its line in the list.
import { ActionIcon, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { Ago } from '#designer/ui/time.tsx'
import { commentsQuery } from '#designer/api/queries.ts'
import { commentVersion, removeComment } from '../requests.ts'
import { useEditor } from '../state/context.ts'
import classes from './versions.module.css'

export function VersionComments({ version }: { readonly version: number }) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const readOnly = useEditor((state) => state.readOnly)
  const { user } = useSession()
  const queries = useQueryClient()
  const { queryKey } = commentsQuery(clientId, flowId)
  const all = useQuery(commentsQuery(clientId, flowId)).data ?? []
  const mine = all.filter((comment) => comment.version === version)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const refresh = () => queries.invalidateQueries({ queryKey })
  const say = useMutation({
    mutationFn: () => commentVersion(clientId, flowId, version, text.trim()),
    onSuccess: () => {
      setText('')
      setOpen(false)
      return refresh()
    },
    onError: notifyProblem,
  })
  const take = useMutation({ mutationFn: (id: string) => removeComment(clientId, flowId, id), onSuccess: refresh, onError: notifyProblem })
  return (
    <Stack gap={6}>
      {mine.map((comment) => (
        <div key={comment.id} className={classes.comment}>
          <Icon name="message-square" size={13} />
          <div>
            <Text fz="sm">{comment.text}</Text>
            <Text fz="xs" c="dimmed">
              {comment.createdBy} · <Ago at={comment.createdAt} />
            </Text>
          </div>
          {comment.createdBy === user.email ? (
            <ActionIcon size={22} aria-label={t('Take this comment away')} onClick={() => take.mutate(comment.id)}>
              <Icon name="x" size={13} />
            </ActionIcon>
          ) : null}
        </div>
      ))}
      {readOnly ? null : open ? (
        <Stack gap={6}>
          <Textarea
            autoFocus
            autosize
            minRows={2}
            maxRows={6}
            maxLength={4_000}
            aria-label={t('Comment on version {{version}}', { version })}
            placeholder={t('What others should know about this version')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group gap={6}>
            <Button size="compact-xs" disabled={text.trim() === ''} loading={say.isPending} onClick={() => say.mutate()}>
              {t('Comment')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setOpen(false)}>
              {t('Cancel')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <button type="button" className={classes.say} onClick={() => setOpen(true)}>
          {t('Comment')}
        </button>
      )}
    </Stack>
  )
}
