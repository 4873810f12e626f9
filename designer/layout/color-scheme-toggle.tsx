// Light, dark, or as the computer is set.
import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { phrase, t } from '#designer/i18n/index.ts'
import { Icon, type IconName } from '#designer/ui/icon.tsx'

export const COLOR_SCHEMES: readonly { readonly value: MantineColorScheme; readonly label: string; readonly icon: IconName }[] = [
  { value: 'light', label: phrase('Light'), icon: 'sun' },
  { value: 'dark', label: phrase('Dark'), icon: 'moon' },
  { value: 'auto', label: phrase('Like this computer'), icon: 'monitor' },
]

export function ColorSchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = COLOR_SCHEMES.find((choice) => choice.value === colorScheme) ?? COLOR_SCHEMES[2]
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon aria-label={t('Light or dark')}>
          <Icon name={current?.icon ?? 'monitor'} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {COLOR_SCHEMES.map((choice) => (
          <Menu.Item
            key={choice.value}
            leftSection={<Icon name={choice.icon} size={14} />}
            rightSection={choice.value === colorScheme ? <Icon name="check" size={14} /> : undefined}
            onClick={() => setColorScheme(choice.value)}
          >
            {t(choice.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
