// What people will see, in light and in dark, while it is being set: the sign-in page, the navigation, and the head of a mail.
import { SegmentedControl, Text } from '@mantine/core'
import { useComputedColorScheme } from '@mantine/core'
import { useState, type CSSProperties } from 'react'
import { brandColors } from '#shared/brand-colors.ts'
import { markOf, OWN_COLOR } from '#shared/brand-mark.ts'
import { isHex } from '#shared/color.ts'
import { isBranded, PRODUCT_NAME, type Brand, type Branding, type BrandSettings } from '#shared/model/branding.ts'
import { BrandSign } from '#designer/brand/brand-sign.tsx'
import { SupportText } from '#designer/brand/support-line.tsx'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './branding.module.css'

type Scheme = 'light' | 'dark'

export function BrandPreview({ settings, branding }: { readonly settings: BrandSettings; readonly branding: Branding }) {
  const { partner } = useSession()
  const shown = useComputedColorScheme('light')
  const [scheme, setScheme] = useState<Scheme>(shown)
  const brand = brandOf(settings, branding, partner.name)
  const colors = brandColors(brand.color ?? OWN_COLOR)
  const { fill, onFill, text, soft } = colors[scheme]
  const looks = { '--fill': fill, '--on-fill': onFill, '--text': text, '--soft': soft } as CSSProperties
  return (
    <aside className={classes.preview} aria-label={t('Preview')}>
      <div className={classes.previewHead}>
        <h2 className={classes.heading}>{t('Preview')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('Colours of the preview')}
          value={scheme}
          onChange={(value) => setScheme(value === 'dark' ? 'dark' : 'light')}
          data={[
            { value: 'light', label: t('Light') },
            { value: 'dark', label: t('Dark') },
          ]}
        />
      </div>
      <div className={classes.stage} data-scheme={scheme} style={looks}>
        <Text className={classes.caption}>{t('In the browser’s tab')}</Text>
        <div className={classes.tab}>
          <img src={markOf(brand)} alt="" width={16} height={16} />
          <span>{`${t('Flows')} · ${brand.productName}`}</span>
        </div>

        <Text className={classes.caption}>{t('On the sign-in page')}</Text>
        <div className={classes.signIn}>
          <BrandSign brand={brand} size="large" scheme={scheme} />
          <div className={classes.signInCard}>
            <span className={classes.field}>{t('E-mail')}</span>
            <span className={classes.button}>{t('Sign in')}</span>
          </div>
          {brand.support && <SupportText support={brand.support} ta="center" />}
        </div>

        <Text className={classes.caption}>{t('Above the navigation')}</Text>
        <div className={classes.navigation}>
          {isBranded(brand) ? (
            <BrandSign brand={brand} scheme={scheme} />
          ) : (
            <span className={classes.faint}>{t('Nothing: only clients')}</span>
          )}
          <span className={classes.entry} data-active>
            <Icon name="workflow" size={15} />
            {t('Flows')}
          </span>
          <span className={classes.entry}>
            <Icon name="activity" size={15} />
            {t('Runs')}
            <span className={classes.link}>{t('a link')}</span>
          </span>
        </div>
      </div>

      <Text className={classes.caption}>{t('In mails')}</Text>
      <MailHead brand={brand} partner={partner.name} />
    </aside>
  )
}

/** Mails are light everywhere. */
function MailHead({ brand, partner }: { readonly brand: Brand; readonly partner: string }) {
  const { fill, onFill } = brandColors(brand.color ?? OWN_COLOR).light
  return (
    <div className={classes.mail}>
      <p className={classes.mailHead} style={{ background: fill, color: onFill }}>
        {brand.productName === PRODUCT_NAME ? partner : brand.productName}
      </p>
      <p className={classes.mailText}>{t('What waits, with links to it.')}</p>
    </div>
  )
}

function brandOf({ productName, color, support }: BrandSettings, { images }: Branding, partner: string): Brand {
  return {
    productName: productName ?? PRODUCT_NAME,
    ...(color !== undefined && isHex(color) && { color }),
    images: Object.fromEntries(Object.entries(images).map(([image, { url }]) => [image, url])),
    ...(support && { support: { name: partner, ...support } }),
  }
}
