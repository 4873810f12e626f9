// The app's named colours and the signs of steps as a canvas wants them: resolved, and drawn once.
import { iconSvg } from '#designer/ui/icon.tsx'
import { namespaced } from '#designer/ui/connector-icon.tsx'
import { cssColors } from './css-colors.ts'
import type { FarBlock } from './far-scene.ts'
import type { Paint } from './far-paint.ts'

const pale = (color: string) => `color-mix(in srgb, ${color} 26%, transparent)`

function cssOf(paint: Paint): string {
  if (paint.startsWith('kind:')) return `color-mix(in srgb, var(--mantine-color-${paint.slice(5)}-filled) 34%, var(--tf-surface-raised))`
  if (paint.endsWith('-pale')) return pale(`var(--tf-${paint.slice(0, -5)})`)
  if (paint === 'wire') return 'var(--tf-text-faint)'
  if (paint === 'wire-error') return 'color-mix(in srgb, var(--tf-bad) 70%, var(--tf-text-faint))'
  if (paint === 'raised') return 'var(--tf-surface-raised)'
  if (paint === 'border') return 'var(--tf-border-strong)'
  return `var(--tf-${paint})`
}

/** Signs are drawn twice as large as from the nearest far view, for fine screens. */
const SIGN_PX = 48

export interface FarLooks {
  readonly colorOf: (paint: Paint) => string
  readonly signOf: (block: FarBlock) => CanvasImageSource | undefined
}

/** As the styles of `beside` are now; made anew when the scheme changes. `onSign` is called when a sign has been drawn. */
export function farLooks(beside: HTMLElement, onSign: () => void): FarLooks {
  const resolve = cssColors(beside)
  const signs = new Map<string, CanvasImageSource | undefined>()
  return {
    colorOf: (paint) => resolve(cssOf(paint)),
    signOf({ systemIcon, kindIcon, color }) {
      const svg = systemIcon ? namespaced(systemIcon) : iconSvg(kindIcon)
      const key = `${color} ${svg}`
      if (!signs.has(key)) {
        signs.set(key, undefined)
        void drawSign(svg, resolve(`var(--mantine-color-${color}-light-color)`)).then((sign) => {
          signs.set(key, sign)
          onSign()
        })
      }
      return signs.get(key)
    },
  }
}

/** The drawing in one colour. As an image: nothing in a connector's SVG can run. */
async function drawSign(svg: string, color: string): Promise<CanvasImageSource | undefined> {
  const image = new Image(SIGN_PX, SIGN_PX)
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  try {
    await image.decode()
  } catch {
    // The block without a sign says nothing wrong.
    return undefined
  }
  const sheet = document.createElement('canvas')
  sheet.width = sheet.height = SIGN_PX
  const context = sheet.getContext('2d')
  if (!context) return undefined
  context.drawImage(image, 0, 0, SIGN_PX, SIGN_PX)
  context.globalCompositeOperation = 'source-in'
  context.fillStyle = color
  context.fillRect(0, 0, SIGN_PX, SIGN_PX)
  return sheet
}
