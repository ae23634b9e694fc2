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
];
