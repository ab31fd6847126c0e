package io.escapement.engine.venue.loopback;

import java.nio.file.Path;

/** A server certificate (chain) and its private key, PEM files. */
public record TlsFiles(Path certificate, Path key) {
}
