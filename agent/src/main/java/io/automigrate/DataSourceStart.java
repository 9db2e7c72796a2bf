package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.datasource.ApplicationDataSource;
import io.automigrate.datasource.NamedDataSource;
import io.automigrate.datasource.PoolQuestion;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.PoolHook;
import io.automigrate.host.StartMoment;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.given.GivenSummary;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import io.automigrate.url.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The start of an application whose own data source leads to the database: {@code AUTO_MIGRATE_URL=pool} or {@code jndi:…}, or a name in
 * the application's own configuration.
 */
final class DataSourceStart implements DeferredStart.ApplicationStart {
    private final Startup startup;
    private final Resolution unasked;
    private final Settings named;
    private final OnFailure onFailure;
    private final SettingSources sources;
    private final Launch launch;
    private final FrameworkAnswer answer;
    private final boolean isPool;
    private final String name;
    private final MigrationLog log;

    /**
     * @param startup starts by the resolved settings
     * @param unasked the settings, whose database is the name of a data source
     * @param sources the user's settings
     * @param answer the application's configuration, which names the data source; {@code null} when a setting of ours names it
     */
    DataSourceStart(
            Startup startup, Resolution unasked, SettingSources sources, Launch launch, FrameworkAnswer answer) {
        this.startup = startup;
        this.unasked = unasked;
        this.named = unasked.known().get(0);
        this.onFailure = named.onFailure();
        this.sources = sources;
        this.launch = launch;
        this.answer = answer;
        String[] parts = named.account().url().toString().split(":", 2);
        this.isPool = parts[0].equals("pool");
        this.name = parts.length > 1 ? parts[1] : "";
        this.log = startup.log(unasked.log()).masking(unasked.secretMask());
    }

    /** Waits until the data source is there; returns what {@link Startup#run} returns. */
    int await() {
        if (launch.instrumentation() == null) {
            return ended(
                    Failure.of(ExitCode.CONFIGURATION, asked() + " needs the application, which makes the data source")
                            .remedy("put the application behind \"--\", or give the JDBC URL"));
        }
        if (!isPool && !launch.host().isServer()) {
            return ended(noServer());
        }
        if (isPool && !launch.host().isDeferred() && !PoolHook.isAnyVisibleTo(ClassLoader.getSystemClassLoader())) {
            return ended(noPool());
        }
        log.info("auto-migrate " + Version.current() + ": " + asked() + ", " + launch.host() + ": migrating when the "
                + (isPool ? "application opens its connection pool" : "data sources of the application are there"));
        launch.await(new DeferredStart(launch.host(), launch.instrumentation(), log, onFailure, this, moment()));
        return 0;
    }

    private StartMoment moment() {
        if (isPool) {
            return StartMoment.POOL;
        }
        return NamedDataSource.isBoundBeforeApplications(name) ? StartMoment.CLASS_LOADER : StartMoment.NAMES;
    }

    /** Returns the setting that names the data source, with its value. */
    private String asked() {
        Settings.Account account = named.account();
        return answer == null ? account.source() + '=' + account.url() : account.url() + " (" + account.source() + ')';
    }

    private Failure noServer() {
        return Failure.of(
                        ExitCode.CONFIGURATION,
                        asked() + " needs a server that binds data sources to names, and this is a " + launch.host())
                .with("state", "the database was not touched")
                .remedy(
                        "set AUTO_MIGRATE_URL to the JDBC URL, or to \"pool\" for a connection pool that the application"
                                + " makes itself");
    }

    private Failure noPool() {
        return Failure.of(
                        ExitCode.CONFIGURATION,
                        asked() + ", but the application has none of the connection pools that the agent knows ("
                                + PoolHook.names() + ")")
                .with("state", "the database was not touched")
                .remedy("set AUTO_MIGRATE_URL to the JDBC URL");
    }

    private int ended(Failure failure) {
        MigrationLog observed = startup.observed(log, unasked);
        int exitCode = FailureBlock.write(failure, onFailure, observed);
        observed.start().ended(exitCode);
        return exitCode;
    }

    @Override
    public OptionalInt start(ApplicationEntrance application) {
        try {
            if (isPool) {
                return application.context() == null ? withoutPool() : opened(application);
            }
            return launch.host().isServer() ? bound(application) : OptionalInt.of(ended(noServer()));
        } catch (StartupException e) {
            UnexpectedFailure.debug(e.getCause(), log);
            return OptionalInt.of(ended(e.failure()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.of(ended(Failure.of(
                    ExitCode.DATABASE_UNREACHABLE, "The start was interrupted before the schema was ready")));
        }
    }

    /** Another application of a server may have a pool. */
    private OptionalInt withoutPool() {
        return launch.host().isServer() ? OptionalInt.empty() : OptionalInt.of(ended(noPool()));
    }

    private OptionalInt opened(ApplicationEntrance application) throws StartupException, InterruptedException {
        ApplicationDataSource pool = PoolQuestion.ask(application);
        if (!name.isEmpty() && !pool.isCalled(name)) {
            log.info("The application opens the pool " + pool + ", waiting for \"" + name + '"');
            return DeferredStart.NOT_YET;
        }
        return proceed(pool, application);
    }

    /** Looks for the scripts first: an application without scripts need not have the data source. */
    private OptionalInt bound(ApplicationEntrance application) throws StartupException, InterruptedException {
        if (ApplicationChoice.isPassedOver(unasked.known(), application, null, log)) {
            return OptionalInt.empty();
        }
        return proceed(
                new NamedDataSource(
                                name,
                                asked(),
                                application.loader(),
                                named.waiting().timeout(),
                                log)
                        .await(),
                application);
    }

    private OptionalInt proceed(ApplicationDataSource source, ApplicationEntrance application)
            throws StartupException, InterruptedException {
        JdbcDriver connections =
                JdbcDriver.given(source.connections(), named.account().url(), application.loader());
        String url = source.url().isPresent() ? source.url().get() : urlOf(connections, source);
        FrameworkAnswer known = answer == null ? null : answer.withUrlOfDataSource(url);
        Resolution resolution = known == null
                ? new SettingsResolver(sources.with(Map.of("url", url))).resolve()
                : new SettingsResolver(sources, known).resolve();
        boolean hasOwnAccount = hasOwnAccount();
        JdbcDriver given = hasOwnAccount ? null : connections.at(new JdbcUrl(url));
        Resolution ofSource =
                resolution.with(settings -> settings.with(account(settings.account(), source, hasOwnAccount)));
        return launch.host().isServer() && ApplicationChoice.isPassedOver(ofSource.known(), application, given, log)
                ? OptionalInt.empty()
                : OptionalInt.of(startup.proceed(ofSource, launch.at(application, known, given)));
    }

    /** Returns whether a setting names the account: one of ours, or that of the framework's own migration. */
    private boolean hasOwnAccount() {
        return GivenSummary.of(sources).namesUser() || named.account().user().isPresent();
    }

    private Settings.Account account(Settings.Account found, ApplicationDataSource pool, boolean hasOwnAccount) {
        String source = isPool ? asked() + ", " + pool : answer == null ? asked() : found.source();
        return hasOwnAccount
                ? new Settings.Account(found.url(), found.user(), found.password(), source, found.login())
                : new Settings.Account(found.url(), pool.user(), pool.password(), source, "the account of " + pool);
    }

    /** Waits for the database, because only a connection tells where it leads. */
    private String urlOf(JdbcDriver connections, ApplicationDataSource pool)
            throws StartupException, InterruptedException {
        try (ConnectionSource source = new ConnectionSource(connections, named.account(), named.waiting());
                Connection connection =
                        new DatabaseGate(source, named.waiting(), log).await().connection()) {
            String url = connection.getMetaData().getURL();
            if (url != null) {
                return url;
            }
            throw new StartupException(unknownUrl(pool, "its driver does not tell the URL"));
        } catch (SQLException e) {
            throw new StartupException(unknownUrl(pool, e.getMessage()), e);
        }
    }

    private static Failure unknownUrl(ApplicationDataSource pool, String reason) {
        return Failure.of(ExitCode.CONFIGURATION, "The database of " + pool + " is not known: " + reason)
                .with("state", "the database was not touched")
                .remedy("set AUTO_MIGRATE_URL to the JDBC URL");
    }
}
