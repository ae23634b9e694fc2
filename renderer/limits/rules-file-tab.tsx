import { ExportRulesPanel } from './export-rules-panel.tsx';
import { ImportRulesPanel } from './import-rules-panel.tsx';

/** Plan, groups and limits as one readable file. */
export function RulesFileTab() {
  return (
    <>
      <ExportRulesPanel />
      <ImportRulesPanel />
    </>
  );
}
