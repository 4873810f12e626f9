// German for what goes wrong while expressions and scripts are evaluated: the language itself, its limits, the functions of the trade.
export const expressions = {
  // Where an expression ends wrongly
  'A text is not closed: its second quotation mark is missing.': 'Ein Text ist nicht geschlossen: Sein zweites Anführungszeichen fehlt.',
  'The number {{0}} is too large.': 'Die Zahl {{0}} ist zu groß.',
  '\\{{0}} is not an escape that a text can contain.': '\\{{0}} ist kein Sonderzeichen, das ein Text enthalten kann.',
  '\\u in a text must be followed by four hexadecimal digits.': 'Auf \\u müssen in einem Text vier Hexadezimalziffern folgen.',
  'A name in backquotes is not closed.': 'Ein Name in Backquotes ist nicht geschlossen.',
  'A comment is not closed: */ is missing.': 'Ein Kommentar ist nicht geschlossen: */ fehlt.',
  '"{{0}}" cannot stand here.': '„{{0}}“ kann hier nicht stehen.',
  '"{{0}}" is expected here, not "{{1}}".': 'Hier wird „{{0}}“ erwartet, nicht „{{1}}“.',
  'The expression ends too early: "{{0}}" is missing.': 'Der Ausdruck hört zu früh auf: „{{0}}“ fehlt.',
  '"{{0}}" is not an operator.': '„{{0}}“ ist kein Operator.',
  'The expression ends too early.': 'Der Ausdruck hört zu früh auf.',
  'Complete it, or remove the last operator.': 'Vervollständigen Sie ihn, oder entfernen Sie den letzten Operator.',
  'The parameter {{0}} of a function must begin with $.': 'Der Parameter {{0}} einer Funktion muss mit $ beginnen.',
  'A filter in [ ] cannot follow a grouping in { }.': 'Ein Filter in [ ] kann nicht auf eine Gruppierung in { } folgen.',
  'A step can have only one grouping in { }.': 'Ein Schritt kann nur eine Gruppierung in { } haben.',
  '"{{0}}" needs something before it.': 'Vor „{{0}}“ muss etwas stehen.',
  'Before := there must be a variable: a name that begins with $.': 'Vor := muss eine Variable stehen: ein Name, der mit $ beginnt.',
  '{{0}} cannot be a step of a path.': '{{0}} kann kein Schritt eines Pfades sein.',
  'After {{0}} there must be a variable: a name that begins with $.': 'Nach {{0}} muss eine Variable stehen: ein Name, der mit $ beginnt.',
  'A pattern between / / is empty.': 'Ein Muster zwischen / / ist leer.',
  'A pattern is not closed: its second / is missing.': 'Ein Muster ist nicht geschlossen: Sein zweites / fehlt.',
  'The expression is nested too deeply.': 'Der Ausdruck ist zu tief verschachtelt.',
  'The expression is empty.': 'Der Ausdruck ist leer.',

  // Values that do not fit
  '{{0}}: argument {{1}} has the wrong type, or there are too many arguments.':
    '{{0}}: Argument {{1}} hat den falschen Typ, oder es sind zu viele Argumente.',
  '{{0}}: the value it is applied to has the wrong type.': '{{0}}: Der Wert, auf den es angewendet wird, hat den falschen Typ.',
  '{{0}}: argument {{1}} must be a list of {{2}}.': '{{0}}: Argument {{1}} muss eine Liste sein, und zwar: {{2}}.',
  numbers: 'Zahlen',
  texts: 'Texte',
  objects: 'Objekte',
  'another type': 'ein anderer Typ',
  'the end': 'das Ende',
  'a function': 'eine Funktion',
  '{{0}}: it is {{1}}.': '{{0}}: Es ist {{1}}.',
  'The result is a number too large to write down.': 'Das Ergebnis ist eine Zahl, die zu groß ist, um sie hinzuschreiben.',
  '{{0}} is not a number and cannot be negated.': '{{0}} ist keine Zahl und hat kein Gegenteil.',
  'The name of a field must be a text, not {{0}}.': 'Der Name eines Feldes muss ein Text sein, nicht {{0}}.',
  'Convert it with $string(…).': 'Wandeln Sie ihn mit $string(…) um.',
  'The pattern matches an empty text and would never end.': 'Das Muster passt auf einen leeren Text und käme nie zu einem Ende.',
  '{{0}} is not a function. Did you mean ${{1}}?': '{{0}} ist keine Funktion. Meinten Sie ${{1}}?',
  'What is called here is not a function.': 'Was hier aufgerufen wird, ist keine Funktion.',
  'There is no function {{0}}.': 'Es gibt keine Funktion {{0}}.',
  'Two rules give the field {{0}}.': 'Zwei Regeln liefern das Feld {{0}}.',
  '{{0}}: the function given for matching does not answer as a pattern does.':
    '{{0}}: Die angegebene Funktion antwortet nicht so, wie ein Muster antwortet.',
  'The expression calls itself too deeply.': 'Der Ausdruck ruft sich zu oft selbst auf.',
  'The expression calls itself too deeply, or the record is nested too deeply.':
    'Der Ausdruck ruft sich zu oft selbst auf, oder der Datensatz ist zu tief verschachtelt.',
  'Check that the recursion ends, or make the call to itself the last thing a function does.':
    'Prüfen Sie, ob die Wiederholung endet, oder lassen Sie die Funktion sich erst ganz zuletzt selbst aufrufen.',
  'A field cannot be called {{0}}.': 'Ein Feld kann nicht {{0}} heißen.',
  'The left side of {{0}} is not a number': 'Die linke Seite von {{0}} ist keine Zahl',
  'The right side of {{0}} is not a number': 'Die rechte Seite von {{0}} ist keine Zahl',
  'The left side of .. is not a whole number': 'Die linke Seite von .. ist keine ganze Zahl',
  'The right side of .. is not a whole number': 'Die rechte Seite von .. ist keine ganze Zahl',
  'After ~> there must be a function.': 'Nach ~> muss eine Funktion stehen.',
  '{{0}} and {{1}} cannot be sorted together: they have different types.':
    '{{0}} und {{1}} lassen sich nicht zusammen sortieren: Sie haben verschiedene Typen.',
  'Only numbers and texts can be sorted': 'Nur Zahlen und Texte lassen sich sortieren',
  '{{0}} and {{1}} cannot be compared with {{2}}: they have different types.':
    '{{0}} und {{1}} lassen sich nicht mit {{2}} vergleichen: Sie haben verschiedene Typen.',
  '{{0}} compares only numbers and texts': '{{0}} vergleicht nur Zahlen und Texte',
  'A transform changes an object with an object, not with {{0}}.': 'Eine Umformung ändert ein Objekt mit einem Objekt, nicht mit {{0}}.',
  'A transform deletes fields by name, not by {{0}}.': 'Eine Umformung löscht Felder nach ihrem Namen, nicht nach {{0}}.',
  'The range .. is too long.': 'Der Bereich .. ist zu lang.',
  'A range may have at most a million numbers.': 'Ein Bereich darf höchstens eine Million Zahlen haben.',
  'The expression builds a text or list that is too large.': 'Der Ausdruck baut einen Text oder eine Liste, die zu groß ist.',
  '$string cannot write an infinite number.': '$string kann keine unendliche Zahl schreiben.',
  '$replace: the text to look for is empty.': '$replace: Der gesuchte Text ist leer.',
  '$replace: the limit is negative.': '$replace: Die Höchstzahl ist negativ.',
  '$replace: the replacement is not a text.': '$replace: Der Ersatz ist kein Text.',
  '$split: the limit is negative.': '$split: Die Höchstzahl ist negativ.',
  '{{0}} is not a number.': '{{0}} ist keine Zahl.',
  'Check the value in the record, or give a default for it.': 'Prüfen Sie den Wert im Datensatz, oder geben Sie einen Ersatzwert an.',
  '$match: the limit is negative.': '$match: Die Höchstzahl ist negativ.',
  '$reduce: its function needs two parameters.': '$reduce: Die Funktion braucht zwei Parameter.',
  '$sqrt: {{0}} is negative.': '$sqrt: {{0}} ist negativ.',
  '$power: the result is a number too large to write down.': '$power: Das Ergebnis ist eine zu große Zahl.',
  '$sort without a function sorts only texts or only numbers.': '$sort ohne Funktion sortiert nur Texte oder nur Zahlen.',
  'Give it a function that compares two items.': 'Geben Sie ihm eine Funktion, die zwei Einträge vergleicht.',
  '$formatBase: the base must be from 2 to 36, not {{0}}.': '$formatBase: Die Basis muss zwischen 2 und 36 liegen, nicht {{0}}.',
  '$toMillis: {{0}} is not a date and time such as 2026-03-01T10:00:00Z.':
    '$toMillis: {{0}} ist kein Datum mit Uhrzeit wie 2026-03-01T10:00:00Z.',
  '$eval: the text is not a valid expression': '$eval: Der Text ist kein gültiger Ausdruck',
  '$eval: the expression failed': '$eval: Der Ausdruck ist fehlgeschlagen',
  '{{0}} is not a part of a date picture.': '{{0}} ist kein Bestandteil einer Datumsvorlage.',
  'A bracket in a date picture is not closed.': 'Eine Klammer in einer Datumsvorlage ist nicht geschlossen.',
  'The date picture leaves out a part that is needed.': 'In der Datumsvorlage fehlt ein Teil, der gebraucht wird.',
  'The expression ended with $error.': 'Der Ausdruck endete mit $error.',
  'The author of the flow raised this with $error.': 'Das hat der Autor des Flows mit $error ausgelöst.',
  '$single: more than one item matches.': '$single: Mehr als ein Eintrag passt.',
  '$single: no item matches.': '$single: Kein Eintrag passt.',
  '{{0}}: {{1}} cannot be encoded.': '{{0}}: {{1}} lässt sich nicht kodieren.',
  'A condition in $assert does not hold.': 'Eine Bedingung in $assert ist nicht erfüllt.',
  'The author of the flow requires this with $assert.': 'Das verlangt der Autor des Flows mit $assert.',
  '$formatNumber: the picture is not valid.': '$formatNumber: Die Vorlage ist nicht gültig.',
  'The {{0}} is not JSON that a flow can use.': '{{0}}: Das ist kein JSON, das ein Flow verwenden kann.',
  'The result is a function, not a value.': 'Das Ergebnis ist eine Funktion, kein Wert.',
  'Call it: $name(…).': 'Rufen Sie sie auf: $name(…).',
  'The result has {{0}} characters; at most {{1}} are allowed.': 'Das Ergebnis hat {{0}} Zeichen; höchstens {{1}} sind erlaubt.',
  'The values given beside the record are too many or badly named.':
    'Neben dem Datensatz wurden zu viele oder falsch benannte Werte übergeben.',
  'The record and what it brings along have {{0}} million characters; a step takes at most {{1}}.':
    'Der Datensatz und was er mitbringt haben {{0}} Millionen Zeichen; ein Schritt nimmt höchstens {{1}}.',

  // Scripts
  'The script threw an error: {{0}}': 'Das Skript hat einen Fehler gemeldet: {{0}}',
  'The script has a syntax error: {{0}}.': 'Das Skript hat einen Schreibfehler: {{0}}.',
  'The script has a syntax error in line {{0}}: {{1}}.': 'Das Skript hat in Zeile {{0}} einen Schreibfehler: {{1}}.',
  'The script waits for a promise that nothing will ever resolve.': 'Das Skript wartet auf etwas, das nie eintreten wird.',

  // Money
  '{{0}}: {{1}} has more than {{2}} digits.': '{{0}}: {{1}} hat mehr als {{2}} Stellen.',
  '{{0}}: the number of decimals must be a whole number from 0 to {{1}}, not {{2}}.':
    '{{0}}: Die Zahl der Nachkommastellen muss eine ganze Zahl von 0 bis {{1}} sein, nicht {{2}}.',
  'Give the decimals of the currency: 2 for most, 0 for JPY, 3 for KWD.':
    'Geben Sie die Nachkommastellen der Währung an: 2 für die meisten, 0 für JPY, 3 für KWD.',
  '{{0}}: an amount is missing.': '{{0}}: Ein Betrag fehlt.',
  '{{0}}: {{1}} is not an amount of money.': '{{0}}: {{1}} ist kein Geldbetrag.',
  'Check that the path leads to a value, or give a default such as (amount ? amount : "0").':
    'Prüfen Sie, ob der Pfad zu einem Wert führt, oder geben Sie einen Ersatzwert an, etwa (amount ? amount : "0").',
  'Give a decimal number such as 12.50: a point for the decimals, no currency sign, no thousands separator.':
    'Geben Sie eine Dezimalzahl wie 12.50 an: mit Punkt, ohne Währungszeichen, ohne Tausendertrennzeichen.',
  '{{0}}: the currency is {{1}}, which is no ISO 4217 code.': '{{0}}: Die Währung ist {{1}}; das ist kein Kürzel nach ISO 4217.',
  'Give three letters such as EUR, USD or JPY.': 'Geben Sie drei Buchstaben an, etwa EUR, USD oder JPY.',
  '{{0}}: {{1}} and {{2}} are not of one currency.': '{{0}}: {{1}} und {{2}} haben nicht dieselbe Währung.',
  'Say which currency the plain amount has: $money(amount, "EUR").':
    'Sagen Sie, welche Währung der bloße Betrag hat: $money(amount, "EUR").',
  'Take both amounts from the same side (shop or customer currency), or convert one of them with $convert.':
    'Nehmen Sie beide Beträge von derselben Seite (Währung des Shops oder des Kunden), oder rechnen Sie einen mit $convert um.',
  '{{0}}: {{1}} is {{2}}, but must be a plain number.': '{{0}}: {{1}} ist {{2}}, muss aber eine bloße Zahl sein.',
  'Take its amount: value.amount.': 'Nehmen Sie nur den Betrag: value.amount.',
  '$multiply: {{0}} times {{1}} is no amount of money.': '$multiply: {{0}} mal {{1}} ergibt keinen Geldbetrag.',
  'Multiply money by a plain number, such as a quantity or a rate.':
    'Multiplizieren Sie Geld mit einer bloßen Zahl, etwa einer Menge oder einem Satz.',
  '$divide: {{0}} cannot be divided by zero.': '$divide: {{0}} lässt sich nicht durch null teilen.',
  'Check for zero first: b = 0 ? "0" : $divide(a, b, 2).': 'Prüfen Sie vorher auf null: b = 0 ? "0" : $divide(a, b, 2).',
  '{{0}} has more than {{1}} decimals': '{{0}} hat mehr als {{1}} Nachkommastellen',
  'the weight {{0}} is negative': 'das Gewicht {{0}} ist negativ',
  'there is nothing to allocate {{0}} to': 'es gibt nichts, worauf {{0}} verteilt werden könnte',
  '$allocate: {{0}}.': '$allocate: {{0}}.',
  '{{0}}: {{1}} = {{2}}{{3}}, but {{4}} = {{5}}{{6}}. They differ by {{7}}{{8}}; {{9}} is allowed.':
    '{{0}}: {{1}} = {{2}}{{3}}, aber {{4}} = {{5}}{{6}}. Der Unterschied ist {{7}}{{8}}; erlaubt ist {{9}}.',
  'the smallest cash amount': 'der kleinste Bargeldbetrag',
  'the smallest cash amount is not given': 'der kleinste Bargeldbetrag fehlt',
  'the smallest cash amount is not given and {{0}} has none of its own': 'der kleinste Bargeldbetrag fehlt, und {{0}} hat keinen eigenen',
  'the smallest cash amount must be more than zero': 'der kleinste Bargeldbetrag muss größer als null sein',
  '$roundCash: {{0}}.': '$roundCash: {{0}}.',
  'Give it as the second argument: $roundCash(amount, "0.05").': 'Geben Sie ihn als zweites Argument an: $roundCash(amount, "0.05").',
  '{{0}} has no currency': '{{0}} hat keine Währung',
  'the rate': 'der Kurs',
  'the rate is {{0}}': 'der Kurs ist {{0}}',
  '{{0}} is in {{1}} already, and the rate is {{2}}': '{{0}} ist schon in {{1}}, und der Kurs ist {{2}}',
  '$convert: {{0}}.': '$convert: {{0}}.',
  'Say which one it is in: $convert($money(amount, "USD"), rate, "EUR").':
    'Sagen Sie, in welcher Währung er ist: $convert($money(amount, "USD"), rate, "EUR").',
  'Give how much of the new currency one unit of the old one is.':
    'Geben Sie an, wie viel der neuen Währung eine Einheit der alten wert ist.',
  'Check which currency the amount has.': 'Prüfen Sie, welche Währung der Betrag hat.',
  '$taxFromGross: a rate of {{0}} would be {{1}} percent.': '$taxFromGross: Ein Satz von {{0}} wären {{1}} Prozent.',
  'Give the rate as a fraction (0.19) or with a percent sign ("19 %").':
    'Geben Sie den Satz als Bruchteil (0.19) oder mit Prozentzeichen an ("19 %").',

  // Values of the trade
  'the last argument is {{0}}': 'das letzte Argument ist {{0}}',
  'Write "blank" or leave it out.': 'Schreiben Sie "blank", oder lassen Sie es weg.',
  '{{0}} is no instant with a zone': '{{0}} ist kein Zeitpunkt mit Zeitzone',
  'Give an ISO 8601 time such as 2026-03-29T01:30:00Z or …+02:00.':
    'Geben Sie eine Zeit nach ISO 8601 an, etwa 2026-03-29T01:30:00Z oder …+02:00.',
  '{{0}} is no time zone': '{{0}} ist keine Zeitzone',
  'Give an IANA name such as Europe/Berlin or America/New_York.':
    'Geben Sie einen IANA-Namen an, etwa Europe/Berlin oder America/New_York.',
  '{{0}} is no time of day': '{{0}} ist keine Uhrzeit',
  'Give hours and minutes by the store’s clock, such as "04:00".':
    'Geben Sie Stunden und Minuten nach der Uhr des Ladens an, etwa "04:00".',
  '{{0}} measures {{1}} and {{2}} {{3}}': '{{0}} misst {{1}} und {{2}} {{3}}',
  'Check both units.': 'Prüfen Sie beide Einheiten.',
  'the quantity': 'die Menge',
  '{{0}} is no unit that is known': '{{0}} ist keine bekannte Einheit',
  'Use one such as "g", "kg", "lb", "oz", "cm", "in", "ml", "l", "each", "dozen", or its UN/ECE code.':
    'Verwenden Sie eine wie "g", "kg", "lb", "oz", "cm", "in", "ml", "l", "each", "dozen" oder ihren UN/ECE-Code.',
  '{{0}} is no form of a country': '{{0}} ist keine Schreibweise eines Landes',
  'Write "alpha-2", "alpha-3", "numeric" or "name".': 'Schreiben Sie "alpha-2", "alpha-3", "numeric" oder "name".',
  'Correct the country, or translate it in a lookup table first.':
    'Berichtigen Sie das Land, oder übersetzen Sie es vorher mit einer Zuordnungstabelle.',
  '{{0}} is no country': '{{0}} ist kein Land',
  'Give a code such as "DE", or the address’s country.': 'Geben Sie ein Kürzel wie "DE" oder das Land der Adresse an.',
  'it was given nothing': 'es wurde nichts übergeben',
  'is missing': 'fehlt',
  'is {{0}}': 'ist {{0}}',
  'part {{0}} of {{1}} {{2}}': 'Teil {{0}} von {{1}} {{2}}',
  '{{0}} is no length of a GTIN': '{{0}} ist keine Länge einer GTIN',
  'Give 8, 12, 13 or 14, or leave it out.': 'Geben Sie 8, 12, 13 oder 14 an, oder lassen Sie es weg.',
  '{{0}} does not fit into {{1}} digits': '{{0}} passt nicht in {{1}} Stellen',
  'Ask for 14 digits: $gtin(code, 14).': 'Verlangen Sie 14 Stellen: $gtin(code, 14).',
  'has other characters than digits': 'enthält andere Zeichen als Ziffern',
  'has {{0}} digits; a GTIN has 8, 12, 13 or 14': 'hat {{0}} Stellen; eine GTIN hat 8, 12, 13 oder 14',
  'has the check digit {{0}}, but it would be {{1}}': 'hat die Prüfziffer {{0}}; richtig wäre {{1}}',
  'The lookup in "{{0}}" is told {{1}} for a key that is missing: that is "blank" or "default", or is left out.':
    'Beim Nachschlagen in „{{0}}“ steht {{1}} für einen fehlenden Schlüssel: Möglich sind "blank", "default" oder gar nichts.',
  'Write $lookup(table, key), $lookup(table, key, "blank") or $lookup(table, key, "default", value).':
    'Schreiben Sie $lookup(table, key), $lookup(table, key, "blank") oder $lookup(table, key, "default", value).',
  'There is no lookup table "{{0}}" for this client.': 'Bei diesem Mandanten gibt es keine Zuordnungstabelle „{{0}}“.',
  'There is no value to look up in the table "{{0}}".': 'Es gibt keinen Wert, der in der Tabelle „{{0}}“ nachgeschlagen werden könnte.',
  'The lookup table "{{0}}" has no entry for "{{1}}".': 'Die Zuordnungstabelle „{{0}}“ hat keinen Eintrag für „{{1}}“.',
  '$lookupAt: {{0}} is no date.': '$lookupAt: {{0}} ist kein Datum.',
  'Give a date such as "2026-12-31", or $businessDate(instant, zone).':
    'Geben Sie ein Datum wie "2026-12-31" oder $businessDate(instant, zone) an.',
  '{{0}}: the name of the member must be a text.': '{{0}}: Der Name des Feldes muss ein Text sein.',
  'Write {{0}}(lines, "price").': 'Schreiben Sie {{0}}(lines, "price").',
  '{{0}}: item {{1}} of {{2}} has no "{{3}}".': '{{0}}: Eintrag {{1}} von {{2}} hat kein „{{3}}“.',
  'Check the name of the member, or leave such items out on purpose: lines[$exists(price)].':
    'Prüfen Sie den Namen des Feldes, oder lassen Sie solche Einträge bewusst aus: lines[$exists(price)].',
  'Give the country of numbers without a country code: $phone(number, "DE").':
    'Geben Sie das Land von Nummern ohne Ländervorwahl an: $phone(number, "DE").',
  'Correct the number, or leave it out when it is wrong: $phone(number, country, "blank").':
    'Berichtigen Sie die Nummer, oder lassen Sie falsche leer: $phone(number, country, "blank").',
  '{{0}} is no telephone number with a country code': '{{0}} ist keine Telefonnummer mit Ländervorwahl',
  '{{0}} is no telephone number in {{1}}': '{{0}} ist keine Telefonnummer in {{1}}',
  'Give the system, the kind of record and its id: $externalId("shopify", "order", id). None may be missing.':
    'Geben Sie das System, die Art des Datensatzes und seine Kennung an: $externalId("shopify", "order", id). Nichts davon darf fehlen.',
  'Correct the article number at its source, or leave it out when it is wrong: $gtin(code, 13, "blank").':
    'Berichtigen Sie die Artikelnummer an ihrer Quelle, oder lassen Sie falsche leer: $gtin(code, 13, "blank").',
  'Convert it with $number(…), or check that the path leads to a value.':
    'Wandeln Sie es mit $number(…) um, oder prüfen Sie, ob der Pfad zu einem Wert führt.',
}
