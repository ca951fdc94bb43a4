import { roleScopes, type Role } from '@lotscope/api/contract';
import { describe, expect, it } from 'vitest';
import { landingPage, pages, readablePages } from './landing-page.ts';

const reader = (...roles: Role[]) => ({ roles, scopes: roles.flatMap((role) => [...roleScopes[role]]) });

describe('landing page', () => {
  it('is the page of the first role', () => {
    expect(landingPage(reader('cfo'))).toBe('/overview');
    expect(landingPage(reader('recall', 'cfo'))).toBe('/recall');
    expect(landingPage(reader('supplier-quality'))).toBe('/suppliers');
    expect(landingPage(reader('planner'))).toBe('/expiry');
    expect(landingPage(reader('auditor'))).toBe('/audit');
    expect(landingPage(reader('integration'))).toBe('/data');
  });

  it('is always a page that may be opened', () => {
    expect(landingPage({ roles: ['auditor'], scopes: ['lots:read'] })).toBe('/recall');
    expect(landingPage({ roles: [], scopes: [] })).toBe('/settings');
  });

  it('hides pages without the scope for them', () => {
    expect(readablePages(reader('cfo')).map((page) => page.path)).not.toContain('/audit');
    expect(readablePages(reader('recall')).map((page) => page.path)).not.toContain('/suppliers');
    expect(readablePages(reader('admin'))).toHaveLength(pages.length);
  });
});
