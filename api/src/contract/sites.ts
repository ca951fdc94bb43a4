import { z } from 'zod';

/** `GET /api/v1/sites`: the sites that the reader may see, by name; what a filter offers. */
export const Site = z.object({ siteId: z.string(), name: z.string().nullable(), kind: z.string().nullable() });
export type Site = z.infer<typeof Site>;

export const SiteList = z.object({ items: z.array(Site) });
export type SiteList = z.infer<typeof SiteList>;

/** `GET /api/v1/sites/machines`: lines and machines at which operations ran, of the sites that the reader may see. */
export const Machine = z.object({
  siteId: z.string().nullable(),
  line: z.string().nullable(),
  machine: z.string().nullable().describe('null: only the line is recorded'),
});
export type Machine = z.infer<typeof Machine>;

export const MachineList = z.object({ items: z.array(Machine) });
export type MachineList = z.infer<typeof MachineList>;
