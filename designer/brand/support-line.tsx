// Whom to ask, as the partner has set it: where something went wrong, and where people look for help. Nothing where nothing is set.
import { Anchor, Text } from '@mantine/core'
import { supportHref, type Brand } from '#shared/model/branding.ts'
import { t } from '#designer/i18n/index.ts'
import { useBrand } from './brand-state.ts'

export function SupportLine({ mt, ta }: { readonly mt?: number; readonly ta?: 'center' }) {
  const { support } = useBrand()
  return support ? <SupportText support={support} {...(mt !== undefined && { mt })} {...(ta && { ta })} /> : null
}

export interface SupportTextProps {
  readonly support: NonNullable<Brand['support']>
  readonly mt?: number
  readonly ta?: 'center'
}

export function SupportText({ support: { name, address, text }, mt, ta }: SupportTextProps) {
  const href = supportHref(address)
  const elsewhere = href.startsWith('mailto:') ? {} : { target: '_blank', rel: 'noreferrer' }
  return (
    <Text fz="sm" c="dimmed" maw={460} {...(mt !== undefined && { mt })} {...(ta && { ta })} style={{ overflowWrap: 'anywhere' }}>
      {t('Ask {{name}}', { name })}:{' '}
      <Anchor href={href} fz="inherit" {...elsewhere}>
        {address.replace(/^https:\/\//, '')}
      </Anchor>
      {text !== undefined && (
        <>
          <br />
          <span style={{ whiteSpace: 'pre-line' }}>{text}</span>
        </>
      )}
    </Text>
  )
}
