/** The tables, by version: an entry once released is never edited, only followed by the next. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    admin INTEGER NOT NULL,
    disabled INTEGER NOT NULL,
    session_limit TEXT NOT NULL,
    policy TEXT NOT NULL,
    password_hash TEXT,
    password_temporary INTEGER NOT NULL,
    code_hash TEXT,
    code_expires_at INTEGER,
    created_at INTEGER NOT NULL,
    last_sign_in_at INTEGER
  ) WITHOUT ROWID;

  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    class TEXT NOT NULL,
    method TEXT NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    signed_in_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_reason TEXT,
    ended_by TEXT
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
  CREATE INDEX sessions_ended ON sessions (ended_at, id);
  CREATE INDEX sessions_ended_of_user ON sessions (user_id, ended_at, id);

  CREATE TABLE grants (
    token_hash TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX grants_session ON grants (session_id);

  CREATE TABLE tickets (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE apps (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    upstream TEXT NOT NULL,
    plain_http INTEGER NOT NULL,
    foreign_authorization TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
  ) WITHOUT ROWID;

  CREATE TABLE known_devices (
    token_hash TEXT NOT NULL,
    user_id TEXT NOT NULL,
    last_used_at INTEGER NOT NULL,
    PRIMARY KEY (token_hash, user_id)
  ) WITHOUT ROWID;

  CREATE TABLE attempts (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_failure_at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE settings_revisions (
    revision INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    document TEXT NOT NULL
  );

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    address TEXT NOT NULL,
    data TEXT NOT NULL,
    hash TEXT NOT NULL
  );
  `,
  `
  ALTER TABLE users ADD COLUMN app_limit TEXT NOT NULL DEFAULT 'inherit';
  ALTER TABLE users ADD COLUMN groups TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE users ADD COLUMN reserved_seats INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE users ADD COLUMN second_factor TEXT;

  ALTER TABLE sessions ADD COLUMN claimed_at INTEGER;
  ALTER TABLE sessions ADD COLUMN spare_hash TEXT;
  ALTER TABLE sessions ADD COLUMN transaction_key TEXT;
  UPDATE sessions SET claimed_at = signed_in_at;
  CREATE INDEX sessions_spare ON sessions (spare_hash) WHERE spare_hash IS NOT NULL;

  ALTER TABLE apps ADD COLUMN background_paths TEXT NOT NULL DEFAULT '[]';

  CREATE TABLE groups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    rules TEXT NOT NULL,
    hours_since INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE sign_ins (
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    device TEXT NOT NULL,
    class TEXT NOT NULL,
    session_id TEXT
  );
  CREATE INDEX sign_ins_at ON sign_ins (at);

  CREATE TABLE pairings (
    secret_hash TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    registration_hash TEXT,
    session_id TEXT,
    issued INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE apps ADD COLUMN groups TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE apps ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE apps ADD COLUMN last_check TEXT;
  ALTER TABLE apps ADD COLUMN mismatch TEXT;

  CREATE TABLE oidc_artifacts (
    model TEXT NOT NULL,
    id_hash TEXT NOT NULL,
    grant_hash TEXT,
    uid_hash TEXT,
    user_code_hash TEXT,
    content TEXT NOT NULL,
    consumed_at INTEGER,
    expires_at INTEGER,
    PRIMARY KEY (model, id_hash)
  ) WITHOUT ROWID;
  CREATE INDEX oidc_artifacts_grant ON oidc_artifacts (grant_hash) WHERE grant_hash IS NOT NULL;

  CREATE TABLE logouts (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    device TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER,
    last_error TEXT,
    confirmed_at INTEGER,
    UNIQUE (session_id, app_id)
  ) WITHOUT ROWID;
  CREATE INDEX logouts_waiting ON logouts (next_try_at) WHERE confirmed_at IS NULL;
  CREATE INDEX grants_app ON grants (app_id);
  `,
  `
  ALTER TABLE sessions ADD COLUMN device_hash TEXT;
  CREATE TABLE blocked_devices (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    user_name TEXT NOT NULL,
    blocked_at INTEGER NOT NULL,
    blocked_by TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE session_addresses (
    session_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    address TEXT NOT NULL
  );
  CREATE INDEX session_addresses_of ON session_addresses (session_id, since);
  CREATE INDEX audit_of_session ON audit (subject)
    WHERE action IN ('session.renamed', 'pairing.approved', 'report.not_me');
  CREATE TABLE user_imports (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE trusting_devices (
    token_hash TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE verified_backups (
    path TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    verified_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE failure_days (
    day TEXT PRIMARY KEY,
    failed INTEGER NOT NULL,
    throttled INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE pleas (
    user_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    device TEXT NOT NULL,
    dismissed INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
];
