// Puts a scene onto a canvas. What looks alike is one path, made once for a scene: a frame of a pan is a dozen calls, not thousands.
import type { FarBlock, FarLine, FarScene, Tone } from './far-scene.ts'

export type Paint = Tone | 'raised' | 'sunken' | 'wire' | `${Tone}-pale` | 'wire-error' | `kind:${string}`

interface Stroke {
  /** Width in the flow's units. */
  readonly width: number
  /** And on the screen at least: thinner lines cannot be seen. */
  readonly leastPx: number
  readonly dash?: readonly number[]
}

/** One call: a path, filled or drawn along. */
export interface Brush {
  readonly path: Path2D
  readonly paint: Paint
  readonly alpha: number
  readonly stroke?: Stroke
}

/** Where the flow lies on the screen, in CSS pixels, and how many device pixels one of those has. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
  readonly dpr: number
}

const RADIUS = 10
const HEAD = 63
const RING = 5
const DOT = 11
const LINES: Readonly<Record<FarLine['look'], { readonly paint: Paint; readonly stroke: Stroke }>> = {
  plain: { paint: 'wire', stroke: { width: 1.75, leastPx: 1 } },
  error: { paint: 'wire-error', stroke: { width: 1.75, leastPx: 1, dash: [6, 4] } },
  travelled: { paint: 'ok', stroke: { width: 2.25, leastPx: 1 } },
  added: { paint: 'ok', stroke: { width: 2.5, leastPx: 1 } },
  removed: { paint: 'bad', stroke: { width: 1.75, leastPx: 1, dash: [5, 4] } },
}

export function brushesOf({ blocks, lines }: FarScene): readonly Brush[] {
  const brushes = new Map<string, Brush>()
  const brush = (layer: string, name: Paint, alpha: number, stroke?: Stroke): Path2D => {
    const key = `${layer} ${name} ${alpha}`
    const made = brushes.get(key) ?? { path: new Path2D(), paint: name, alpha, ...(stroke && { stroke }) }
    brushes.set(key, made)
    return made.path
  }
  for (const [look, path] of joined(lines)) {
    const { paint: name, stroke } = LINES[look.look]
    brush(`line ${look.look}`, name, look.dimmed ? 0.45 : 1, stroke).addPath(path)
  }
  for (const one of blocks) {
    const alpha = one.dimmed ? 0.5 : 1
    const { x, y, width, height } = one
    if (one.ring) brush('ring', `${one.ring}-pale`, alpha).roundRect(x - RING, y - RING, width + 2 * RING, height + 2 * RING, RADIUS + RING)
    brush('body', one.off ? 'sunken' : 'raised', alpha).roundRect(x, y, width, height, RADIUS)
    brush('head', `kind:${one.color}`, one.off ? alpha * 0.6 : alpha).roundRect(x, y, width, Math.min(HEAD, height), RADIUS)
    brush(one.off ? 'edge off' : 'edge', one.border, alpha, {
      width: one.ring ? 3 : 1,
      leastPx: one.border === 'border' ? 0.5 : 1,
      ...(one.off && { dash: [8, 6] }),
    }).roundRect(x, y, width, height, RADIUS)
  }
  for (const one of blocks.filter((block) => block.dot)) {
    const path = brush('dot', one.dot ?? 'bad', one.dimmed ? 0.5 : 1)
    path.moveTo(one.x + one.width + DOT - 2, one.y)
    path.arc(one.x + one.width - 2, one.y, DOT, 0, 2 * Math.PI)
  }
  return [...brushes.values()]
}

/** One path for all lines that look alike. */
function* joined(lines: readonly FarLine[]): Generator<readonly [Pick<FarLine, 'look' | 'dimmed'>, Path2D]> {
  for (const [, alike] of Map.groupBy(lines, (line) => `${line.look} ${line.dimmed}`)) {
    const [first] = alike
    if (first) yield [first, new Path2D(alike.map((line) => line.path).join(''))]
  }
}

export function paint(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  brushes: readonly Brush[],
  { x, y, zoom, width, height, dpr }: View,
  colorOf: (paint: Paint) => string,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width * dpr, height * dpr)
  context.setTransform(zoom * dpr, 0, 0, zoom * dpr, x * dpr, y * dpr)
  for (const { path, paint: name, alpha, stroke } of brushes) {
    context.globalAlpha = alpha
    if (stroke) {
      context.strokeStyle = colorOf(name)
      context.lineWidth = Math.max(stroke.width, stroke.leastPx / zoom)
      context.setLineDash((stroke.dash ?? []).map((part) => Math.max(part, part / 2 / zoom)))
      context.stroke(path)
    } else {
      context.fillStyle = colorOf(name)
      context.fill(path)
    }
  }
  context.globalAlpha = 1
}

/** Smaller than this on the screen, a sign is a smudge. */
const LEAST_SIGN_PX = 5
const SIGN = 31

/** The signs of kinds and systems, in the middle of each head that is in sight. */
export function paintSigns(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  blocks: readonly FarBlock[],
  { x, y, zoom, width, height }: View,
  signOf: (block: FarBlock) => CanvasImageSource | undefined,
): void {
  if (SIGN * zoom < LEAST_SIGN_PX) return
  // Signs are drawn larger than they are shown: without this their thin lines come and go.
  context.imageSmoothingQuality = 'high'
  const [left, top, right, bottom] = [-x / zoom, -y / zoom, (width - x) / zoom, (height - y) / zoom]
  for (const block of blocks) {
    if (block.x > right || block.y > bottom || block.x + block.width < left || block.y + block.height < top) continue
    const sign = signOf(block)
    if (!sign) continue
    context.globalAlpha = block.dimmed || block.off ? 0.5 : 1
    context.drawImage(sign, block.x + (block.width - SIGN) / 2, block.y + (HEAD - SIGN) / 2, SIGN, SIGN)
  }
  context.globalAlpha = 1
}
