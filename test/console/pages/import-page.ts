import type { Locator } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

/** Users from a file. */
export class ImportPage extends ConsolePage {
  async open(): Promise<void> {
    await this.goTo('Users');
    await this.page.getByRole('link', { name: 'Import users' }).click();
  }

  async chooseFile(name: string, content: string | Buffer): Promise<void> {
    await this.page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  /** As a file manager does it. */
  async dropFile(name: string, content: string): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([fileName, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text ?? ''], fileName ?? '', { type: 'text/csv' }));
        return data;
      },
      [name, content],
    );
    const zone = this.page.getByText('Drop a CSV file here, or');
    await zone.dispatchEvent('dragover', { dataTransfer: transfer });
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Rows of the file' });
  }

  /** The row of a line of the file. */
  getLine(line: number): Locator {
    return this.table.locator(`tr[data-id="${String(line)}"]`);
  }

  getAct(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}
