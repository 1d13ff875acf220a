/** About the chapter's steps and what they do: the room source/chapter/. */
export const chapter = {
  'run.cancelled': 'Cancelled.',
} as const;
