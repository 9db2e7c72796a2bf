package io.automigrate;

/** The version of this agent. */
final class Version {
    private Version() {}

    /** Returns the version in the jar's manifest, which the class loader has read already; "unknown" outside of a jar. */
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
