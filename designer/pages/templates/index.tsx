// Ready-made flows to clone for a client.
import { Badge, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import { connectorsQuery, templatesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Found } from '#designer/ui/found.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { CardsSkeleton } from '#designer/ui/skeletons.tsx'
import classes from './templates.module.css'

export function TemplatesPage() {
  const client = useClientSlug()
  const templates = useQuery(templatesQuery())
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  return (
    <Page
      title={t('Templates')}
      description={t('Flows for common retail work, tried on samples with exact results. A clone is yours to change.')}
      actions={
        (templates.data?.length ?? 0) > 6 && (
          <TextInput
            placeholder={t('Find a template')}
            aria-label={t('Find a template')}
            leftSection={<Icon name="search" size={14} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )
      }
    >
      <QueryView query={templates} skeleton={<CardsSkeleton count={3} height={180} />}>
        {(items) => {
          const found = items.filter((template) => `${template.name} ${template.summary}`.toLowerCase().includes(wanted))
          return (
            <>
              <Found count={wanted === '' ? undefined : found.length} />
              {found.length === 0 ? (
                <EmptyState icon="layout-template" bordered title={t('No template found')}>
                  {t('Templates come with Tillflow. You can also draw a flow from scratch.')}
                </EmptyState>
              ) : (
                <ul className={classes.grid}>
                  {found.map((template) => (
                    <li key={template.id}>
                      <TemplateCard client={client} template={template} />
                    </li>
                  ))}
                </ul>
              )}
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}

function TemplateCard({ client, template }: { readonly client: string; readonly template: TemplateDescriptor }) {
  const connectors = useQuery(connectorsQuery()).data
  const slots = Object.values(template.slots)
  return (
    <Link to="/c/$client/templates/$template" params={{ client, template: template.id }} className={classes.card}>
      <span className={classes.systems}>
        {slots.map((slot) => {
          const connector = connectors?.find((c) => c.id === slot.connector)
          return (
            <span key={slot.label} className={classes.system}>
              <ConnectorIcon svg={connector?.icon} name={connector?.name ?? slot.label} tile size={20} />
            </span>
          )
        })}
        <Badge ml="auto" color="gray">
          {template.version}
        </Badge>
      </span>
      <span>
        <Text span fw={600} fz="md" display="block">
          {template.name}
        </Text>
        <Text span c="dimmed" fz="sm" display="block" mt={4}>
          {template.summary}
        </Text>
      </span>
      <span className={classes.foot}>
        <span>{t('samples-count', { count: template.samples.length })}</span>
        <span className={classes.use}>
          {t('Use it')} <Icon name="arrow-right" size={13} />
        </span>
      </span>
    </Link>
  )
}
