/** 100,000 ids, the most that one call is about, are 4 MB; a file of users, in base64, is 7 MB. */
export const messageBytesMax = 8 * 1024 * 1024;
