// Says that a cloned flow can be brought to a newer version of its template, and leads to the review of it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { templatesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { ToneBadge } from './status-badge.tsx'

export interface UpgradeBadgeProps {
  readonly client: string
  readonly flow: string
  readonly template: { readonly id: string; readonly version: string } | undefined
}

export function UpgradeBadge({ client, flow, template }: UpgradeBadgeProps) {
  const mayDesign = useMay('design')
  const newest = useQuery({ ...templatesQuery(), enabled: template !== undefined }).data?.find(({ id }) => id === template?.id)
  if (!mayDesign || !template || !newest || newest.version === template.version) return null
  return (
    <Link
      to="/c/$client/flows/$flow/upgrade"
      params={{ client, flow }}
      title={t('The template has version {{to}}; this flow comes from {{from}}.', { from: template.version, to: newest.version })}
      style={{ textDecoration: 'none' }}
    >
      <ToneBadge tone="info" label={t('Upgrade available')} icon="sparkles" />
    </Link>
  )
}
