// German for fields of files and their formats: what they are called, and what is said of them. A text that several systems have stands with the first.
export const fileServerFields = {
  Fill: 'Auffüllen',
  'Blanks behind': 'Leerzeichen dahinter',
  'Blanks before': 'Leerzeichen davor',
  'Zeros before': 'Nullen davor',
  'Root element': 'Wurzelelement',
  'Unix (LF)': 'Unix (LF)',
  'Windows (CR LF)': 'Windows (CR LF)',
  'For spreadsheets': 'Für Tabellenkalkulation',
  'What cannot be read': 'Was nicht gelesen werden kann',
  'New path': 'Neuer Pfad',
  'Such as /inbound/orders-1001.csv.': 'Zum Beispiel /inbound/orders-1001.csv.',
  'Written as the format says.': 'Geschrieben, wie das Format sagt.',
  'How the records are written.': 'Wie die Datensätze geschrieben werden.',
  'For CSV. Default: comma.': 'Bei CSV. Standard: Komma.',
  'Quotation marks': 'Anführungszeichen',
  'Stand around values': 'Stehen um Werte',
  'Are letters like others': 'Sind Zeichen wie andere',
  'For CSV. Files of marketplaces that are separated by tabs have them as letters, as in 12" plate. Default: around values.':
    'Bei CSV. Durch Tabulatoren getrennte Dateien von Marktplätzen haben sie als Zeichen, etwa in 12" Teller. Standard: um Werte.',
  'For CSV without a header line: the names of its columns. Empty: the first line has them.':
    'Bei CSV ohne Kopfzeile: die Namen der Spalten. Leer: Die erste Zeile hat sie.',
  'Default: UTF-8.': 'Standard: UTF-8.',
  'For fixed width: where each value stands in a line.': 'Bei fester Breite: wo jeder Wert in einer Zeile steht.',
  'The first character of a line is 1.': 'Das erste Zeichen einer Zeile ist 1.',
  'In characters.': 'In Zeichen.',
  'How a shorter value is made as long as its field. Default: blanks behind.':
    'Wie ein kürzerer Wert auf die Länge seines Felds gebracht wird. Standard: Leerzeichen dahinter.',
  'For XML: the element that is one record, such as Order, without a prefix; of several kinds with | between them: Invoice|CreditNote.':
    'Bei XML: das Element, das ein Datensatz ist, zum Beispiel Order, ohne Präfix; mehrere Arten mit | dazwischen: Invoice|CreditNote.',
  'Number of the document': 'Nummer des Belegs',
  'The columns whose values lines of one document have in common, such as supplier and invoice number. Empty: a file is one document.':
    'Die Spalten, deren Werte die Zeilen eines Belegs gemeinsam haben, zum Beispiel Lieferant und Rechnungsnummer. Leer: Eine Datei ist ein Beleg.',
  'Wanted columns': 'Gewünschte Spalten',
  'What is kept of each line; of large files only what the flow needs. Empty: all.':
    'Was von jeder Zeile behalten wird; bei großen Dateien nur, was der Flow braucht. Leer: alles.',
  'What its lines have in common, with blanks between; empty for a whole file.':
    'Was seine Zeilen gemeinsam haben, mit Leerzeichen dazwischen; leer bei einer ganzen Datei.',
  'In the order of the file. Blank values are left out.': 'In der Reihenfolge der Datei. Leere Werte fehlen.',
  'For XML: elements that are always a list, also where a record has one of them only, such as Line.':
    'Bei XML: Elemente, die immer eine Liste sind, auch wo ein Datensatz nur eines davon hat, zum Beispiel Line.',
  'For CSV and fixed width: columns with numbers such as 1.234,50. They arrive as 1234.50.':
    'Bei CSV und fester Breite: Spalten mit Zahlen wie 1.234,50. Sie kommen als 1234.50 an.',
  'For XML: the element around all records. Default: Records.': 'Bei XML: das Element um alle Datensätze. Standard: Records.',
  'For CSV and fixed width. Default: CR LF for CSV, as RFC 4180 has it; LF for fixed width.':
    'Bei CSV und fester Breite. Standard: CR LF bei CSV, wie RFC 4180 es hat; LF bei fester Breite.',
  'For CSV: the first line names the columns. Default: yes.': 'Bei CSV: Die erste Zeile benennt die Spalten. Standard: ja.',
  'For CSV that people open in Excel: a text that begins like a formula gets an apostrophe before it. Not for files that programs read. Default: no.':
    'Bei CSV, das Menschen in Excel öffnen: Ein Text, der wie eine Formel beginnt, bekommt einen Apostroph davor. Nicht für Dateien, die Programme lesen. Standard: nein.',
  'The whole file, instead of records; in UTF-8.': 'Die ganze Datei statt Datensätzen; in UTF-8.',
  'In bytes.': 'In Bytes.',
  'How the file is read as records. Empty: its text is given.': 'Wie die Datei als Datensätze gelesen wird. Leer: Ihr Text wird angegeben.',
  'Where no format was given.': 'Wo kein Format angegeben war.',
  'A sentence for each record of the file that is not among the records.':
    'Ein Satz zu jedem Datensatz der Datei, der nicht unter den Datensätzen ist.',
  'Where files arrive, such as /outbound.': 'Wo Dateien ankommen, zum Beispiel /outbound.',
  'Which files, such as orders-*.csv; * stands for anything, ? for one character. Empty: all.':
    'Welche Dateien, zum Beispiel orders-*.csv; * steht für beliebig viele Zeichen, ? für eines. Leer: alle.',
  'In the order of their names; without hidden and unfinished ones.': 'In der Reihenfolge ihrer Namen; ohne versteckte und unfertige.',
  'As the server says it, in UTC.': 'Wie der Server sie angibt, in UTC.',
  'A file that is there is replaced.': 'Eine vorhandene Datei wird ersetzt.',
  'Seconds that a file must stay as it is before it is read, so that none is read while it is being written. 0: for senders that rename complete files. Default 30.':
    'Sekunden, die eine Datei unverändert bleiben muss, bevor sie gelesen wird, damit keine gelesen wird, während sie geschrieben wird. 0: für Absender, die fertige Dateien umbenennen. Standard 30.',
  'Default: move it.': 'Standard: verschieben.',
  'Below the folder. Default: archive.': 'Unterhalb des Ordners. Standard: archive.',
  'For files that cannot be read at all; below the folder. Default: failed.':
    'Für Dateien, die gar nicht gelesen werden können; unterhalb des Ordners. Standard: failed.',
  'As the format says; values of CSV, fixed width and XML are texts.':
    'Wie das Format sagt; Werte aus CSV, fester Breite und XML sind Texte.',
}
