// Chooses the client: searchable, by keyboard; the same page of the other client opens where there is one.
import { Combobox, Text, useCombobox } from '@mantine/core'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Client } from '#shared/model/accounts.ts'
import { t } from '#designer/i18n/index.ts'
import { useSession } from '#designer/state/session.ts'
import { ClientAvatar } from '#designer/ui/client-avatar.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { clientPage } from './client-page.ts'
import classes from './client-switcher.module.css'

const ALL = '*'
export function ClientSwitcher({ client, narrow }: { readonly client: Client | undefined; readonly narrow: boolean }) {
  const { clients, partner } = useSession()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setSearch('')
    },
  })

  const wanted = search.trim().toLowerCase()
  const found = clients.filter((c) => c.name.toLowerCase().includes(wanted) || c.slug.includes(wanted))
  const choose = (value: string) => {
    combobox.closeDropdown()
    if (value === ALL) return void navigate({ to: '/' })
    return void navigate({ to: clientPage(pathname), params: { client: value } })
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start" width={272} shadow="md" withinPortal>
      <Combobox.Target withAriaAttributes={false}>
        <button
          type="button"
          className={classes.switcher}
          data-narrow={narrow || undefined}
          onClick={() => combobox.toggleDropdown()}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          aria-label={client ? t('Client: {{name}}. Choose another', { name: client.name }) : t('Choose a client')}
        >
          <ClientAvatar name={client?.name ?? partner.name} all={client === undefined} />
          {!narrow && (
            <>
              <span className={classes.names}>
                <Text span className={classes.name} truncate>
                  {client?.name ?? t('All clients')}
                </Text>
                <Text span className={classes.partner} truncate>
                  {partner.name}
                </Text>
              </span>
              <Icon name="chevrons-up-down" size={14} color="var(--tf-text-faint)" />
            </>
          )}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            combobox.selectFirstOption()
          }}
          placeholder={t('Find a client')}
          aria-label={t('Find a client')}
          leftSection={<Icon name="search" size={14} />}
        />
        <Combobox.Options aria-label={t('Clients')} mah={320} style={{ overflowY: 'auto' }}>
          {wanted === '' && (
            <Combobox.Option value={ALL} active={client === undefined}>
              <span className={classes.option}>
                <ClientAvatar name={partner.name} all size={22} />
                <span>{t('All clients')}</span>
                {client === undefined && <Icon name="check" size={14} className={classes.check} />}
              </span>
            </Combobox.Option>
          )}
          {found.map((c) => (
            <Combobox.Option key={c.id} value={c.slug} active={c.id === client?.id}>
              <span className={classes.option}>
                <ClientAvatar name={c.name} size={22} />
                <span>{c.name}</span>
                {c.id === client?.id && <Icon name="check" size={14} className={classes.check} />}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('No client has that name')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
