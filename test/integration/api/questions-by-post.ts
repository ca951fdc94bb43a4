/** Written with another method than GET, but they change nothing. */
export const reads: Record<string, string> = {
  'POST /api/v1/trace': 'a question whose roots do not fit into an address',
  'POST /api/v1/scope': 'a question whose roots do not fit into an address; nothing of it is kept',
  'POST /api/v1/scope/comparison': 'the same',
  'POST /api/v1/suspects': 'the same',
  'POST /api/v1/risk/expiry/what-if': 'a question that a job answers; nothing is done with the stock',
  'POST /api/v1/mappings/preview': 'shows what a mapping would do; nothing is stored',
  'OPTIONS /epcis': 'says what is spoken here',
  'OPTIONS /epcis/events': 'the same',
  'OPTIONS /epcis/{resource}': 'the same',
};
