// Expressions that once gave something else compiled than interpreted, shrunk by the fuzzer; and those of our own that every construct needs.

/** An expression and a record. */
export const CASES: readonly (readonly [string, unknown])[] = [
  // Found by random expressions.
  ['[]#$x.$x[0]', []],
  ['[]@$y.($ ~> |0|0|)[0].$x', {}],
  ['$x[0].({"a": 0})', {}],
  ['($x := $x; $x.($x := 0; 0).$string()^(0))', []],
  ['($lookup(0, "3") ? 0 : $map(0, $keys))', []],
  ['$#$x[$x < 1]', [3, 1, 2]],
  ['$x.($x := 0; 0){"a": $}', [0]],
  ['$match(a, /b+/) ?: "none"', { a: 'abbc' }],
  ['($split("b", /x*/) ?: 0) & ($match(a, /(a)/i).groups[0] ?? "none")', { a: 'A' }],
  // Paths and lists.
  ['a.b.c', { a: [{ b: { c: 1 } }, { b: [{ c: [2, 3] }, { c: [] }] }] }],
  ['a.b[0]', { a: [{ b: [1, 2] }, { b: 3 }] }],
  ['(a.b)[0]', { a: [{ b: [1, 2] }, { b: 3 }] }],
  ['a.b[]', { a: { b: 1 } }],
  ['a.name & a.length', { a: { name: 'x', length: 2 } }],
  ['{"c": constructor, "p": `__proto__`, "t": toString, "a": a.constructor}', { a: {} }],
  ['a.[b, c].$sum($)', { a: [{ b: 1, c: 2 }, { b: 3 }] }],
  ['[1..3].($ * 2)', {}],
  // Variables.
  ['($x := 1; $f := function() { $x }; $x := 2; $f())', {}],
  ['(a ? ($x := 1) : 0; $x)', { a: false }],
  ['a.($i := b; $i * 2)', { a: [{ b: 1 }, { b: 2 }] }],
  ['list#$i.(k & $i)', { list: [{ k: 'a' }, { k: 'b' }] }],
  // Errors and where they are.
  ['$map([1, "a"], function($x) { $x + 1 })', {}],
  ['($f := function($x) { $string($x + "a") }; $f(1))', {}],
  ['a > 1 and b + "x"', { a: 2, b: 1 }],
  ['$uppercase(1) & $sum("a")', {}],
  ['{"a": 1, "a": 2}', {}],
  ['items^(k)', { items: [{ k: 1 }, { k: 'a' }] }],
  // Functions.
  ['($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; $f(10))', {}],
  ['($even := function($n) { $n = 0 ? true : $odd($n - 1) }; $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $even(200))', {}],
  ['$reduce([1, 2, 3], function($a, $b, $i) { $a + $b * $i }, 10)', {}],
  ['($first := $substring(?, 0, 1); $map(["ab", "cd"], $first))', {}],
  ['($uppercase ~> $length)("abc")', {}],
  ['$sort([{"k": 2}, {"k": 1}], function($a, $b) { $a.k > $b.k }).k', {}],
  ['$replace("a1b2", /([a-z])(\\d)/, "$2$1")', {}],
  ['$ ~> |a|{"b": b + 1}, "c"|', { a: [{ b: 1, c: 2 }, { b: 3 }] }],
  // Grouping, sorting, parents and joins.
  [
    'items{k: $sum(n)}',
    {
      items: [
        { k: 'x', n: 1 },
        { k: 'y', n: 2 },
        { k: 'x', n: 3 },
      ],
    },
  ],
  ['items^(>n).k', { items: [{ k: 'x', n: 1 }, { k: 'y', n: 2 }, { k: 'z' }] }],
  ['a.b.{"b": c, "a": %.name}', { a: [{ name: 'n', b: [{ c: 1 }, { c: 2 }] }] }],
  ['orders@$o.lines@$l[$l.order = $o.id].{"o": $o.id, "l": $l.sku}', { orders: [{ id: 1 }, { id: 2 }], lines: [{ order: 2, sku: 'a' }] }],
  // A function of the expression, called by one of the library, that ends with a call.
  [
    '($m := function($s) { $s = "" ? [] : {"match": "a", "start": 0, "end": 1, "groups": [], "next": function() { $m("") }} }; $match("a", $m))',
    {},
  ],
  ['{"next": function() { $uppercase("x") }}.next()', {}],
  // A pattern that reaches the input, which must stay as it is.
  ['$ ~> |$$|length|', [{ length: { a: [] } }, { k: 1 }]],
  ['($x := $ ~> |$$|{"b": 2}|; [$x, $$])', { a: 1 }],
  // A list within a list behind `[]`.
  ['c[].[1]', [{ c: [[]] }]],
  ['c[].d[].[$count($)]', [{ c: [[], [{ d: [[1], 2] }]] }]],
]
