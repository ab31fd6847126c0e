package io.escapement.tools;

import picocli.CommandLine.IVersionProvider;

/** Of the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        final String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Escapement " + (version == null ? "(not from a jar)" : version)};
    }
}
