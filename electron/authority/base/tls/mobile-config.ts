/**
 * Apple configuration profile that installs the CA as a root (Configuration Profile Reference,
 * `com.apple.security.root`). Unsigned; the same CA always gives the same bytes, so a second download
 * updates the profile on the device instead of adding another.
 */
export function createMobileConfig(ca: { der: Uint8Array; sha256: Uint8Array; name: string }): string {
  const shortId = Buffer.from(ca.sha256).toString('hex').slice(0, 16);
  const identifier = `internal.rollcall.ca.${shortId}`;
  const name = escapeXml(ca.name);
  const certificateLines = (
    Buffer.from(ca.der)
      .toString('base64')
      .match(/.{1,64}/gu) ?? []
  ).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
  <key>PayloadIdentifier</key>
  <string>${identifier}</string>
  <key>PayloadUUID</key>
  <string>${uuidOf(ca.sha256.subarray(0, 16))}</string>
  <key>PayloadDisplayName</key>
  <string>${name}</string>
  <key>PayloadRemovalDisallowed</key>
  <false/>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key>
      <string>com.apple.security.root</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
      <key>PayloadIdentifier</key>
      <string>${identifier}.certificate</string>
      <key>PayloadUUID</key>
      <string>${uuidOf(ca.sha256.subarray(16, 32))}</string>
      <key>PayloadDisplayName</key>
      <string>${name}</string>
      <key>PayloadCertificateFileName</key>
      <string>rollcall-ca.crt</string>
      <key>PayloadContent</key>
      <data>
${certificateLines}
      </data>
    </dict>
  </array>
</dict>
</plist>
`;
}

/** RFC 9562 section 5.8: version 8, free use of the other bits. */
function uuidOf(bytes: Uint8Array): string {
  const copy = Buffer.from(bytes);
  copy[6] = ((copy[6] ?? 0) & 0x0f) | 0x80;
  copy[8] = ((copy[8] ?? 0) & 0x3f) | 0x80;
  const hex = copy.toString('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
