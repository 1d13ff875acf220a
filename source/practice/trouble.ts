/** What is wrong with this cluster at the moment, for those who play the parts that fail. */
export interface Trouble {
  /** The registry refuses every image that the node does not have. */
  pullsFail: boolean;
  /** The server of the injection webhook cannot start. */
  injectorFails: boolean;
  /** One proxy receives what pilot sends and never acknowledges its listeners. */
  proxyIsDeaf: boolean;
}

export const noTrouble = (): Trouble => ({ pullsFail: false, injectorFails: false, proxyIsDeaf: false });
