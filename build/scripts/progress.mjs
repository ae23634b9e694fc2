/** Prints "1/4 packages … done 12.0 s" around the steps of a command, on stderr. */
export class Progress {
  #total;
  #step = 0;

  /** @param {number} total */
  constructor(total) {
    this.#total = total;
  }

  /**
   * Runs one step. What it returns is said behind its name.
   * @param {string} name
   * @param {() => string | Promise<string>} run
   */
  async step(name, run) {
    this.#step += 1;
    const label = `${this.#step}/${this.#total} ${name} …`;
    const beganAt = performance.now();
    console.error(label);
    const said = await run();
    const seconds = ((performance.now() - beganAt) / 1000).toFixed(1);
    console.error(`${label} done ${seconds} s (${said})`);
  }
}
