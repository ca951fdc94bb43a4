const words = (...list: readonly string[]): string => `(${list.join('|')})`;

// Matched against text in lower case without accents; "disposition" itself decides nothing.
const scrap = words(
  ...[
    'scrap(s|ped|ping|page)?',
    'destroy(s|ed|ing)?',
    'destruction',
    'dispos(e|es|ed|ing|al)( of)?',
    'discard(s|ed|ing)?',
  ],
  ...[
    '(write|writing|written|wrote)[ -]?offs?',
    'incinerat(e|ed|ion)',
    'landfill(ed)?',
    'trash(ed)?',
    'throw(n)? away',
  ],
  ...[
    'schrott',
    '(ver)?schrott(en|et|ung)',
    'ausschuss',
    'vernicht(en|et|ung)',
    'entsorg(en|t|ung)',
    'abgeschrieben',
    'abschreib(en|ung)',
  ],
  ...['rebut(s|e|ee|er)?', 'detrui(t|te|ts|re)', 'jete(e|s|r)?'],
);
const kept = words(
  ...[
    'use[ -]?as[ -]?is',
    'uai',
    'accept(ed|able|ance)?',
    'releas(e|ed)',
    're-?work(ed|ing)?',
    'repair(ed)?',
    're-?process(ed|ing)?',
  ],
  ...[
    'return(ed|s)?',
    'rtv',
    'rts',
    '(re|down)-?grad(e|ed)',
    'concession',
    'deviation',
    'waive(d|r)?',
    'sort(ed|ing)?',
    'screen(ed|ing)?',
  ],
  ...[
    'blend(ed)?',
    're-?(test|label|pack|inspect|stock)(l?ed|age)?',
    'quarantined?',
    'hold',
    'held',
    'no action',
    'no defect',
    'conform(s|ing)?',
  ],
  ...['ok', 'good', 'none', 'n/a', 'na', 'salvaged?', 'sell', 'sold', 'donated?', 'use', 'keep', 'kept'],
  ...[
    'nacharbeit(en|et)?',
    'frei(gabe|gegeben)',
    'sonderfreigabe',
    'ruck(sendung|lieferung)',
    '(ge)?sperr(t|en)',
    'annahme',
    'verwenden',
  ],
  ...[
    'retouch(e|er|ee)',
    'accepte(e|r)?',
    'libere(e|r)?',
    'derogation',
    'retour',
    'repris(e)?',
    'tri',
    'en l.etat',
    'bloque(e)?',
  ],
);
const undecided = `\\b${words(
  ...[
    'pending',
    'tbd',
    'tbc',
    'to be (decided|determined|confirmed|reviewed|defined|agreed)',
    'propos(e|ed|al|ition)',
    'suggest(ed|ion)',
  ],
  ...[
    'recommend(ed|ation)?',
    'requested',
    'await(s|ing)?',
    'under (review|investigation|evaluation)',
    'undecided',
    'undetermined',
    'on hold',
  ],
  ...['maybe', 'perhaps', 'possibly', 'may be', 'might', 'could', 'consider(ed|ing)?', 'candidate', 'if', 'unless'],
  ...['ausstehend', 'offen', 'vorgeschlagen', 'vorschlag', 'zu klaren', 'falls', 'wenn', 'beantragt'],
  ...['en attente', 'a decider', 'a definir', 'envisagee?'],
)}\\b|\\?`;
const or = '\\s*(/|\\b(or|oder|ou)\\b)\\s*';
const between =
  '([ -]' +
  words(
    ...['to', 'be', 'been', 'yet', 'an?', 'any', 'the', 'as', 'for', 'need(ed)?', 'requir(e|es|ed)', 'necessary'],
    ...[
      'zu',
      'zur',
      'zum',
      'de',
      'du',
      'au',
      'mettre',
      'mise?',
      'etre',
      '(rework|repair|return|use|release|ship) (or|nor)',
    ],
  ) +
  ')*[ -]';
const negation = words(
  ...[
    'no',
    'not',
    'non',
    'never',
    'without',
    'zero',
    'avoid(s|ed|ing)?',
    'prevent(s|ed|ing)?',
    'instead of',
    'rather than',
    'neither',
    'nor',
  ],
  ...['don.?t', 'cannot', 'can.?t', 'keine?n?', 'nicht', 'ohne', 'statt', 'pas', 'sans', 'jamais', 'ni'],
);
/** "no scrap", "do not scrap or destroy", "scrap: no", "scrapping not required", "scrap cancelled". */
const negated = [
  `\\b${negation}${between}${scrap}\\b((\\s*(,|/|\\b(or|and|nor|oder|und|noch|ou|et|ni)\\b)\\s*)+${scrap}\\b)*`,
  `\\b${scrap}\\s*[:=]\\s*(no|none|nein|non|false|0)\\b`,
  `\\b${scrap} ((is|was|has been) )?not (needed|required|necessary|approved|authori[sz]ed|allowed|possible|yet|done|decided)\\b`,
  `\\b${scrap} ((is|was|has been) )?(denied|declined|refused|rejected|cancell?ed|avoided|reversed|revoked|abgelehnt|storniert|annulee?)\\s*($|[.,;)])`,
].join('|');
/** "scrap or rework": one of both, and nobody says which. */
const either = `\\b${scrap}${or}${kept}\\b|\\b${kept}${or}${scrap}\\b`;

const literal = (pattern: string): string => `'${pattern.replaceAll('\\', '\\\\')}'`;
const accents = ['äöüéèêëàâçîïôûù', 'aoueeeeaaciiouu'] as const;

/**
 * Replaces `{{scrap_verdict:text}}` by the one rule for what the text of a nonconformance's disposition decides (the text may be NULL):
 * 'scrapped': the quantity is gone; 'kept': it is not, or nothing is decided yet; 'unclear': not understood, or scrap is only proposed. What
 * is unclear counts as still there, and is a gap.
 */
export function withScrapVerdict(sql: string): string {
  return sql.replaceAll(/\{\{scrap_verdict:([^}]+)\}\}/g, (_, text: string) => scrapVerdictSql(text));
}

function scrapVerdictSql(text: string): string {
  const plain = `translateUTF8(lowerUTF8(ifNull(${text}, '')), '${accents[0]}', '${accents[1]}')`;
  const spaced = `trim(replaceRegexpAll(${plain}, '[\\\\s_]+', ' '))`;
  const denied = `match(${spaced}, ${literal(negated)})`;
  // A rate or a cost of scrap is not scrap.
  const rest = `replaceRegexpAll(${spaced}, ${literal(`${negated}|\\bscrap (rate|costs?|risk)\\b`)}, ' ')`;
  const says = (pattern: string): string => `match(${rest}, ${literal(pattern)})`;
  return `multiIf(
    ${says(`\\b${scrap}\\b`)}, if(${says(undecided)} OR ${says(either)}, 'unclear', 'scrapped'),
    match(${spaced}, '^[^\\\\pL\\\\pN]*$') OR ${denied} OR ${says(`\\b${kept}\\b|${undecided}`)}, 'kept',
    'unclear')`;
}
