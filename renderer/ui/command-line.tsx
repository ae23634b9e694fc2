import { Code, Group } from '@mantine/core';
import { CopyButton } from './copy-button.tsx';

interface Properties {
  readonly command: string;
  /** Names it for the button that copies it. */
  readonly copyLabel: string;
}

/** A command to be run elsewhere, in one piece, to be copied. */
export function CommandLine({ command, copyLabel }: Properties) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Code dir="ltr" style={{ overflowWrap: 'anywhere', padding: '0.25rem 0.5rem' }}>
        {command}
      </Code>
      <CopyButton text={command} label={copyLabel} />
    </Group>
  );
}
