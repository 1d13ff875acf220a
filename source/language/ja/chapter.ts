export const chapter = {
  'run.cancelled': '中止しました。',
} as const;
