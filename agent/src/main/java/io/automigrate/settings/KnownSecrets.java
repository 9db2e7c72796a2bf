package io.automigrate.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values of the settings that no line may show. */
public final class KnownSecrets {
    private static final String[] SECRET_WORDS = {
        "password", "passwd", "pwd", "passphrase", "secret", "token", "credential", "apikey"
    };
    /** Words that occur in messages of the agent and of databases. If the mask hid these words, a reader could guess the secret. */
    private static final String PUBLIC_WORDS =
            " password secret user root admin database schema public default localhost migration migrations flyway ";

    private final List<Settings> databases;
    private final List<String> secrets = new ArrayList<>();

    /** @param databases all databases of the start: a value that is public in one database can't be kept secret in the others */
    public KnownSecrets(List<Settings> databases) {
        this.databases = databases;
    }

    /** Returns all secrets of the settings, in each form that a message may contain. */
    public List<String> list() {
        for (Settings settings : databases) {
            addAll(settings);
        }
        return secrets;
    }

    private void addAll(Settings settings) {
        if (settings.account().password().isPresent()) {
            String password = settings.account().password().get().value();
            add(password);
        }
        for (Map.Entry<String, String> placeholder :
                settings.scripts().placeholders().entrySet()) {
            if (isSecretName(placeholder.getKey())) {
                add(placeholder.getValue());
            }
        }
        for (Map.Entry<String, String> option : settings.engine().flyway().entrySet()) {
            if (isSecretName(option.getKey())) {
                add(option.getValue());
            }
        }
        addParameters(settings.account().url().value());
    }

    /** Adds the secrets among the parameters of a URL: drivers repeat them in other places of a message. */
    private void addParameters(String url) {
        int start = 0;
        while (start < url.length()) {
            int end = start;
            while (end < url.length() && "?&;".indexOf(url.charAt(end)) < 0) {
                end++;
            }
            int equals = url.indexOf('=', start);
            if (equals > start && equals < end && isSecretName(url.substring(start, equals))) {
                add(url.substring(equals + 1, end));
            }
            start = end + 1;
        }
    }

    /** Returns whether a value with this name is a secret: {@code db_password}, {@code api-token}, {@code signing.key}. */
    public static boolean isSecretName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : SECRET_WORDS) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return lower.equals("key") || lower.endsWith("_key") || lower.endsWith("-key") || lower.endsWith(".key");
    }

    private void add(String secret) {
        if (!secret.isEmpty() && !secrets.contains(secret) && !isPublic(secret)) {
            secrets.add(secret);
        }
    }

    private boolean isPublic(String secret) {
        if (PUBLIC_WORDS.contains(' ' + secret.toLowerCase(Locale.ROOT) + ' ')) {
            return true;
        }
        for (Settings settings : databases) {
            if (isPublic(secret, settings)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPublic(String secret, Settings settings) {
        Settings.History history = settings.history();
        return secret.equals(settings.database())
                || secret.equals(settings.account().user().orElse(null))
                || secret.equals(history.table())
                || secret.equals(history.defaultSchema().orElse(null))
                || history.schemas().contains(secret)
                || settings.tenants().isPresent()
                        && settings.tenants().get().names().contains(secret)
                || serverAndDatabase(settings).contains(secret);
    }

    private static String serverAndDatabase(Settings settings) {
        String url = settings.account().url().toString();
        int end = 0;
        while (end < url.length() && "?;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }
}
