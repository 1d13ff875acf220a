export const istio = {} as const;
