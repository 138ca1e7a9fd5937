package dev.sks.embedded.tls;

import java.nio.file.Path;

/**
 * What an authority issued, as PEM files.
 *
 * @param certificate with that of its issuer behind it
 * @param key PKCS #8, without a password, for its owner alone
 * @param both the key and the certificates in one file
 */
public record Issued(Path certificate, Path key, Path both) {}
