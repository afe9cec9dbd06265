/** What a bundle with a broken rule offers: the worlds of several desks, and the hub over simulated links. */
export { firstBroken } from '../run.ts';
export { brokenByLinks } from '../table/broken-by-links.ts';
