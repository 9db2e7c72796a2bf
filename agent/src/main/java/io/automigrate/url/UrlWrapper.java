package io.automigrate.url;

/**
 * A driver that hands over to the driver which the rest of the URL names: {@code jdbc:p6spy:postgresql://db/shop}.
 *
 * @param artifact the driver's artifact, {@code group:artifact}
 * @param drivers the names of its classes, the first choice first
 * @param startsServer whether the driver starts a server of its own, so that the rest of the URL does not say where it is
 * @param onlyObserves whether the driver changes nothing, and only writes down or measures what the application does
 * @param limitsInMillis whether the driver takes time limits in milliseconds, whatever the wrapped driver counts in
 */
public record UrlWrapper(
        String artifact, String[] drivers, boolean startsServer, boolean onlyObserves, boolean limitsInMillis) {

    /** Returns the wrapping driver with this word in the URL, in lower case; null when the word is not known as one. */
    public static UrlWrapper of(String word) {
        return switch (word) {
            case "p6spy" -> wrapper("p6spy:p6spy", "com.p6spy.engine.spy.P6SpyDriver");
            case "otel" ->
                wrapper(
                        "io.opentelemetry.instrumentation:opentelemetry-jdbc",
                        "io.opentelemetry.instrumentation.jdbc.OpenTelemetryDriver");
            case "aws-wrapper" ->
                new UrlWrapper(
                        "software.amazon.jdbc:aws-advanced-jdbc-wrapper",
                        new String[] {"software.amazon.jdbc.Driver"},
                        false,
                        false,
                        true);
            case "tc" ->
                new UrlWrapper(
                        "org.testcontainers' module for the database",
                        new String[] {"org.testcontainers.jdbc.ContainerDatabaseDriver"},
                        true,
                        false,
                        false);
            case "log4jdbc" ->
                wrapper(
                        "org.bgee.log4jdbc-log4j2:log4jdbc-log4j2-jdbc4.1",
                        "net.sf.log4jdbc.sql.jdbcapi.DriverSpy",
                        "net.sf.log4jdbc.DriverSpy");
            case "tracing" ->
                wrapper("io.opentracing.contrib:opentracing-jdbc", "io.opentracing.contrib.jdbc.TracingDriver");
            default -> null;
        };
    }

    private static UrlWrapper wrapper(String artifact, String... drivers) {
        return new UrlWrapper(artifact, drivers, false, true, false);
    }
}
