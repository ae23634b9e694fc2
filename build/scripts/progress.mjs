/** Prints "1/4 packages … done 12 s" around each step, and stops the program with a sentence when one fails. */
export class Progress {
  #total;
  #step = 0;

  constructor(total) {
    this.#total = total;
  }

  /** Runs one step. What it returns as a string is said behind its name. */
  async step(name, run) {
    this.#step += 1;
    const label = `${this.#step}/${this.#total} ${name}`;
    const began = performance.now();
    process.stderr.write(`${label} …\n`);
    const said = await run();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stderr.write(`${label} … done ${seconds} s${said ? ` (${said})` : ''}\n`);
  }
}
