import type { AuditAction, AuditEntry } from '../../../../shared/model/audit.ts';
import type { Row } from '../../base/storage/statement.ts';

/** What was tampered with must still be read, so that it can be told: it is shown as far as it has a form. */
export function decodeAuditRow(row: Row): AuditEntry {
  const at = new Date(Number(row['at']));
  return {
    seq: Number(row['seq']),
    at: (Number.isNaN(at.getTime()) ? new Date(0) : at).toISOString(),
    action: String(row['action']) as AuditAction,
    actor: String(row['actor']),
    subject: String(row['subject']),
    address: String(row['address']),
    data: decodeData(String(row['data'])),
  };
}

function decodeData(text: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
      return data as Record<string, unknown>;
    }
  } catch {
    // Falls through: no JSON at all.
  }
  return { unreadable: text };
}
