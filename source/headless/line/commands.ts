/** What can be asked of the headless face, and what each can be printed as. The first output is the default. */
export const commands = {
  check: { outputs: ['text', 'json'], writes: false },
  plan: { outputs: ['text', 'json'], writes: false },
  status: { outputs: ['text', 'json'], writes: false },
  up: { outputs: ['text', 'jsonl'], writes: true },
  down: { outputs: ['text', 'jsonl'], writes: true },
  undo: { outputs: ['text', 'jsonl'], writes: true },
  rollback: { outputs: ['text', 'jsonl'], writes: true },
  repair: { outputs: ['text', 'json', 'jsonl'], writes: false },
  url: { outputs: ['text', 'json'], writes: false },
  audit: { outputs: ['text', 'json'], writes: false },
  lesson: { outputs: ['text', 'json', 'jsonl'], writes: false },
  logs: { outputs: ['text', 'jsonl', 'json'], writes: false },
  practice: { outputs: ['text'], writes: false },
  config: { outputs: ['text'], writes: false },
} as const;

/** Those that delete: the cluster must be named, unless the kubeconfig has but one. */
export const destructive: readonly string[] = ['down', 'undo', 'rollback', 'repair'];

export type CommandName = keyof typeof commands;
/** Those that ask something of a cluster and end; `practice` is one, `logs` follows, and `config` asks nothing. */
export type ClusterCommand = Exclude<CommandName, 'practice' | 'logs' | 'config'>;
export type Output = 'text' | 'json' | 'jsonl';

export const commandNames = Object.keys(commands) as CommandName[];

export const isCommand = (word: string): word is CommandName => Object.hasOwn(commands, word);
