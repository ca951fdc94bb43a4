import type { Condition, Field, Test } from '@lotscope/epcis';
import type { BoundValues } from './bound-values.ts';
import { fixedBeginning } from './fixed-beginning.ts';
import type { KnownMasterData } from './known-master-data.ts';
import { roles } from './named-things.ts';
import { subjectSql } from './subject-values.ts';
import { identifiedSql, testSql } from './test-sql.ts';

type Identified = Extract<Test, { readonly is: 'identified' }>;

const severalRoles: Partial<Record<Field, readonly Field[]>> = {
  anyEPC: ['epc', 'parentID', 'inputEPC', 'outputEPC'],
  anyEPCClass: ['epcClass', 'inputEPCClass', 'outputEPCClass'],
};

/** The roles of `epcis_event_names` that a subject asks about; null where there are none. */
function rolesOf(field: Field): readonly Field[] | null {
  return severalRoles[field] ?? (roles.some((role) => role === field) ? [field] : null);
}

/** Events are found by what they name, in the order of the names. */
function namedSql(asked: readonly Field[], test: Identified, bound: BoundValues): string {
  const beginnings = test.patterns.map(fixedBeginning);
  const narrowed = [
    ...(test.as.length > 0 ? [`identifier IN ${bound.texts(test.as)}`] : []),
    ...beginnings.map((beginning) => `startsWith(identifier, ${bound.text(beginning)})`),
  ];
  return `event_key IN (
    SELECT event_key FROM epcis_event_names
    WHERE role IN ${bound.texts(asked)} AND (${narrowed.join(' OR ')}) AND ${identifiedSql('identifier', test, bound)}
  )`;
}

/** Whether an event meets one parameter of a query. */
export function conditionSql(condition: Condition, masterData: KnownMasterData, bound: BoundValues): string {
  const { subject, test } = condition;
  const asked = rolesOf(subject.field);
  if (test.is === 'identified' && asked !== null) return namedSql(asked, test, bound);
  const { value, said, lists } = subjectSql(subject, bound);
  const passes = `${said} AND ifNull(${testSql(value, test, masterData, bound)}, false)`;
  if (lists === undefined) return `(${passes})`;
  const names = Object.keys(lists);
  const columns = names.map((name) => lists[name]);
  return `arrayExists((${names.join(', ')}) -> toBool(${passes}), ${columns.join(', ')})`;
}
