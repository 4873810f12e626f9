// Light, dark, or as the computer is set.
import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon, type IconName } from '#designer/ui/icon.tsx'

const CHOICES: readonly { readonly value: MantineColorScheme; readonly label: string; readonly icon: IconName }[] = [
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
  { value: 'auto', label: 'Like this computer', icon: 'monitor' },
]

export function ColorSchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = CHOICES.find((choice) => choice.value === colorScheme) ?? CHOICES[2]
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon aria-label={t('Light or dark')}>
          <Icon name={current?.icon ?? 'monitor'} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map((choice) => (
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
