// German for the documentation of the functions of mappings.
export const functionDocs = {
  'Money with its currency: an amount that refuses to be added to one of another currency. It has at least the decimals of the currency (2 for EUR, 0 for JPY, 3 for KWD). A missing amount is an error.':
    'Geld mit seiner Währung: ein Betrag, der sich weigert, zu einem in anderer Währung addiert zu werden. Er hat mindestens die Nachkommastellen der Währung (2 bei EUR, 0 bei JPY, 3 bei KWD). Ein fehlender Betrag ist ein Fehler.',
  'A decimal text or number, or a shop’s own money with amount and currency_code.':
    'Ein Dezimaltext oder eine Zahl oder das Geld eines Shops mit amount und currency_code.',
  'ISO 4217, such as "EUR". May be left out when the amount is money already.':
    'ISO 4217, wie "EUR". Kann entfallen, wenn der Betrag schon Geld ist.',
  'Adds amounts exactly. Keeps as many decimals as the most precise of them. A missing amount is an error.':
    'Addiert Beträge exakt. Behält so viele Nachkommastellen wie der genaueste. Ein fehlender Betrag ist ein Fehler.',
  'A decimal text or number, or money with its currency.': 'Ein Dezimaltext oder eine Zahl oder Geld mit seiner Währung.',
  'Another one of the same currency, and as many more as you like.': 'Ein weiterer in derselben Währung, und beliebig viele mehr.',
  'a minus b, exactly. A missing amount is an error, where JSONata’s - would silently give nothing.':
    'a minus b, exakt. Ein fehlender Betrag ist ein Fehler, wo JSONatas - stillschweigend nichts ergäbe.',
  'What is taken away.': 'Was abgezogen wird.',
  'a times b, exactly. Round the result with $roundMoney where a currency needs it.':
    'a mal b, exakt. Runden Sie das Ergebnis mit $roundMoney, wo eine Währung es braucht.',
  'A quantity, rate or other plain number.': 'Eine Menge, ein Satz oder eine andere einfache Zahl.',
  'a divided by b, rounded to the given decimals, a half away from zero. Only money may leave the decimals to its currency.':
    'a geteilt durch b, gerundet auf die angegebenen Nachkommastellen, eine Hälfte von null weg. Nur Geld kann die Nachkommastellen seiner Währung überlassen.',
  'A plain number other than zero.': 'Eine einfache Zahl außer null.',
  'From 0 to 20.': 'Von 0 bis 20.',
  'The exact sum of a list of amounts; "0" for an empty or missing list. Name the member to be told of a line that lacks it: $sumMoney(lines.price) never sees such a line.':
    'Die exakte Summe einer Liste von Beträgen; "0" bei leerer oder fehlender Liste. Nennen Sie das Feld, um von einer Zeile zu erfahren, der es fehlt: $sumMoney(lines.price) sieht eine solche Zeile nie.',
  'Amounts, or the items that have them.': 'Beträge oder die Einträge, die sie haben.',
  'The name of the amount within each item, such as "price" or "price_set.shop_money".':
    'Der Name des Betrags in jedem Eintrag, wie "price" oder "price_set.shop_money".',
  'Exactly that many decimals (those of the currency, or 2, when left out), a half away from zero.':
    'Genau so viele Nachkommastellen (die der Währung oder 2, wenn nichts angegeben ist), eine Hälfte von null weg.',
  'Rounds a cash total to the smallest coin, a half away from zero. The difference belongs on a rounding account, in sales and refunds alike.':
    'Rundet eine Barsumme auf die kleinste Münze, eine Hälfte von null weg. Die Differenz gehört auf ein Rundungskonto, bei Verkäufen wie bei Erstattungen.',
  'The smallest coin, such as "0.05". Known for money in CHF, CAD, AUD, NZD, DKK, SEK, NOK, CZK and HUF.':
    'Die kleinste Münze, wie "0.05". Bekannt für Geld in CHF, CAD, AUD, NZD, DKK, SEK, NOK, CZK und HUF.',
  'Splits an amount in proportion to the weights so that the parts add up to it exactly (largest remainder).':
    'Teilt einen Betrag im Verhältnis der Gewichte so, dass die Teile genau ihn ergeben (größter Rest).',
  'A list of shares, such as the lines’ prices; equal parts when all are zero.':
    'Eine Liste von Anteilen, wie die Preise der Positionen; gleiche Teile, wenn alle null sind.',
  'Of the parts: those of the currency, or 2, when left out.': 'Der Teile: die der Währung oder 2, wenn nichts angegeben ist.',
  'The tax that is contained in a gross amount, rounded. The rate is a fraction: 0.19, or "19 %".':
    'Die in einem Bruttobetrag enthaltene Steuer, gerundet. Der Satz ist ein Bruch: 0.19, oder "19 %".',
  'Below 1, or a text with a percent sign. 19 without one is refused.':
    'Unter 1, oder ein Text mit Prozentzeichen. 19 ohne Zeichen wird abgelehnt.',
  'Those of the currency, or 2, when left out.': 'Die der Währung oder 2, wenn nichts angegeben ist.',
  'Money in another currency at a rate that you state: how much of the new currency one unit of the old one is.':
    'Geld in einer anderen Währung zu einem Kurs, den Sie angeben: wie viel der neuen Währung eine Einheit der alten ist.',
  'With its currency: $money(amount, "USD"), or a shop’s own money.':
    'Mit seiner Währung: $money(amount, "USD"), oder das Geld eines Shops.',
  'Above zero. Nothing is looked up: the rate comes from the record or a lookup table.':
    'Über null. Nichts wird nachgeschlagen: Der Kurs kommt aus dem Datensatz oder einer Zuordnungstabelle.',
  'The new one, ISO 4217.': 'Die neue, ISO 4217.',
  'Those of the new currency when left out.': 'Die der neuen Währung, wenn nichts angegeben ist.',
  '-1, 0 or 1: a is less than, equal to or more than b. As texts, "9.00" would be more than "10.00".':
    '-1, 0 oder 1: a ist kleiner als b, gleich oder größer. Als Texte wäre "9.00" größer als "10.00".',
  'What it is compared with.': 'Womit verglichen wird.',
  'The value for a key in a lookup table. A key that is not there rejects the record, unless "blank" (nothing) or "default" (a value) follows. With an object first, it reads that object’s key.':
    'Der Wert zu einem Schlüssel in einer Zuordnungstabelle. Ein fehlender Schlüssel weist den Datensatz zurück, außer es folgt "blank" (nichts) oder "default" (ein Wert). Mit einem Objekt an erster Stelle liest es dessen Schlüssel.',
  'The name of a lookup table of the client, in quotation marks.': 'Der Name einer Zuordnungstabelle des Mandanten, in Anführungszeichen.',
  'A text or number; compared as text.': 'Ein Text oder eine Zahl; als Text verglichen.',
  '"blank" or "default".': '"blank" oder "default".',
  'What "default" gives.': 'Was "default" ergibt.',
  'As $lookup, with what the table said, or will say, on a day: rows may have days on which they begin and end. $lookup asks about today.':
    'Wie $lookup, mit dem, was die Tabelle an einem Tag sagte oder sagen wird: Zeilen können Tage haben, an denen sie beginnen und enden. $lookup fragt nach heute.',
  'YYYY-MM-DD, such as $businessDate gives it. Of an instant, the date as it is written.':
    'JJJJ-MM-TT, wie $businessDate es ergibt. Von einem Zeitpunkt das Datum, wie es geschrieben steht.',
  'The day a sale belongs to, by the store’s clock: before the cut-off hour it is still the day before. An instant without zone or offset is an error.':
    'Der Tag, zu dem ein Verkauf gehört, nach der Uhr der Filiale: Vor der Grenzstunde ist es noch der Tag davor. Ein Zeitpunkt ohne Zone oder Abstand ist ein Fehler.',
  'ISO 8601 with Z or an offset, or milliseconds since 1970.': 'ISO 8601 mit Z oder einem Abstand, oder Millisekunden seit 1970.',
  'IANA name, such as "Europe/Berlin".': 'IANA-Name, wie "Europe/Berlin".',
  'When the store closes its day, such as "04:00". Midnight when left out.':
    'Wann die Filiale ihren Tag abschließt, wie "04:00". Mitternacht, wenn nichts angegeben ist.',
  'One id for a record of another system, so that it is found again and never made twice. Of a Shopify GraphQL id only its number counts. A missing part is an error.':
    'Eine einzige Id für einen Datensatz eines anderen Systems, damit er wiedergefunden und nie zweimal angelegt wird. Von einer GraphQL-Id aus Shopify zählt nur ihre Nummer. Ein fehlender Teil ist ein Fehler.',
  'Such as "shopify".': 'Wie "shopify".',
  'Such as "order".': 'Wie "order".',
  'The record’s id there, and more parts if it needs them.': 'Die Id des Datensatzes dort, und weitere Teile, wenn sie welche braucht.',
  'A GTIN (EAN, UPC) of 8, 12, 13 or 14 digits whose check digit is right. With a length it is filled with zeros on the left.':
    'Eine GTIN (EAN, UPC) mit 8, 12, 13 oder 14 Ziffern, deren Prüfziffer stimmt. Mit einer Länge wird sie links mit Nullen gefüllt.',
  'Text or number; blanks and hyphens are left out.': 'Text oder Zahl; Leerzeichen und Bindestriche werden weggelassen.',
  '8, 12, 13 or 14.': '8, 12, 13 oder 14.',
  '"blank" gives nothing instead of an error.': '"blank" ergibt nichts statt eines Fehlers.',
  'A telephone number in the international form (E.164). Nothing for an empty one.':
    'Eine Telefonnummer in internationaler Form (E.164). Nichts bei einer leeren.',
  'As people write it.': 'Wie Menschen sie schreiben.',
  'Of numbers without a country code; any form that $country knows.': 'Von Nummern ohne Landesvorwahl; jede Form, die $country kennt.',
  'A country by its ISO 3166 code or its name, in the form you need. Nothing for an empty value.':
    'Ein Land nach seinem Code aus ISO 3166 oder seinem Namen, in der Form, die Sie brauchen. Nichts bei einem leeren Wert.',
  'A code (DE, DEU, 276), or a name in English or twelve other European languages.':
    'Ein Code (DE, DEU, 276) oder ein Name auf Englisch oder in zwölf anderen europäischen Sprachen.',
  '"alpha-2" (when left out), "alpha-3", "numeric" or "name".': '"alpha-2" (wenn nichts angegeben ist), "alpha-3", "numeric" oder "name".',
  'A weight, length, volume or count in another unit, exactly. Knows the shops’ words and the UN/ECE codes.':
    'Ein Gewicht, eine Länge, ein Volumen oder eine Anzahl in einer anderen Einheit, exakt. Kennt die Wörter der Shops und die Codes der UN/ECE.',
  'A decimal text or number.': 'Ein Dezimaltext oder eine Zahl.',
  'Such as "lb", "POUNDS" or "LBR".': 'Wie "lb", "POUNDS" oder "LBR".',
  'Of the same kind.': 'Von derselben Art.',
  'Rounds to that many; as many as it has (nine at most) when left out.':
    'Rundet auf so viele; so viele, wie es hat (höchstens neun), wenn nichts angegeben ist.',
  'What a mapping part makes of a value; of a list, of each of its items. Nothing for a missing value and for null. Only in mappings; the name is a text in quotes.':
    'Was ein Mapping-Baustein aus einem Wert macht; bei einer Liste aus jedem ihrer Einträge. Nichts bei einem fehlenden Wert und bei null. Nur in Mappings; der Name ist ein Text in Anführungszeichen.',
  'The name of the part, such as "address", in quotes.': 'Der Name des Bausteins, wie "address", in Anführungszeichen.',
  'What the part sees as its record.': 'Was der Baustein als seinen Datensatz sieht.',
  'The value as text; objects and lists as JSON.': 'Der Wert als Text; Objekte und Listen als JSON.',
  'How many characters a text has.': 'Wie viele Zeichen ein Text hat.',
  'A part of a text; the first character is 0, a negative start counts from the end.':
    'Ein Teil eines Textes; das erste Zeichen ist 0, ein negativer Anfang zählt vom Ende.',
  'What stands before the first mark.': 'Was vor der ersten Marke steht.',
  'What stands after the first mark.': 'Was nach der ersten Marke steht.',
  'In capital letters.': 'In Großbuchstaben.',
  'In small letters.': 'In Kleinbuchstaben.',
  'Without spaces at both ends, and single spaces inside.': 'Ohne Leerzeichen an beiden Enden und mit einfachen dazwischen.',
  'Filled up on the right to the width; on the left when the width is negative.':
    'Rechts auf die Breite gefüllt; links, wenn die Breite negativ ist.',
  'Whether a text or pattern occurs in it.': 'Ob ein Text oder Muster darin vorkommt.',
  'The parts between the separators.': 'Die Teile zwischen den Trennzeichen.',
  'The texts of a list as one.': 'Die Texte einer Liste als einer.',
  'Where a pattern occurs, with its groups.': 'Wo ein Muster vorkommt, mit seinen Gruppen.',
  'Every occurrence replaced; $1 is the first group of a pattern.': 'Jedes Vorkommen ersetzt; $1 ist die erste Gruppe eines Musters.',
  'As base64.': 'Als Base64.',
  'From base64.': 'Aus Base64.',
  'Safe as a part of a web address.': 'Sicher als Teil einer Webadresse.',
  'A whole web address with unsafe characters escaped.': 'Eine ganze Webadresse mit maskierten unsicheren Zeichen.',
  'The opposite of $encodeUrlComponent.': 'Das Gegenteil von $encodeUrlComponent.',
  'The opposite of $encodeUrl.': 'Das Gegenteil von $encodeUrl.',
  'A text as a number. For money use $roundMoney and its kin instead.':
    'Ein Text als Zahl. Für Geld nehmen Sie stattdessen $roundMoney und seine Verwandten.',
  'Without its sign.': 'Ohne Vorzeichen.',
  'The next whole number below.': 'Die nächste ganze Zahl darunter.',
  'The next whole number above.': 'Die nächste ganze Zahl darüber.',
  'Rounded, a half to the even neighbour (banker’s rounding). For money use $roundMoney.':
    'Gerundet, eine Hälfte zum geraden Nachbarn (banker’s rounding). Für Geld nehmen Sie $roundMoney.',
  'The base raised to the exponent.': 'Die Basis hoch dem Exponenten.',
  'The square root.': 'Die Quadratwurzel.',
  'A number from 0 to 1. Repeated with the same value when a step is evaluated again.':
    'Eine Zahl von 0 bis 1. Wiederholt mit demselben Wert, wenn ein Schritt noch einmal ausgewertet wird.',
  'Written after a picture.': 'Nach einem Muster geschrieben.',
  'Written in another base.': 'In einer anderen Basis geschrieben.',
  'A whole number in words, letters or digits.': 'Eine ganze Zahl in Wörtern, Buchstaben oder Ziffern.',
  'The opposite of $formatInteger.': 'Das Gegenteil von $formatInteger.',
  'The sum of numbers. Nothing for a missing list. For money use $sumMoney.':
    'Die Summe von Zahlen. Nichts bei fehlender Liste. Für Geld nehmen Sie $sumMoney.',
  'The greatest number.': 'Die größte Zahl.',
  'The smallest number.': 'Die kleinste Zahl.',
  'The mean.': 'Der Mittelwert.',
  'Whether a value counts as true: not empty, zero or missing.': 'Ob ein Wert als wahr zählt: nicht leer, null oder fehlend.',
  'The opposite.': 'Das Gegenteil.',
  'Whether a path leads to a value.': 'Ob ein Pfad zu einem Wert führt.',
  'Rejects the record with the message when the condition does not hold.':
    'Weist den Datensatz mit der Meldung zurück, wenn die Bedingung nicht gilt.',
  'Rejects the record with the message.': 'Weist den Datensatz mit der Meldung zurück.',
  'The kind of a value: text is "string".': 'Die Art eines Wertes: Text ist "string".',
  'How many items; 0 for a missing list.': 'Wie viele Einträge; 0 bei fehlender Liste.',
  'Both lists as one.': 'Beide Listen als eine.',
  'In order; the function says whether two items must change places.':
    'Geordnet; die Funktion sagt, ob zwei Einträge die Plätze tauschen müssen.',
  'In the opposite order.': 'In umgekehrter Reihenfolge.',
  'In a random order. Repeated when a step is evaluated again.':
    'In zufälliger Reihenfolge. Wiederholt, wenn ein Schritt noch einmal ausgewertet wird.',
  'Without repetitions.': 'Ohne Wiederholungen.',
  'The first items together, the second items together, …': 'Die ersten Einträge zusammen, die zweiten Einträge zusammen, …',
  'The function’s result for each item.': 'Das Ergebnis der Funktion für jeden Eintrag.',
  'The items for which the function is true.': 'Die Einträge, für die die Funktion wahr ist.',
  'The one item for which the function is true; an error when there are none or more.':
    'Der eine Eintrag, für den die Funktion wahr ist; ein Fehler, wenn es keinen oder mehrere gibt.',
  'Item after item into one value.': 'Eintrag für Eintrag in einen Wert.',
  'The names of its fields.': 'Die Namen seiner Felder.',
  'One object per field.': 'Ein Objekt je Feld.',
  'One object with the fields of all; later ones win.': 'Ein Objekt mit den Feldern aller; spätere gewinnen.',
  'Only the fields for which the function is true.': 'Nur die Felder, für die die Funktion wahr ist.',
  'The function’s result for each field.': 'Das Ergebnis der Funktion für jedes Feld.',
  'A copy.': 'Eine Kopie.',
  'The time of the run, in UTC unless a timezone is given. It stands still during a run.':
    'Die Zeit des Laufs, in UTC, wenn keine Zeitzone angegeben ist. Sie steht während eines Laufs still.',
  'The time of the run in milliseconds since 1970.': 'Die Zeit des Laufs in Millisekunden seit 1970.',
  'A date and time as milliseconds since 1970.': 'Datum und Zeit als Millisekunden seit 1970.',
  'Milliseconds since 1970 as text.': 'Millisekunden seit 1970 als Text.',
  'Evaluates a text as an expression, under the same limits.': 'Wertet einen Text als Ausdruck aus, unter denselben Grenzen.',
}
