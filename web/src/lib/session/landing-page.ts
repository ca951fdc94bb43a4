import type { Me, Role, Scope } from '@lotscope/api/contract';

/** The pages of the navigation, left to right as their readers come: from the CFO to the administrator. */
export const pages = [
  { path: '/overview', label: 'Overview', needs: 'kpis:read' },
  { path: '/recall', label: 'Recall', needs: 'lots:read' },
  { path: '/suppliers', label: 'Suppliers', needs: 'risk:read' },
  { path: '/expiry', label: 'Expiry', needs: 'risk:read' },
  { path: '/alerts', label: 'Alerts', needs: 'alerts:read' },
  { path: '/lots', label: 'Lots', needs: 'lots:read' },
  { path: '/data', label: 'Data', needs: 'imports:read' },
  { path: '/models', label: 'Models', needs: 'models:read' },
  { path: '/audit', label: 'Audit', needs: 'audit:read' },
  { path: '/settings', label: 'Settings', needs: null },
] as const satisfies ReadonlyArray<{ path: string; label: string; needs: Scope | null }>;

export type PagePath = (typeof pages)[number]['path'];

const homes: Readonly<Record<Role, PagePath>> = {
  cfo: '/overview',
  'supplier-quality': '/suppliers',
  planner: '/expiry',
  recall: '/recall',
  auditor: '/audit',
  admin: '/overview',
  integration: '/data',
};

/** Pages that this reader may open. */
export function readablePages(me: Pick<Me, 'scopes'>): ReadonlyArray<(typeof pages)[number]> {
  return pages.filter((page) => page.needs === null || me.scopes.includes(page.needs));
}

/** Where a reader arrives: the page of the first role that has one they may open. */
export function landingPage(me: Pick<Me, 'roles' | 'scopes'>): PagePath {
  const readable = readablePages(me).map((page) => page.path as PagePath);
  return me.roles.map((role) => homes[role]).find((path) => readable.includes(path)) ?? readable[0]!;
}
