package io.automigrate.settings.given;

import io.automigrate.kind.known.DatabaseUrl;
import io.automigrate.secret.SecretMask;
import io.automigrate.settings.KnownSecrets;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A value that the user gave, with its place.
 *
 * @param key the setting, as in {@link SettingName#key}; with {@code _FILE} when the value is a file's name
 * @param name the name as the user wrote it: {@code AUTO_MIGRATE_URL}, {@code spring.datasource.url}, {@code agent argument url}
 * @param value the value
 * @param fromFile whether the value was in a file that {@code name} named
 * @param place the place where the application's framework found the value: {@code application-prod.yml line 12}; empty when the name
 *     tells the place
 */
public record Given(String key, String name, String value, boolean fromFile, String place) {
    private static final int LONGEST_SHOWN = 200;

    public Given(String key, String name, String value, boolean fromFile) {
        this(key, name, value, fromFile, "");
    }

    /** Reads the content of the file that {@code file} names. */
    static Given inFile(String key, Given file) {
        String content = ValueFile.read(file.value(), SettingName.isVerbatim(key));
        return new Given(key, file.name(), content, true);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Container templates produce empty variables, so an empty variable counts as not given, unless an empty value has a meaning. */
    boolean isUnset() {
        return value.isEmpty() && !SettingName.isVerbatim(key);
    }

    boolean isBlankPassword() {
        return value.isEmpty() && key.equals(Setting.PASSWORD.name());
    }

    /** Returns the name and the place: {@code spring.datasource.url, application-prod.yml line 12}. */
    public String source() {
        return place.isEmpty() ? name : name + ", " + place;
    }

    /** Returns {@code NAME="value"} as text for messages, without secrets, with the place behind it where there is one. */
    public String shown() {
        return place.isEmpty() ? assignment() : assignment() + " (" + place + ')';
    }

    private String assignment() {
        if (isSecret()) {
            return fromFile ? name : name + '=' + SecretMask.STARS;
        }
        String text = key.equals(Setting.URL.name()) ? DatabaseUrl.masked(value) : value;
        return fromFile ? name + " (which holds " + quoted(text) + ')' : name + '=' + quoted(text);
    }

    private boolean isSecret() {
        boolean isFile = Setting.isFile(key);
        String base = isFile ? key.substring(0, key.length() - SettingName.FILE.length()) : key;
        // Anybody who knows the full address of a webhook can post to it.
        boolean isSecret = KnownSecrets.isSecretName(base) || base.equals(Setting.NOTIFY_URL.name());
        // A password may have been written into AUTO_MIGRATE_PASSWORD_FILE by mistake.
        return isSecret && !(isFile && isPath());
    }

    /** Returns whether the value is certainly a path: the file exists, or the path is absolute and its first folder exists. */
    private boolean isPath() {
        try {
            Path path = Path.of(value);
            return Files.exists(path)
                    || path.isAbsolute()
                            && path.getNameCount() > 1
                            && Files.isDirectory(path.getRoot().resolve(path.getName(0)));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String quoted(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length() && i < LONGEST_SHOWN; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return shown.append(text.length() > LONGEST_SHOWN ? "…\"" : "\"").toString();
    }

    @Override
    public String toString() {
        return shown();
    }
}
