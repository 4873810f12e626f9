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

export const SYNC_EDITS: readonly Edit[] = [{ name: 'merge sort as a loop', find: RECURSIVE_MERGE, times: 1, replace: LOOPING_MERGE }]

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

export const CAP_EDITS: readonly Edit[] = []
