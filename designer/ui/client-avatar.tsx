// A client's initials on a quiet colour that its name decides, so that clients are told apart at a glance.
import { Icon } from './icon.tsx'
import classes from './client-avatar.module.css'

const HUES = [212, 168, 28, 268, 338, 128, 48, 192] as const

export interface ClientAvatarProps {
  readonly name: string
  /** The partner's sign for all clients. */
  readonly all?: boolean
  /** Pixels. Default 28. */
  readonly size?: number
}

export function ClientAvatar({ name, all = false, size = 28 }: ClientAvatarProps) {
  const style = { width: size, height: size, fontSize: Math.round(size * 0.4), '--hue': hueOf(name) } as React.CSSProperties
  return (
    <span className={all ? classes.all : classes.avatar} style={style} aria-hidden>
      {all ? <Icon name="building-2" size={Math.round(size * 0.55)} /> : initials(name)}
    </span>
  )
}

function hueOf(name: string): number {
  let sum = 0
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9_973
  return HUES[sum % HUES.length] ?? 212
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  return ((words[0]?.[0] ?? '') + (words[1]?.[0] ?? '')).toUpperCase()
}
