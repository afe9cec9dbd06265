/** A catalogue part in another language: the same keys, other words. A missing or a surplus key does not compile. */
export type SameKeys<Source> = { readonly [Key in keyof Source]: string };
