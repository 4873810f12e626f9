// Name, colour and support. What is left empty is the product's own.
import { Button, ColorInput, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { OWN_COLOR } from '#shared/brand-mark.ts'
import { isHex } from '#shared/color.ts'
import { MAIL_ADDRESS } from '#shared/mail-address.ts'
import { PRODUCT_NAME, type BrandSettings } from '#shared/model/branding.ts'
import { saveBranding } from '#designer/api/commands.ts'
import { brandingQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { reloadBrand } from '#designer/brand/brand-state.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { LeaveGuard } from '#designer/ui/leave-guard.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { ColorNotes } from './color-notes.tsx'

interface Values {
  readonly productName: string
  readonly color: string
  readonly address: string
  readonly text: string
}

const valuesOf = ({ productName, color, support }: BrandSettings): Values => ({
  productName: productName ?? '',
  color: color ?? '',
  address: support?.address ?? '',
  text: support?.text ?? '',
})

function settingsOf(values: Values): BrandSettings {
  const [productName, color, address, text] = [values.productName, values.color, values.address, values.text].map((one) => one.trim()) as [
    string,
    string,
    string,
    string,
  ]
  return {
    ...(productName !== '' && { productName }),
    ...(color !== '' && { color }),
    ...(address !== '' && { support: { address, ...(text !== '' && { text }) } }),
  }
}

const isAddress = (text: string) => new RegExp(MAIL_ADDRESS).test(text) || /^https:\/\/\S+$/i.test(text)

export interface BrandFormProps {
  readonly settings: BrandSettings
  /** As they are while somebody types, for the preview. */
  readonly onValues: (settings: BrandSettings) => void
}

export function BrandForm({ settings, onValues }: BrandFormProps) {
  const { partner } = useSession()
  const form = useForm<Values>({
    initialValues: valuesOf(settings),
    validate: {
      productName: (name) => (/[<>]/.test(name) ? t('A name has neither < nor >.') : null),
      color: (color) => (color.trim() === '' || isHex(color.trim()) ? null : t('Enter a colour such as #00695c.')),
      address: (address, { text }) => {
        if (address.trim() === '') return text.trim() === '' ? null : t('Enter where people find help.')
        return isAddress(address.trim()) ? null : t('Enter an e-mail address, or a link that begins with https://.')
      },
    },
    onValuesChange: (values) => onValues(settingsOf(values)),
  })
  const values = form.getValues()
  const save = useMutation({
    mutationFn: (given: Values) => saveBranding(settingsOf(given)),
    onSuccess: async (branding) => {
      queryClient.setQueryData(brandingQuery().queryKey, branding)
      const saved = valuesOf(branding.settings)
      form.setInitialValues(saved)
      form.setValues(saved)
      form.resetDirty(saved)
      await reloadBrand()
      notifyDone(t('Saved. Everybody sees it when they open a page.'))
    },
  })
  return (
    <Card>
      <LeaveGuard changed={form.isDirty()} />
      <form onSubmit={form.onSubmit((given) => save.mutate(given))} noValidate>
        <Stack gap="lg">
          <TextInput
            label={t('Product name')}
            description={t('In the browser’s tab, above the navigation, on the sign-in page, in texts and as the sender of mails.')}
            placeholder={PRODUCT_NAME}
            maxLength={40}
            {...form.getInputProps('productName')}
          />
          <div>
            <ColorInput
              label={t('Colour')}
              description={t('Buttons, links, marks and the head of mails. Lighter and darker shades are made of it.')}
              placeholder={OWN_COLOR}
              format="hex"
              eyeDropperButtonProps={{ 'aria-label': t('Pick a colour from the screen') }}
              swatches={SWATCHES}
              swatchesPerRow={9}
              // Below it stands how the colour is read.
              popoverProps={{ position: 'top-start' }}
              {...form.getInputProps('color')}
            />
            {isHex(values.color.trim()) && <ColorNotes color={values.color.trim()} />}
          </div>
          <TextInput
            label={t('Where people find help')}
            description={t(
              'An e-mail address or a link. It stands where something goes wrong, in mails and in the account’s menu: “Ask {{name}}”.',
              {
                name: partner.name,
              },
            )}
            placeholder="help@example.com"
            {...form.getInputProps('address')}
          />
          <Textarea
            label={t('What to say about help')}
            description={t('Such as when somebody answers, or a telephone number.')}
            maxLength={300}
            autosize
            minRows={2}
            {...form.getInputProps('text')}
          />
          <FormProblem error={save.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('Save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

/** Readable on light pages, and far from each other. */
const SWATCHES = ['#3d4fc4', '#1565c0', '#00695c', '#2e7d32', '#9a5b00', '#b3261e', '#ad1457', '#6a1b9a', '#37474f']
