/** Of so many lots of each currency, those with the largest expected loss, a scoring compares what acting on them would save. */
export const expiryActionsCompared = 100;

const words: Readonly<Record<string, string>> = {
  'less at stake': `Only the ${expiryActionsCompared} lots with the largest expected loss are compared: ask what if`,
  'unknown cost': 'What a lot concerned costs is not known',
  'unknown price': 'What customers pay for it is not known',
  'several currencies': 'The lots concerned are valued in several currencies',
  'no other site': 'No other site is known to need it',
  'no demand forecast': 'Nothing can be said about the demand elsewhere',
};

/** Why it is not told what an action would save, in words for people. One that is none of these is shown as it is. */
export const expiryActionWords = (verdict: string): string => words[verdict] ?? verdict;
