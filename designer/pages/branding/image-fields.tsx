// The brand's images: each is put as soon as it is chosen.
import { Button, FileButton, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IMAGE_TYPES, MAX_IMAGE_BYTES, type BrandImage, type Branding } from '#shared/model/branding.ts'
import { putBrandImage, removeBrandImage } from '#designer/api/commands.ts'
import { brandingQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { reloadBrand } from '#designer/brand/brand-state.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import classes from './branding.module.css'

const FIELDS = [
  {
    image: 'logo',
    label: phrase('Logo'),
    description: phrase('In place of mark and name, on the sign-in page and above the navigation. A wide one reads best.'),
    dark: false,
  },
  {
    image: 'logo-dark',
    label: phrase('Logo for dark pages'),
    description: phrase('For who works in dark colours. Without it the logo above is shown there too.'),
    dark: true,
  },
  {
    image: 'mark',
    label: phrase('Small mark'),
    description: phrase('Square: in the browser’s tab and in the narrow navigation. Without it the first letter of the name is shown.'),
    dark: false,
  },
] as const satisfies readonly { readonly image: BrandImage; readonly label: string; readonly description: string; readonly dark: boolean }[]

export function ImageFields({ images }: { readonly images: Branding['images'] }) {
  return (
    <Card>
      <h2 className={classes.heading}>{t('Images')}</h2>
      <Text fz="xs" c="dimmed" mb="md">
        {t('PNG, SVG or WebP of up to {{size}} KB. They are shown as soon as they are chosen.', { size: MAX_IMAGE_BYTES / 1_000 })}
      </Text>
      {FIELDS.map((field) => (
        <ImageField key={field.image} {...field} found={images[field.image]} />
      ))}
    </Card>
  )
}

interface ImageFieldProps {
  readonly image: BrandImage
  readonly label: string
  readonly description: string
  readonly dark: boolean
  readonly found: Branding['images'][BrandImage]
}

function ImageField({ image, label, description, dark, found }: ImageFieldProps) {
  const name = t(label)
  const reload = () => Promise.all([queryClient.invalidateQueries({ queryKey: brandingQuery().queryKey }), reloadBrand()])
  const put = useMutation({
    mutationFn: (file: File) => putBrandImage(image, file),
    onSuccess: async () => {
      await reload()
      notifyDone(t('“{{name}}” is shown from now on.', { name }))
    },
  })
  const remove = useMutation({ mutationFn: () => removeBrandImage(image), onSuccess: reload })
  return (
    <div className={classes.image} role="group" aria-label={name}>
      <div className={classes.thumb} data-dark={dark || undefined}>
        {found ? <img src={found.url} alt={name} /> : <Icon name="image" size={18} color={dark ? '#878e9c' : '#686f7e'} />}
      </div>
      <div className={classes.imageWords}>
        <Text fz="sm" fw={550}>
          {name}
        </Text>
        <Text fz="xs" c="dimmed">
          {t(description)}
        </Text>
        {(put.error ?? remove.error) && (
          <div className={classes.imageProblem}>
            <FormProblem error={put.error ?? remove.error} />
          </div>
        )}
      </div>
      <Group gap="xs" wrap="nowrap" className={classes.imageButtons ?? ''}>
        <FileButton
          accept={IMAGE_TYPES.join(',')}
          onChange={(file) => {
            remove.reset()
            if (file) put.mutate(file)
          }}
        >
          {(props) => (
            <Button {...props} variant="default" size="xs" loading={put.isPending} aria-label={t('{{name}}: choose a file', { name })}>
              {found ? t('Replace') : t('Choose a file')}
            </Button>
          )}
        </FileButton>
        {found && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={t('{{name}}: remove', { name })}
          >
            {t('Remove')}
          </Button>
        )}
      </Group>
    </div>
  )
}
