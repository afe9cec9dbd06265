/** Takes the pictures of what is on the screen now. */
export type Take = (name: string, about: string) => Promise<void>;
