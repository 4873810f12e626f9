// The edits that turn jsonata 2.2.2 into the sandbox's form. `find` must occur exactly `times` times, else the original is used.

export interface Edit {
  readonly name: string
  readonly find: string
  readonly times: number
  readonly replace: string
}

// jsonata's merge recurses once per element and slices each time: quadratic, and without promises it overflows the stack at a few thousand.
const RECURSIVE_MERGE = `            var merge_iter = async function (result, left, right) {
                if (left.length === 0) {
                    Array.prototype.push.apply(result, right);
                } else if (right.length === 0) {
                    Array.prototype.push.apply(result, left);
                } else if (await comp(left[0], right[0])) { // invoke the comparator function
                    // if it returns true - swap left and right
                    result.push(right[0]);
                    await merge_iter(result, left, right.slice(1));
                } else {
                    // otherwise keep the same order
                    result.push(left[0]);
                    await merge_iter(result, left.slice(1), right);
                }
            };
            var merged = [];
            await merge_iter(merged, l, r);
            return merged;`

const LOOPING_MERGE = `            var merged = [];
            var li = 0;
            var ri = 0;
            while (li < l.length && ri < r.length) {
                if (await comp(l[li], r[ri])) {
                    merged.push(r[ri++]);
                } else {
                    merged.push(l[li++]);
                }
            }
            while (li < l.length) merged.push(l[li++]);
            while (ri < r.length) merged.push(r[ri++]);
            return merged;`

const COPY = `function copy(node) {
                if (typeof node !== 'object' || node === null || node instanceof RegExp) return node;
                if (Array.isArray(node)) return node.map(copy);
                return Object.fromEntries(Object.entries(node).map(function (entry) { return [entry[0], copy(entry[1])]; }));
            }`

export const SYNC_EDITS: readonly Edit[] = [
  { name: 'merge sort as a loop', find: RECURSIVE_MERGE, times: 1, replace: LOOPING_MERGE },
  // Both have what stands before them twice in the tree. Copied as JSON, a pattern there becomes one that matches letters of "object", for ever.
  { name: 'a pattern stays one before ?: and ??', find: 'JSON.parse(JSON.stringify(left))', times: 2, replace: `(${COPY})(left)` },
  // jsonata writes into the list it is given, which may be the record's own.
  { name: 'an empty list stays empty', find: 'input.push(undefined);', times: 1, replace: 'input = focus.createSequence(undefined);' },
]

// Hooks for debuggers: three walks up the whole scope chain for every node evaluated.
const ENTRY_HOOK = `        var entryCallback = environment.lookup(Symbol.for('jsonata.__evaluate_entry'));
        if(entryCallback) {
            await entryCallback(expr, input, environment);
        }
`
const EXIT_HOOK = `        var exitCallback = environment.lookup(Symbol.for('jsonata.__evaluate_exit'));
        if(exitCallback) {
            await exitCallback(expr, input, environment, result);
        }
`
const FRAME_HOOK = `            var framePushCallback = enclosingEnvironment.lookup(Symbol.for('jsonata.__createFrame_push'));
            if(framePushCallback) {
                framePushCallback(enclosingEnvironment, newFrame);
            }
`

export const LEAN_EDITS: readonly Edit[] = [
  { name: 'no hook before a node', find: ENTRY_HOOK, times: 1, replace: '' },
  { name: 'no hook after a node', find: EXIT_HOOK, times: 1, replace: '' },
  { name: 'no hook for a frame', find: FRAME_HOOK, times: 1, replace: '' },
]

// Operators that could fill the memory in one step answer with an error instead. D2015 reads "too large" in our words.
const RANGE_CAP = 1_000_000
const TEXT_CAP = 16_000_000
const PAD_CAP = 100_000
const TOO_LARGE = `throw { code: "D2015", stack: "" };`

export const CAP_EDITS: readonly Edit[] = [
  { name: 'shorter ranges', find: 'if(size > 1e7) {', times: 1, replace: `if(size > ${RANGE_CAP}) {` },
  {
    name: 'shorter texts',
    find: '        result = lstr.concat(rstr);',
    times: 1,
    replace: `        if (lstr.length + rstr.length > ${TEXT_CAP}) ${TOO_LARGE}\n        result = lstr.concat(rstr);`,
  },
  {
    name: 'narrower padding',
    find: '        var padLength = Math.abs(width) - length(str);',
    times: 1,
    replace: `        if (Math.abs(width) > ${PAD_CAP}) ${TOO_LARGE}\n        var padLength = Math.abs(width) - length(str);`,
  },
]
