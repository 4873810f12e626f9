// Keys as people read them: `Ctrl Shift Z`, with the signs of a Mac on a Mac.
import { Kbd } from '@mantine/core'

export const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The words of a key such as `Mod+Shift+Z`. */
function keyWords(key: string): readonly string[] {
  const words: Readonly<Record<string, string>> = {
    Mod: isMac() ? '⌘' : 'Ctrl',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Delete: 'Del',
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
