// Keys as people read them: `Ctrl Shift Z`, with the signs of a Mac on a Mac.
import { Kbd } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'

export const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The words of a key such as `Mod+Shift+Z`. */
function keyWords(key: string): readonly string[] {
  const words: Readonly<Record<string, string>> = {
    Mod: isMac() ? '⌘' : t('Ctrl'),
    Shift: t('Shift'),
    Enter: t('Enter'),
    Space: t('Space'),
    drag: t('drag'),
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Delete: t('Del'),
    Escape: 'Esc',
  }
  return key.split(/(?<=.)[+ ]/).map((part) => words[part] ?? part)
}

export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span style={{ display: 'inline-flex', gap: 3 }}>
      {keyWords(keys).map((word) => (
        <Kbd key={word} size="xs">
          {word}
        </Kbd>
      ))}
    </span>
  )
}
