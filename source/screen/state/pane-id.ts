/** The panes in the order of their digits. */
export const paneIds = ['cluster', 'namespaces', 'components', 'proxies', 'steps', 'log'] as const;

export type PaneId = (typeof paneIds)[number];

/** The panes that are tables of what the cluster has; one of them is always the large one. */
export type DataPaneId = Exclude<PaneId, 'steps' | 'log'>;
