/** What is inspected in a week while nobody has set a budget; a tenth is drawn at random, so that labels stay unbiased (D19). */
export const defaultInspectionBudget = { perWeek: 20, randomShare: 0.1 } as const;
