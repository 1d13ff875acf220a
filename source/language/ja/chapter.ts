export const chapter = {} as const;
