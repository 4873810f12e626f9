// Colour arithmetic for a brand: contrast as WCAG 2 measures it, and shades that look evenly spaced (OKLCH, https://bottosson.github.io/posts/oklab/).

/** `#rrggbb`. */
export type Hex = string

type Triple = readonly [number, number, number]

export const WHITE: Hex = '#ffffff'
export const BLACK: Hex = '#000000'

/** What WCAG 2.2 AA asks of text (1.4.3), and of lines and signs that one must see (1.4.11). */
export const TEXT_CONTRAST = 4.5
export const SIGN_CONTRAST = 3

export const isHex = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text)

/** 1 (the same) to 21 (black on white). */
export function contrast(a: Hex, b: Hex): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Black or white, whichever is read better on it: always 4.5 : 1 or more. */
export const textOn = (color: Hex): Hex => (contrast(color, WHITE) >= contrast(color, BLACK) ? WHITE : BLACK)

/** `share` of a, the rest of b, as a screen mixes a half-transparent a over b. */
export function mix(a: Hex, b: Hex, share: number): Hex {
  const [x, y] = [channels(a), channels(b)]
  return fromChannels([0, 1, 2].map((i) => (x[i] ?? 0) * share + (y[i] ?? 0) * (1 - share)) as unknown as Triple)
}

/** The colour itself where it is readable on all of the backgrounds, else the nearest lighter or darker one of the same hue that is. */
export function readable(color: Hex, backgrounds: readonly Hex[], ratio: number): Hex {
  const isEnough = (candidate: Hex) => backgrounds.every((background) => contrast(candidate, background) >= ratio)
  if (isEnough(color)) return color
  const [lightness, chroma, hue] = toOklch(color)
  const isLight = backgrounds.reduce((sum, background) => sum + luminance(background), 0) / backgrounds.length > 0.4
  const end = isLight ? 0 : 1
  const STEPS = 200
  for (let step = 1; step <= STEPS; step++) {
    const candidate = fromOklch([lightness + ((end - lightness) * step) / STEPS, chroma, hue])
    if (isEnough(candidate)) return candidate
  }
  return isLight ? BLACK : WHITE
}

/** Ten shades from pale to deep; the colour itself is the eighth. */
export function shadesOf(color: Hex): readonly Hex[] {
  const [lightness, chroma, hue] = toOklch(color)
  return Array.from({ length: 10 }, (_, i) => {
    if (i === OWN_SHADE) return color
    if (i > OWN_SHADE) return fromOklch([lightness * (1 - (i - OWN_SHADE) * 0.12), chroma, hue])
    const part = i / OWN_SHADE
    const palest = Math.max(0.97, lightness)
    return fromOklch([palest + (lightness - palest) * part, chroma * (0.15 + 0.85 * part), hue])
  })
}
const OWN_SHADE = 7

function channels(color: Hex): Triple {
  const number = Number.parseInt(color.slice(1), 16)
  return [number >> 16, (number >> 8) & 255, number & 255]
}
const fromChannels = (values: Triple): Hex =>
  `#${values
    .map((value) =>
      Math.round(Math.min(255, Math.max(0, value)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const toGamma = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

function luminance(color: Hex): number {
  const [r, g, b] = channels(color).map((value) => toLinear(value / 255)) as unknown as Triple
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Lightness 0 to 1, chroma, hue in radians. */
function toOklch(color: Hex): Triple {
  const [r, g, b] = channels(color).map((value) => toLinear(value / 255)) as unknown as Triple
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const second = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, second), Math.atan2(second, a)]
}

/** Where no screen can show it, the same hue and lightness with less chroma. */
function fromOklch([lightness, chroma, hue]: Triple): Hex {
  let [low, high] = [0, chroma]
  if (isShown(linearOf([lightness, chroma, hue]))) low = chroma
  else {
    for (let turn = 0; turn < 16; turn++) {
      const middle = (low + high) / 2
      if (isShown(linearOf([lightness, middle, hue]))) low = middle
      else high = middle
    }
  }
  const linear = linearOf([lightness, low, hue])
  return fromChannels(linear.map((value) => toGamma(Math.max(0, value)) * 255) as unknown as Triple)
}

const isShown = (linear: Triple) => linear.every((value) => value >= -0.0005 && value <= 1.0005)

function linearOf([lightness, chroma, hue]: Triple): Triple {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}
