/** The families of models that are trained on what is loaded, and that score it. */
export const modelFamilies = ['supplier-lot-deviation', 'expiry'] as const;
export type ModelFamilyName = (typeof modelFamilies)[number];
