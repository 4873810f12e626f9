// The look of the app in one place: one accent, quiet greys, a dense type scale. Colours that components use by name stand in
// styles/tokens.css; Mantine's own variables point at them.
import { t } from '#designer/i18n/index.ts'
import {
  createTheme,
  mergeThemeOverrides,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'
import { brandColors, type SchemeColors } from '#shared/brand-colors.ts'
import { textOn } from '#shared/color.ts'

const harbour: MantineColorsTuple = [
  '#eef1fd',
  '#dfe4fa',
  '#bdc6f4',
  '#98a6ee',
  '#7889e6',
  '#5d70dd',
  '#4a5dd2',
  '#3d4fc4',
  '#33429f',
  '#29357d',
]

const slate: MantineColorsTuple = [
  '#f8f9fb',
  '#f2f3f6',
  '#e7e9ee',
  '#d9dce3',
  '#c2c7d1',
  '#9aa1af',
  '#737b8b',
  '#545c6b',
  '#373d49',
  '#1c2029',
]

const ink: MantineColorsTuple = [
  '#d5d8de',
  '#b1b6c0',
  '#888f9c',
  '#626976',
  '#3e4450',
  '#2d323c',
  '#22262e',
  '#191c22',
  '#131519',
  '#0d0f12',
]

const red: MantineColorsTuple = [
  '#fdeced',
  '#fad7d9',
  '#f4b0b4',
  '#ee868c',
  '#e8646b',
  '#dc4a52',
  '#c9353d',
  '#bd2c32',
  '#9c2329',
  '#7d1c21',
]

const sans = "'Inter Variable', Inter, ui-sans-serif, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const mono = "ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

const ownTheme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 6 },
  colors: { harbour, red, gray: slate, dark: ink },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '17px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
      h4: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      styles: { root: { '--button-height': '32px', '--button-padding-x': '13px', fontWeight: 550 } },
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } },
    Modal: {
      defaultProps: { closeButtonProps: { 'aria-label': t('Close') }, centered: true, overlayProps: { backgroundOpacity: 0.35, blur: 1 } },
      styles: { title: { fontSize: 16, fontWeight: 600 } },
    },
    Drawer: {
      defaultProps: { closeButtonProps: { 'aria-label': t('Close') }, position: 'right', overlayProps: { backgroundOpacity: 0.3 } },
      styles: { title: { fontSize: 16, fontWeight: 600 } },
    },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 550, letterSpacing: 0 } },
    },
    Table: { defaultProps: { verticalSpacing: 9, horizontalSpacing: 'md', fz: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', offset: 6 } },
    Text: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    InputWrapper: { styles: { label: { marginBottom: 4, fontWeight: 550 }, description: { marginTop: -2, marginBottom: 5 } } },
    Paper: { defaultProps: { radius: 'lg' } },
  },
})

const OWN_VARIABLES = {
  '--mantine-color-body': 'var(--tf-bg)',
  '--mantine-color-text': 'var(--tf-text)',
  '--mantine-color-dimmed': 'var(--tf-text-muted)',
  '--mantine-color-default': 'var(--tf-surface-raised)',
  '--mantine-color-default-hover': 'var(--tf-hover)',
  '--mantine-color-default-border': 'var(--tf-border-strong)',
  '--mantine-color-placeholder': 'var(--tf-text-faint)',
  '--mantine-color-error': 'var(--tf-bad)',
}

export interface Looks {
  readonly theme: MantineThemeOverride
  readonly cssVariables: CSSVariablesResolver
}

/** In the product's own colour, or in a brand's. */
export function looksOf(color: string | undefined): Looks {
  if (color === undefined) return { theme: ownTheme, cssVariables: () => ({ variables: {}, light: OWN_VARIABLES, dark: OWN_VARIABLES }) }
  const { shades, light, dark } = brandColors(color)
  const theme = mergeThemeOverrides(ownTheme, {
    colors: { harbour: shades as unknown as MantineColorsTuple },
    // Black and white are as readable as each other on a colour of this luminance.
    autoContrast: true,
    luminanceThreshold: 0.179,
  })
  return { theme, cssVariables: () => ({ variables: {}, light: variablesOf(light), dark: variablesOf(dark) }) }
}

const variablesOf = ({ fill, fillHover, onFill, accent, text, soft, line }: SchemeColors): Record<string, string> => ({
  ...OWN_VARIABLES,
  '--mantine-color-harbour-filled': fill,
  '--mantine-color-harbour-filled-hover': fillHover,
  '--mantine-primary-color-contrast': onFill,
  '--mantine-color-harbour-text': text,
  '--mantine-color-harbour-light': soft,
  '--mantine-color-harbour-light-hover': line,
  '--mantine-color-harbour-light-color': text,
  '--mantine-color-harbour-outline': accent,
  '--mantine-color-anchor': text,
  '--tf-accent': accent,
  '--tf-on-accent': textOn(accent),
  '--tf-accent-text': text,
  '--tf-accent-soft': soft,
  '--tf-accent-line': line,
})
