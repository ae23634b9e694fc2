/**
 * How many pages of a list were asked for, by its question: coming back asks for as many at once, so that the place in it
 * is there again. In memory only, as the place is.
 */
export const pagesSeen = new Map<string, number>();
