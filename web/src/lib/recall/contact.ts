import type { ScopeCustomer } from '@lotscope/api/contract';

/** One way to reach a customer; `href` where a mail program or a telephone can take it. */
export interface ContactLine {
  readonly text: string;
  readonly href?: string;
}

/** Whom to call: the contact for recalls, else the everyday one, else nobody is known. */
export interface Contact {
  readonly kind: 'recall' | 'everyday' | 'unknown';
  readonly lines: readonly ContactLine[];
}

export function contactOf({ recallContact, contact }: Pick<ScopeCustomer, 'recallContact' | 'contact'>): Contact {
  if (recallContact) return { kind: 'recall', lines: linesOf(recallContact) };
  if (contact) return { kind: 'everyday', lines: linesOf(contact) };
  return { kind: 'unknown', lines: [] };
}

const mail = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
const telephone = /^\+?[\d\s()/.-]{6,}$/;

/** Contacts are free text, often a mail address and a number apart by a comma. */
function linesOf(text: string): ContactLine[] {
  return text.split(/[,;\n]\s*/).flatMap((part) => {
    const line = part.trim();
    if (line === '') return [];
    if (mail.test(line)) return [{ text: line, href: `mailto:${line}` }];
    if (telephone.test(line)) return [{ text: line, href: `tel:${dialled(line)}` }];
    return [{ text: line }];
  });
}

/** The (0) behind a country code is for callers of that country alone: with the code it leads to nobody, or to somebody else. */
const dialled = (line: string): string => line.replace(/^(\+.*?)\(0\)/, '$1').replaceAll(/[^\d+]/g, '');
