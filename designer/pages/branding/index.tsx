// The partner's brand: its name, images, colour and whom people ask, beside what they will see.
import { Alert, Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Branding, BrandSettings } from '#shared/model/branding.ts'
import { resetBranding } from '#designer/api/commands.ts'
import { brandingQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { reloadBrand } from '#designer/brand/brand-state.ts'
import { t } from '#designer/i18n/index.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { BrandForm } from './brand-form.tsx'
import { BrandPreview } from './brand-preview.tsx'
import classes from './branding.module.css'
import { ImageFields } from './image-fields.tsx'

export function BrandingPage() {
  const branding = useQuery(brandingQuery())
  // What stands in the form is not typed any more.
  const [resets, setResets] = useState(0)
  const reset = useMutation({
    mutationFn: resetBranding,
    onSuccess: async () => {
      await Promise.all([queryClient.invalidateQueries({ queryKey: brandingQuery().queryKey }), reloadBrand()])
      setResets((count) => count + 1)
      notifyDone(t('The product has its own name and looks again.'))
    },
    onError: notifyProblem,
  })
  const isSet = branding.data?.updatedAt !== undefined
  return (
    <Page
      title={t('Branding')}
      description={t('Under which name and with which looks your people and your clients see the product, and whom they ask for help.')}
      actions={
        isSet && (
          <Button
            variant="default"
            loading={reset.isPending}
            onClick={() =>
              askFirst({
                title: t('Reset the branding?'),
                text: t('Name, images, colour and support go back to how the product comes. This cannot be undone.'),
                confirm: t('Reset'),
                onConfirm: () => reset.mutate(),
              })
            }
          >
            {t('Reset to default')}
          </Button>
        )
      }
    >
      <QueryView query={branding} skeleton={<TableSkeleton rows={6} />}>
        {(data) => <Loaded key={resets} branding={data} />}
      </QueryView>
    </Page>
  )
}

function Loaded({ branding }: { readonly branding: Branding }) {
  const [settings, setSettings] = useState<BrandSettings>(branding.settings)
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        {!branding.isSeenBeforeSignIn && (
          <Alert color="blue" variant="light" icon={<Icon name="info" />} title={t('The sign-in page stays neutral')}>
            {t(
              'Several partners share this installation. Before somebody signs in nobody knows whose people they are, so that no brand is shown there.',
            )}
          </Alert>
        )}
        <BrandForm settings={branding.settings} onValues={setSettings} />
        <ImageFields images={branding.images} />
      </div>
      <BrandPreview settings={settings} branding={branding} />
    </div>
  )
}
