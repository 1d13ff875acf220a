export const headless = {} as const;
