// Sets up a channel of a chat program, or changes it. Its address is written, never read back.
import { Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { ChatChannel, ChatProgram, NotificationSettings } from '#shared/model/notifications.ts'
import { saveChatChannel } from '#designer/api/commands.ts'
import { toProblemData } from '#designer/api/client.ts'
import { chatChannelsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { chosenLanguage } from '#designer/i18n/language.ts'
import { useSession } from '#designer/state/session.ts'
import { SecretInput } from '#designer/ui/connection/secret-input.tsx'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { isLost, settingsOf, timeProblem, WishFields, wishesOf, type Wishes } from './wish-fields.tsx'

/** As they call themselves. */
export const PROGRAM_NAMES: Readonly<Record<ChatProgram, string>> = {
  slack: 'Slack, Mattermost',
  teams: 'Microsoft Teams',
  'google-chat': 'Google Chat',
}

/** The time zone of this computer. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

interface Values extends Wishes {
  readonly name: string
  readonly program: ChatProgram
  readonly url: string | undefined
}

export interface ChatChannelDialogProps {
  /** Undefined: a new one. */
  readonly channel: ChatChannel | undefined
  readonly onClose: () => void
}

/** Where the address is found. */
function howTo(program: ChatProgram): string {
  if (program === 'slack') return t('In Slack: Apps, Incoming Webhooks, Add to channel. It is a secret: who knows it can write there.')
  if (program === 'teams')
    return t('In Teams: Workflows of the channel, “Send webhook alerts to a channel”. It is a secret: who knows it can write there.')
  return t('In Google Chat: Apps & integrations of the space, Webhooks. It is a secret: who knows it can write there.')
}

/** What the server says against the address, which stands at its field then. */
const ofAddress = (error: unknown): string | undefined =>
  error === null ? undefined : toProblemData(error).issues?.find(({ path }) => path === '/url')?.message

export function ChatChannelDialog({ channel, onClose }: ChatChannelDialogProps) {
  const { clients } = useSession()
  const begin: NotificationSettings = channel?.settings ?? {
    atOnce: 'everything',
    timeZone: HERE,
    language: chosenLanguage(),
  }
  const form = useForm<Values>({
    initialValues: { ...wishesOf(begin, clients), name: channel?.name ?? '', program: channel?.program ?? 'slack', url: undefined },
    validate: {
      name: (name) => (name.trim() === '' ? t('Enter a name.') : null),
      url: (url) => (channel === undefined && (url ?? '').trim() === '' ? t('Paste the address that the chat program gives.') : null),
      time: timeProblem,
    },
  })
  const { program, hasDigest, url } = form.getValues()
  const save = useMutation({
    mutationFn: ({ name, program: way, url: address, ...wishes }: Values) =>
      saveChatChannel(channel?.id, { name, program: way, ...(address !== undefined && { url: address }), settings: settingsOf(wishes) }),
    onSuccess: async ({ name }) => {
      notifyDone(t('Saved. “{{name}}” is told from now on.', { name }))
      onClose()
      await queryClient.invalidateQueries({ queryKey: chatChannelsQuery().queryKey })
    },
    onError: (problem) => {
      const refused = ofAddress(problem)
      if (refused !== undefined) form.setFieldError('url', refused)
    },
  })
  const error = form.errors['url']
  return (
    <Modal opened onClose={onClose} title={channel ? t('Change the channel') : t('New chat channel')} size="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="lg">
          <TextInput
            label={t('Name')}
            description={t('As you call the channel here, such as “Shop operations”.')}
            data-autofocus
            autoComplete="off"
            maxLength={80}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('Chat program')}
            allowDeselect={false}
            data={Object.entries(PROGRAM_NAMES).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('program')}
          />
          <SecretInput
            label={t('Address for incoming messages')}
            description={howTo(program)}
            required
            generated={false}
            isSet={channel !== undefined}
            value={url}
            onChange={(next) => form.setFieldValue('url', next)}
            {...(typeof error === 'string' && { error })}
          />
          <WishFields
            hasDigest={hasDigest}
            props={form.getInputProps}
            languageLabel={t('Language of the messages')}
            pace={t('One message in a quarter of an hour at most, with all that is new since the last one.')}
            lost={channel !== undefined && isLost(channel.settings, clients)}
          />
          {ofAddress(save.error) === undefined && <FormProblem error={save.error} />}
          <DialogActions submit={t('Save')} pending={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
