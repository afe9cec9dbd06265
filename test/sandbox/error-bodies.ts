/** The error body of the API [O]. */
export function errorBody(code: string, message: string) {
  return { success: false, error: { code, message } };
}

/** The one body without `success`: the documentation shows it so [D]. */
export function rateLimitBody(retryAfterSeconds: number) {
  return {
    error: {
      code: 'RATE_LIMIT_EXCEEDED',
      message: `Too many requests: try again in ${String(retryAfterSeconds)} s`,
    },
  };
}
