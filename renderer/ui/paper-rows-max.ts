/** About forty pages, laid out in seconds; nobody reads more on paper, and the time grows with the square of the rows. */
export const paperRowsMax = 1000;
