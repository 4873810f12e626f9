// Which system to connect.
import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './connection.module.css'

const CATEGORIES: Readonly<Record<string, string>> = {
  commerce: 'Web shops',
  erp: 'ERP',
  pos: 'Tills',
  shipping: 'Shipping',
  finance: 'Finance',
  generic: 'Anything else',
}

export interface ConnectorChoiceProps {
  readonly connectors: readonly ConnectorDescriptor[]
  readonly onChoose: (id: string) => void
}

export function ConnectorChoice({ connectors, onChoose }: ConnectorChoiceProps) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = connectors.filter((c) => `${c.name} ${c.description}`.toLowerCase().includes(wanted))
  const categories = Object.keys(CATEGORIES).filter((category) => found.some((c) => categoryOf(c) === category))
  return (
    <div>
      <TextInput
        placeholder={t('Find a system')}
        aria-label={t('Find a system')}
        leftSection={<Icon name="search" size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
        mb="md"
      />
      {categories.map((category) => (
        <section key={category} className={classes.category}>
          <Text fz="xs" fw={550} c="dimmed" mb={6}>
            {t(CATEGORIES[category] ?? category)}
          </Text>
          {found
            .filter((c) => categoryOf(c) === category)
            .map((c) => (
              <button key={c.id} type="button" className={classes.choice} onClick={() => onChoose(c.id)}>
                <ConnectorIcon svg={c.icon} name={c.name} size={20} tile />
                <span className={classes.choiceWords}>
                  <span className={classes.choiceName}>{c.name}</span>
                  <span className={classes.choiceText}>{c.description}</span>
                </span>
                <Icon name="chevron-right" size={15} color="var(--tf-text-faint)" />
              </button>
            ))}
        </section>
      ))}
      {categories.length === 0 && (
        <Text c="dimmed" fz="sm">
          {t('No system has that name. Most others can be reached through “HTTP”.')}
        </Text>
      )}
    </div>
  )
}

const categoryOf = (connector: ConnectorDescriptor) => (connector.category in CATEGORIES ? connector.category : 'generic')
