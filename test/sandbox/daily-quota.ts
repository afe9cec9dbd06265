const dayMs = 86_400_000;

/** Requests an organisation may make in a UTC day [D]; all its keys together. Kept in memory only. */
export class DailyQuota {
  private readonly perDay: number | null;
  private day = Number.NaN;
  private used = 0;

  /** @param perDay null for no quota */
  constructor(perDay: number | null) {
    this.perDay = perDay;
  }

  /** Takes one request from the quota; false where it is used up until 00:00 UTC. `now` is epoch ms. */
  take(now: number): boolean {
    const day = Math.floor(now / dayMs);
    if (day !== this.day) {
      this.day = day;
      this.used = 0;
    }
    if (this.perDay !== null && this.used >= this.perDay) return false;
    this.used += 1;
    return true;
  }
}
