// German: fields that came, went or changed since somebody looked at a mapping.
export const drift = {
  'also takes {{choices}}': 'nimmt auch {{choices}}',
  'Changed in the schema': 'Im Schema geändert',
  'I have looked at these': 'Ich habe sie angesehen',
  'is new': 'ist neu',
  'is new, and required': 'ist neu und Pflichtfeld',
  'is not required any more': 'ist kein Pflichtfeld mehr',
  'is not there any more': 'gibt es nicht mehr',
  'is required now': 'ist jetzt Pflichtfeld',
  Missing: 'Fehlt',
  'no longer takes {{choices}}': 'nimmt {{choices}} nicht mehr',
  'Show them': 'Zeigen',
  'Since this mapping was last looked at:': 'Seit dieses Mapping zuletzt angesehen wurde:',
  'was {{before}}, is {{after}}': 'war {{before}}, ist {{after}}',
  'Which?': 'Welche?',
  'a whole number': 'eine ganze Zahl',
  'a number': 'eine Zahl',
  'a list': 'eine Liste',
  'yes or no': 'ja oder nein',
  'a group': 'eine Gruppe',
  anything: 'beliebig',
  'unknown so far': 'bisher unbekannt',
  '{{0}}: "{{1}}" has a new field {{2}}, which it requires, and no row fills it.':
    '{{0}}: „{{1}}“ hat ein neues Pflichtfeld {{2}}, und keine Zeile füllt es.',
  '{{0}}: "{{1}}" now requires {{2}}, and no row fills it.': '{{0}}: „{{1}}“ verlangt jetzt {{2}}, und keine Zeile füllt es.',
  '{{0}}: fields of "{{1}}" came, went or changed since the mapping was last looked at: {{2}}.':
    '{{0}}: Felder von „{{1}}“ sind neu, fehlen oder haben sich geändert, seit das Mapping zuletzt angesehen wurde: {{2}}.',
  'Open the mapping, look at the marked fields, and say that you have.':
    'Öffnen Sie das Mapping, sehen Sie die markierten Felder an, und bestätigen Sie es.',
} as const
