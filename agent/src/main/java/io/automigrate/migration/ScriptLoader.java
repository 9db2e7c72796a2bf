package io.automigrate.migration;

import io.automigrate.settings.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads each file that has the name of a script once. */
final class ScriptLoader {
    private static final String CONF = ".conf";

    private final ScriptProblems problems;
    private final Charset encoding;
    private final ContentReader reader = new ContentReader();
    // The key is the script's path in lower case, because Flyway ignores case when it looks for a configuration.
    private final Map<String, LocatedFile> configurations = new HashMap<>();
    private final Map<String, LocatedFile> unused = new TreeMap<>();

    /**
     * @param encoding the encoding of all scripts whose configuration names none
     */
    ScriptLoader(ScriptProblems problems, Charset encoding) {
        this.problems = problems;
        this.encoding = encoding;
    }

    /** Adds a configuration. All configurations must be added before the first script is loaded. */
    void addConfiguration(LocatedFile configuration) {
        String path = configuration.path().toLowerCase(Locale.ROOT);
        String script = path.substring(0, path.length() - CONF.length());
        configurations.put(script, configuration);
        unused.put(script, configuration);
    }

    /** Returns the configurations without a script. */
    Collection<LocatedFile> unusedConfigurations() {
        return unused.values();
    }

    /** Reads a script. Defects of the text are added to the problems. */
    Script load(ScriptName name, LocatedFile file) {
        Optional<ScriptContent> content = name.kind().isSql() ? read(file, hasConfiguration(file)) : Optional.empty();
        return new Script(name, file.location(), file.path(), content, file.file());
    }

    private boolean hasConfiguration(LocatedFile file) {
        if (configurations.isEmpty()) {
            return false;
        }
        String path = file.path().toLowerCase(Locale.ROOT);
        unused.remove(path);
        return configurations.containsKey(path);
    }

    private Optional<ScriptContent> read(LocatedFile file, boolean configured) {
        try (InputStream in = file.file().open()) {
            return Optional.of(
                    encoding.equals(StandardCharsets.UTF_8)
                            ? reader.read(in)
                            : EncodedContentReader.read(in, encoding));
        } catch (CharacterCodingException e) {
            // Flyway ignores the encoding in a configuration on the class path.
            if (!configured || file.location().kind() == Location.Kind.CLASSPATH) {
                malformed(file, e, configured);
            }
        } catch (AccessDeniedException e) {
            unusable(
                    file,
                    "the application's account may not read the file",
                    "let the application's account read the script");
        } catch (NoSuchFileException e) {
            unusable(
                    file,
                    "it is a link, and the target of the link does not exist",
                    "Create the target, or remove the link.");
        } catch (IOException e) {
            unusable(file, "it can't be read: " + e.getMessage(), "Check the file, or build the jar again.");
        }
        return Optional.empty();
    }

    private void malformed(LocatedFile file, CharacterCodingException e, boolean configured) {
        String remedy;
        if (e instanceof NotUtf8Exception notUtf8) {
            String likely = notUtf8.likelyEncoding();
            remedy = "Save the script as UTF-8: "
                    + (likely.isEmpty()
                            ? "\"iconv -f <its encoding> -t UTF-8\" converts it; most editors on Windows write WINDOWS-1252."
                            : "\"iconv -f " + likely + " -t UTF-8\" converts it.")
                    + " If all scripts have this encoding, set AUTO_MIGRATE_ENCODING instead.";
        } else {
            remedy = "Save the script in " + encoding.name()
                    + ", or set AUTO_MIGRATE_ENCODING to the encoding of the scripts.";
        }
        unusable(
                file,
                e instanceof NotUtf8Exception
                        ? e.getMessage()
                        : "it is not " + encoding.name() + " text (" + e.getMessage() + ")",
                remedy + (configured ? " Flyway heeds \"encoding\" in a .conf only in filesystem: locations." : ""));
    }

    private void unusable(LocatedFile file, String reason, String remedy) {
        problems.add(
                "Migration script \"" + file.fileName() + "\" can't be used: " + reason, List.of(file.file()), remedy);
    }
}
