// One icon of the Lucide set. Decorative by default; give `label` when it stands alone and means something.
import icons from 'virtual:lucide-icons'
import type { CSSProperties } from 'react'
import type { IconName } from './icon-names.ts'

export type { IconName } from './icon-names.ts'

export interface IconProps {
  readonly name: IconName
  /** Pixels. Default 16. */
  readonly size?: number
  /** Line width in the 24 x 24 drawing. Default 1.75: calmer than Lucide's 2 at small sizes. */
  readonly stroke?: number
  readonly label?: string
  readonly color?: string
  readonly className?: string
  readonly style?: CSSProperties
}

/** The same drawing as a document of its own, in black. */
export const iconSvg = (name: IconName): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">${icons[name] ?? ''}</svg>`

export function Icon({ name, size = 16, stroke = 1.75, label, color, className, style }: IconProps) {
  const body = (icons[name] ?? '').replaceAll('stroke-width="2"', `stroke-width="${stroke}"`)
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={className}
      style={{ flexShrink: 0, color, ...style }}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
      dangerouslySetInnerHTML={{ __html: body }}
    />
  )
}
