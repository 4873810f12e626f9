import { expect, test } from 'vitest'
import { analyseExpression, checkExpression, usesVariable } from './expression.ts'

test.each([
  ['a +', 'The expression stops before it is complete.', 3],
  ['(a', '")" is missing at the end.', 2],
  ['a b', '"b" is not expected here (character 3).', 2],
  ['total = = 2', '"=" is not expected here (character 9).', 8],
  ['"abc', 'A text is not closed.', 4],
  ['name & "\\q"', '"\\q" is not something that can stand in a text (character 10).', 9],
  ['$foo(1, 2', '")" is missing at the end.', 9],
  ['a.1', '"1" cannot be a part of a path (character 3).', 2],
  ['   ', 'The expression is empty.', 0],
  ['%.x', '% has no parent here.', undefined],
])('says in plain words what is wrong with %s', (source, message, position) => {
  const issue = checkExpression(source)
  expect(issue).toMatchObject({ path: '', code: 'expression-invalid', severity: 'error', message })
  expect(issue?.position).toBe(position)
  expect(issue?.fix).toBeTruthy()
})

test('an expression nested thousands deep or with a bad pattern is an issue, not a crash', () => {
  expect(checkExpression('('.repeat(20_000))?.message).toBe('The expression is nested too deeply.')
  expect(checkExpression('/[/')?.code).toBe('expression-invalid')
  expect(checkExpression('a[b=1].{"c": $sum(d)} ~> $map(function($x){$x})')).toBeUndefined()
})

test.each([
  ['name', ['name']],
  ['customer.email & " " & customer.phone', ['customer.email', 'customer.phone']],
  ['line_items.{"s": sku, "q": quantity}', ['line_items.sku', 'line_items.quantity']],
  ['$sum(line_items.(price * quantity))', ['line_items.price', 'line_items.quantity']],
  ['line_items[sku = $trigger.sku].price', ['line_items.sku', '$trigger.sku', 'line_items.price']],
  ['$map(line_items, function($l, $i) { $l.sku & $i })', ['line_items', 'line_items.sku']],
  ['($c := customer; $c.address.city)', ['customer.address.city']],
  ['$steps.`map-order`.`x y`.z', ['$steps.map-order.`x y`.z']],
  ['$', ['$']],
  ['$$.id', ['id']],
  ['tags.*', ['tags.*']],
  ['lines^(>price).sku', ['lines.price', 'lines.sku']],
  ['$parent.lines@$l#$i.sizes.{"a": $l.sku, "i": $i}', ['$parent.lines', '$parent.lines.sku', '$parent.sizes']],
])('finds the source paths of %s', (source, paths) => {
  expect(analyseExpression(source).paths).toEqual(paths)
})

test('finds functions, free variables and tables', () => {
  const facts = analyseExpression(
    '($f := function($x) { $x > 1 ? $f($x - 1) : $trigger.id }; $lookup("tenders", $f(3)) & $lookup(obj, "k") & $index ~> $uppercase)',
  )
  expect(facts.functions).toEqual(['lookup', 'uppercase'])
  expect(facts.variables).toEqual(['trigger', 'index'])
  expect(facts.tables).toEqual(['tenders'])
})

test('finds tables in partial application and inside nested functions', () => {
  expect(analyseExpression('$map(x, $lookup("a", ?)) & x.(y ? {"z": [$lookup("b", z, "blank")]})').tables).toEqual(['a', 'b'])
})

test('says whether an expression needs a variable from outside', () => {
  expect(usesVariable('$steps.a.b', 'steps')).toBe(true)
  expect(usesVariable('function($steps) { $steps }', 'steps')).toBe(false)
  expect(usesVariable('"$steps"', 'steps')).toBe(false)
})

test('an expression with syntax errors has no facts', () => {
  expect(analyseExpression('a +')).toEqual({ paths: [], functions: [], variables: [], tables: [] })
})
