import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorCatalogue, type ErrorCode } from '../../../../shared/errors.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { openFrame, type Frame } from './frame.ts';
import { AdminNote } from './admin-note.tsx';
import { Page } from './page.tsx';
import { sendPage } from './send-page.ts';
import { TryAgain, type WayBack } from './way-back.tsx';

export interface ErrorPageProps {
  readonly frame: Frame;
  readonly status: number;
  readonly sentence: string;
  /** Left out: what the status says. */
  readonly title?: string;
  /** What a person can name to the admin; the log has the details under it. */
  readonly reference?: string | undefined;
  /** With the admin's own line: whom to ask is no secret to whoever asked at the right address. */
  readonly noted?: boolean;
  /** Addresses that do work. */
  readonly origins?: readonly string[];
  /** A command that helps, and what it is for. */
  readonly hint?: { readonly text: string; readonly command: string } | undefined;
  /** The one way on. */
  readonly way?: { readonly text: string } & ({ readonly href: string } | { readonly back: WayBack });
}

const titles = new Set([400, 403, 404, 410, 413, 421, 429, 500, 503]);

export function ErrorPage(props: ErrorPageProps) {
  const { frame, status, sentence, title, reference, noted = false, origins = [], hint, way } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={title ?? t(`error.title.${titles.has(status) ? String(status) : 'other'}`)}
      footer={noted && frame.note !== '' ? <AdminNote frame={frame} /> : undefined}
    >
      <p className="lead">{sentence}</p>
      {reference === undefined ? null : (
        <p>
          <code className="reference">{t('error.reference', { reference })}</code>
        </p>
      )}
      {origins.length === 0 ? null : (
        <>
          <p>{t('error.hosts')}</p>
          <ul className="plain">
            {origins.map((origin) => (
              <li key={origin}>
                <a href={`${origin}/`}>{origin}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {hint === undefined ? null : (
        <>
          <p>{hint.text}</p>
          <p>
            <code className="reference" dir="ltr">
              {hint.command}
            </code>
          </p>
        </>
      )}
      {way === undefined ? null : 'back' in way ? (
        <TryAgain way={way.back} text={way.text} />
      ) : (
        <a className="button" href={way.href}>
          {way.text}
        </a>
      )}
    </Page>
  );
}

/** The sentence of a code in the person's language. */
export function sentenceOf(frame: Frame, code: ErrorCode): string {
  return frame.t(`code.${code}`, { defaultValue: errorCatalogue[code].sentence });
}

/** The general page for whatever could not be done. `way` leads on; without it, back to the start. */
export function sendErrorPage(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  more: Pick<ErrorPageProps, 'title' | 'way'> & {
    readonly sentence?: string;
    /** The log has more under the reference. */
    readonly referred?: boolean;
  } = {},
): FastifyReply {
  const frame = openFrame(edge, request);
  const { status } = errorCatalogue[code];
  const lost = code === 'unknown_host';
  // It has the status of what may not be done, but it may: sent from a new page.
  const late =
    code === 'form_expired' ? { title: frame.t('error.title.410'), sentence: frame.t('error.late') } : {};
  const { title, sentence } = { sentence: sentenceOf(frame, code), ...late, ...more };
  return sendPage(
    reply,
    status,
    <ErrorPage
      frame={frame}
      status={status}
      sentence={sentence}
      {...(title === undefined ? {} : { title })}
      reference={code === 'internal' || more.referred ? request.id : undefined}
      noted={!lost}
      origins={lost ? edge.network.origins() : []}
      {...(lost ? {} : { way: more.way ?? { href: '/', text: frame.t('error.back') } })}
    />,
  );
}
