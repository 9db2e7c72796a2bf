package io.automigrate.framework.spring;

/** A version of Spring Boot, as far as its rules differ. */
record BootVersion(int major, int minor) {
    /** Stands for versions that do not tell their number: those of today. */
    private static final BootVersion NEWEST = new BootVersion(Integer.MAX_VALUE, 0);

    /** Returns the version that a class loader sees. */
    static BootVersion of(ClassLoader loader) throws ReflectiveOperationException {
        Object version = loader.loadClass("org.springframework.boot.SpringBootVersion")
                .getMethod("getVersion")
                .invoke(null);
        return version == null ? NEWEST : parse(version.toString());
    }

    static BootVersion parse(String version) {
        int first = version.indexOf('.');
        int second = version.indexOf('.', first + 1);
        try {
            return new BootVersion(
                    Integer.parseInt(version.substring(0, first)),
                    Integer.parseInt(version.substring(first + 1, second < 0 ? version.length() : second)));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            // The number is not one of a release of Spring.
            return NEWEST;
        }
    }

    boolean isBefore(int otherMajor, int otherMinor) {
        return major < otherMajor || major == otherMajor && minor < otherMinor;
    }
}
