import { create } from 'qrcode';
import { useMemo } from 'react';
import classes from './qr-code.module.css';

/** Light modules around the code, as the standard asks for. */
const quietModules = 4;

/** A QR code, drawn dark on white in every theme: cameras do not read it the other way round. */
export function QrCode({
  text,
  label,
  size = 176,
}: {
  readonly text: string;
  readonly label: string;
  readonly size?: number;
}) {
  const { path, width } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    let drawn = '';
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column) === 0) continue;
        drawn += `M${String(column + quietModules)} ${String(row + quietModules)}h1v1h-1z`;
      }
    }
    return { path: drawn, width: modules.size + 2 * quietModules };
  }, [text]);
  return (
    // What is drawn here cannot be an <img>.
    <svg
      className={classes.code}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(width)} ${String(width)}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
    >
      <rect width={width} height={width} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
