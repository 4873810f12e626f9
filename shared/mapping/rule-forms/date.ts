// Date: a point in time written as the target wants it, in a time zone's offset.
import type { AstNode } from '../ast.ts'
import { callOf, literal, pathText } from './syntax.ts'

export interface DateForm {
  readonly form: 'date'
  readonly path: string
  /** How the target writes it, as a picture of XPath: `[Y0001]-[M01]-[D01]`. Absent: ISO 8601 with milliseconds in UTC. */
  readonly picture?: string
  /** Offset from UTC that it is written in, such as `+0100`. It knows no summer time. */
  readonly offset?: string
  /** How the source writes it, when that is not ISO 8601. */
  readonly sourcePicture?: string
}

/** Pictures that are offered by name. */
export const DATE_PICTURES = {
  date: '[Y0001]-[M01]-[D01]',
  'date and time': '[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]',
  'day first with dots': '[D01].[M01].[Y0001]',
  'day first with slashes': '[D01]/[M01]/[Y0001]',
  'month first with slashes': '[M01]/[D01]/[Y0001]',
  'digits only': '[Y0001][M01][D01]',
} as const

export function writeDate({ path, picture, offset, sourcePicture }: DateForm): string {
  const millis = sourcePicture === undefined ? `$toMillis(${path})` : `$toMillis(${path}, ${literal(sourcePicture)})`
  if (picture === undefined) return `$fromMillis(${millis})`
  return `$fromMillis(${[millis, literal(picture), ...(offset === undefined ? [] : [literal(offset)])].join(', ')})`
}

export function readDate(node: AstNode): DateForm | undefined {
  const [millis, picture, offset] = callOf(node, 'fromMillis') ?? []
  const [source, sourcePicture] = callOf(millis, 'toMillis') ?? []
  const path = pathText(source)
  if (path === undefined) return undefined
  return {
    form: 'date',
    path,
    ...(picture?.type === 'string' && { picture: String(picture.value) }),
    ...(offset?.type === 'string' && { offset: String(offset.value) }),
    ...(sourcePicture?.type === 'string' && { sourcePicture: String(sourcePicture.value) }),
  }
}
