/** The field manager of everything that hoist writes; `managedFields` names it as the owner. */
export const fieldManager = 'hoist';
