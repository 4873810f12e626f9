// Opens the command palette on Ctrl K from everywhere, and offers what the whole app has: pages, clients, the person's own settings.
import { useMantineColorScheme } from '@mantine/core'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { t } from '#designer/i18n/index.ts'
import { CommandPalette } from '#designer/palette/command-palette.tsx'
import { chooseLanguage, LANGUAGES } from '#designer/i18n/language.ts'
import { closePalette, openPalette, usePalette, usePaletteSource, type PaletteEntry } from '#designer/palette/entries.ts'
import { isMac } from '#designer/palette/keys.tsx'
import { useClient, useClientAtHand, useSession } from '#designer/state/session.ts'
import { COLOR_SCHEMES } from './color-scheme-toggle.tsx'
import { CLIENT_NAVIGATION, PARTNER_NAVIGATION } from './navigation.ts'
import { clientPage } from './client-page.ts'

export function PaletteHost() {
  const isOpen = usePalette((state) => state.isOpen)
  useShellEntries()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey || !(isMac() ? event.metaKey : event.ctrlKey)) return
      event.preventDefault()
      event.stopPropagation()
      if (usePalette.getState().isOpen) closePalette()
      else openPalette()
    }
    // Before any field or editor takes the key.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
  return isOpen ? <CommandPalette /> : null
}

function useShellEntries(): void {
  const { clients, permissions, demo } = useSession()
  const client = useClient()
  const here = useClientAtHand()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { setColorScheme } = useMantineColorScheme()
  const source = useCallback((): readonly PaletteEntry[] => {
    const pages = CLIENT_NAVIGATION.flatMap(({ items }) => items).filter((item) => !item.demo || demo)
    const settings = PARTNER_NAVIGATION.filter((item) => !item.needs || permissions.includes(item.needs))
    return [
      ...(here
        ? pages.map((item) => ({
            id: item.to,
            label: t(item.label),
            group: t('Pages'),
            note: here.name,
            icon: item.icon,
            run: () => void navigate({ to: item.to, params: { client: here.slug } }),
          }))
        : []),
      ...settings.map((item) => ({
        id: item.to,
        label: t(item.label),
        group: t('Pages'),
        icon: item.icon,
        run: () => void navigate({ to: item.to }),
      })),
      {
        id: 'clients',
        label: t('All clients'),
        group: t('Clients'),
        icon: 'building-2',
        run: () => void navigate({ to: '/' }),
      },
      ...clients
        .filter((one) => one.id !== client?.id)
        .map((one) => ({
          id: `client:${one.id}`,
          label: one.name,
          group: t('Clients'),
          icon: 'store' as const,
          words: one.slug,
          run: () => void navigate({ to: clientPage(pathname), params: { client: one.slug } }),
        })),
      ...COLOR_SCHEMES.map((choice) => ({
        id: `scheme:${choice.value}`,
        label: t('Colours: {{name}}', { name: t(choice.label) }),
        group: t('Your settings'),
        icon: choice.icon,
        quiet: true,
        run: () => setColorScheme(choice.value),
      })),
      ...LANGUAGES.map(({ id, name }) => ({
        id: `language:${id}`,
        label: t('Language: {{name}}', { name }),
        group: t('Your settings'),
        icon: 'languages' as const,
        quiet: true,
        run: () => chooseLanguage(id),
      })),
    ]
  }, [client, here, clients, permissions, demo, navigate, pathname, setColorScheme])
  usePaletteSource('shell', source)
}
