/** The version of package.json, which a test holds equal. */
export const version = '0.1.0';
