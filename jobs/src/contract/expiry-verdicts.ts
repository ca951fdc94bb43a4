/** What the model of expiry says of a lot, in words for people. */
const words: Readonly<Record<string, string>> = {
  outlook: 'Told from the stock and the forecast of demand',
  expired: 'Expired: all of it is lost',
  'does not expire': 'Does not expire',
  'beyond horizon': 'Expires after the end of the forecast',
  'no lot record': 'No record of the lot is loaded: neither its item nor its expiry is known',
  'unknown expiry': 'No expiry date is recorded',
  'on hold': 'On hold, nobody knows until when',
  'no stock': 'Nothing is left of it',
  'negative stock': 'The books say that less than nothing is there',
  'unknown quantity': 'How much is there is not known',
  'clock skew': 'Received in the future: a clock is wrong',
  'no demand forecast': 'Nothing can be said about the demand for it',
  'unknown cost': 'What a lot concerned costs is not known',
  'unknown price': 'What customers pay for it is not known: the loss is told, not what is saved',
  'several currencies': 'The lots concerned are valued in several currencies',
  'no skill': 'The model has no skill: what will expire is not told',
  'insufficient history': 'Too little history to tell what will expire',
};

/** A verdict that is none of these is shown as it is. */
export const expiryVerdictWords = (verdict: string): string => words[verdict] ?? verdict;
