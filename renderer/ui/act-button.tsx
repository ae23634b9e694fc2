import { Button, type ButtonProps } from '@mantine/core';
import { useIsOut } from './outage.ts';

interface Properties extends ButtonProps {
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
}

/** The button of a dialog that has something done: off while nothing can be. */
export function ActButton({ disabled = false, ...properties }: Properties) {
  const isOut = useIsOut();
  return <Button {...properties} disabled={disabled || isOut} />;
}
