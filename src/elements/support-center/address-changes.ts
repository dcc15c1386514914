/** Browsers tell some changes of the address by one of these, some by both. */
export const addressChanges = ['popstate', 'hashchange'] as const;
