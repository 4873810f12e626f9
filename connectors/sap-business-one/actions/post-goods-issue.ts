// Takes goods out of stock of a warehouse, unless there is an issue of this reference.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { IssueInput, ISSUES, POSTING, PostingOutput, postStock } from '../stock-posting.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ISSUE_FIELDS } from '../retail.ts'

export const postGoodsIssue = {
  id: 'post-goods-issue',
  label: 'Post a goods issue',
  description: 'Takes goods out of stock of a warehouse, unless there is an issue of this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('stock', IssueInput, ISSUE_FIELDS),
  output: PostingOutput,
  example: POSTING,
  run: (input, context) => postStock(context, ISSUES, parseInput(IssueInput, input)),
} as const satisfies Action
