// What a brand colour becomes on light and on dark pages: the places where it is seen, each as readable as WCAG AA asks for.
import { BLACK, contrast, mix, readable, shadesOf, SIGN_CONTRAST, TEXT_CONTRAST, textOn, WHITE, type Hex } from './color.ts'

export interface SchemeColors {
  /** Filled buttons and switches, and what is written on them. */
  readonly fill: Hex
  readonly fillHover: Hex
  readonly onFill: Hex
  /** Outlines and signs. */
  readonly accent: Hex
  /** Links, icons and words. */
  readonly text: Hex
  /** Behind words of that colour, and around them. */
  readonly soft: Hex
  readonly line: Hex
}
export interface BrandColors {
  /** Pale to deep, as Mantine wants them: the eighth fills on light pages, the seventh on dark ones. */
  readonly shades: readonly Hex[]
  readonly light: SchemeColors
  readonly dark: SchemeColors
}

export type Scheme = 'light' | 'dark'

/** Of styles/tokens.css: the page, and the surface on it that differs most from it. */
export const PAGES: Readonly<Record<Scheme, readonly Hex[]>> = { light: ['#fbfbfc', '#f4f5f7'], dark: ['#121418', '#1d2127'] }

/** The quietest words, there. */
const FAINT: Readonly<Record<Scheme, Hex>> = { light: '#686f7e', dark: '#878e9c' }

export function brandColors(color: Hex): BrandColors {
  const light = schemeColors(color, color, 'light')
  const dark = schemeColors(color, readable(color, PAGES.dark, SIGN_CONTRAST), 'dark')
  return { shades: shadesOf(color).with(6, dark.fill), light, dark }
}

function schemeColors(color: Hex, fill: Hex, scheme: Scheme): SchemeColors {
  const [page = WHITE] = PAGES[scheme]
  const soft = softOf(color, page, scheme)
  const onFill = textOn(fill)
  return {
    fill,
    // Away from what is written on it, which only gets more readable.
    fillHover: mix(onFill === WHITE ? BLACK : WHITE, fill, 0.12),
    onFill,
    accent: readable(color, PAGES[scheme], SIGN_CONTRAST),
    text: readable(color, [...PAGES[scheme], soft], TEXT_CONTRAST),
    soft,
    line: mix(color, page, scheme === 'light' ? 0.32 : 0.45),
  }
}

/** Quiet words stand on it too, not only those of the colour. */
function softOf(color: Hex, page: Hex, scheme: Scheme): Hex {
  for (let share = scheme === 'light' ? 0.1 : 0.22; share > 0.02; share -= 0.02) {
    const soft = mix(color, page, share)
    if (contrast(FAINT[scheme], soft) >= TEXT_CONTRAST) return soft
  }
  return page
}

/** Where a colour as it is would be hard to read, and what is shown in its place. */
export interface ColorDoubt {
  readonly scheme: Scheme
  /** `text`: as links and words; `fill`: filled buttons, which hardly stand out from the page. */
  readonly as: 'text' | 'fill'
  /** Of the colour as it is. */
  readonly contrast: number
  readonly shown: Hex
}

export function colorDoubts(color: Hex): readonly ColorDoubt[] {
  const colors = brandColors(color)
  return (['light', 'dark'] as const).flatMap((scheme) => {
    const { text, fill, soft } = colors[scheme]
    const weakest = (backgrounds: readonly Hex[]) => Math.min(...backgrounds.map((background) => contrast(color, background)))
    const asText = weakest([...PAGES[scheme], soft])
    const asFill = weakest(PAGES[scheme])
    return [
      ...(asText < TEXT_CONTRAST ? [{ scheme, as: 'text', contrast: asText, shown: text } as const] : []),
      ...(asFill < SIGN_CONTRAST ? [{ scheme, as: 'fill', contrast: asFill, shown: fill } as const] : []),
    ]
  })
}
