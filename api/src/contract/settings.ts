import { z } from 'zod';

/** `GET /api/v1/settings` (any reader) · `PATCH /api/v1/settings` (settings:write) */
export const Settings = z.object({
  organisation: z.string().trim().min(1).max(200),
  baseCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .describe('ISO 4217; null: the commonest currency of the standard costs'),
  traceabilityTargetHours: z.number().positive().max(1000),
  traceabilityPlan: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .nullable()
    .describe(
      'Where the traceability plan is kept and whom to ask about it (21 CFR 1.1315; D24); null: nobody has said',
    ),
});
export type Settings = z.infer<typeof Settings>;
export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;
