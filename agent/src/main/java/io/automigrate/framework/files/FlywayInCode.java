package io.automigrate.framework.files;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.classpath.FoundFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The classes of an application that change Flyway or the database by beans. The agent migrates before the first bean exists, so it does not see
 * the change. Loaded only where scripts are applied.
 */
public final class FlywayInCode {
    private static final String CLASS = ".class";
    private static final String STEREOTYPE = "Lorg/springframework/stereotype/";
    private static final String BEAN = "Lorg/springframework/context/annotation/Bean;";

    /** Texts in a class file that makes a data source of the properties which the agent reads. */
    private static final String[] PROPERTIES = {"/DataSourceProperties", "spring.datasource"};

    /**
     * The texts that a class file with such a bean holds.
     *
     * @param title the name of the bean for the message
     */
    private record Sign(String title, String... texts) {
        boolean isIn(String classFile) {
            for (String text : texts) {
                if (!classFile.contains(text)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final Sign[] SIGNS = {
        new Sign("FlywayConfigurationCustomizer", "/FlywayConfigurationCustomizer"),
        new Sign("FlywayMigrationStrategy", "/FlywayMigrationStrategy"),
        new Sign("@FlywayDataSource", "/FlywayDataSource;"),
        new Sign("a Flyway bean", ")Lorg/flywaydb/core/Flyway;", BEAN),
        new Sign("a Java migration that is a bean", "org/flywaydb/core/api/migration/", STEREOTYPE),
        new Sign("a Java migration that is a bean", ")Lorg/flywaydb/core/api/migration/", BEAN),
        new Sign("a callback that is a bean", "org/flywaydb/core/api/callback/", STEREOTYPE),
        new Sign("a callback that is a bean", ")Lorg/flywaydb/core/api/callback/", BEAN),
    };

    private static final Sign[] DATA_SOURCES = {
        new Sign("a DataSource bean", ")Ljavax/sql/DataSource;", BEAN),
        new Sign("a DataSource bean", ")Lcom/zaxxer/hikari/HikariDataSource;", BEAN),
    };

    private final boolean hasUrlForFlyway;

    private FlywayInCode(boolean hasUrlForFlyway) {
        this.hasUrlForFlyway = hasUrlForFlyway;
    }

    /**
     * Returns a warning that names the classes; nothing where the application has none.
     *
     * @param packages the packages below which the application has its classes
     * @param hasUrlForFlyway whether a setting names the database for migrations, so that no data source of the application counts
     * @param roots the class path of the application
     */
    public static Optional<String> warning(List<String> packages, boolean hasUrlForFlyway, ClassPathRoots roots) {
        List<String> folders = new ArrayList<>();
        for (String name : packages) {
            folders.add(name.replace('.', '/'));
        }
        TreeSet<String> found =
                folders.isEmpty() ? new TreeSet<>() : new FlywayInCode(hasUrlForFlyway).found(folders, roots);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The application has code for its database that the agent does not see, because the agent migrates before"
                                + " the first bean exists: " + String.join(", ", found)
                                + ". If the code changes the database, the table, the schemas, the locations or the scripts,"
                                + " tell the agent the same with AUTO_MIGRATE_* settings, or leave the migration to the"
                                + " application with AUTO_MIGRATE=false");
    }

    private TreeSet<String> found(List<String> folders, ClassPathRoots roots) {
        TreeSet<String> found = new TreeSet<>();
        List<FoundFile> files = List.of();
        try {
            files = roots.list(folders).files();
            for (FoundFile file : files) {
                if (file.name().endsWith(CLASS)) {
                    add(file, found);
                }
            }
        } catch (StartupException | IOException e) {
            // The application can't read its classes either, and its class loader says so.
            return found;
        } finally {
            for (FoundFile file : files) {
                file.root().close();
            }
        }
        return found;
    }

    private void add(FoundFile file, TreeSet<String> found) throws IOException {
        String classFile;
        try (InputStream in = file.open()) {
            // Names are plain letters in a class file, whatever surrounds them.
            classFile = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        String name =
                file.name().substring(0, file.name().length() - CLASS.length()).replace('/', '.');
        addSigns(SIGNS, classFile, name, found);
        if (!hasUrlForFlyway && !readsProperties(classFile)) {
            addSigns(DATA_SOURCES, classFile, name, found);
        }
    }

    private static boolean readsProperties(String classFile) {
        for (String text : PROPERTIES) {
            if (classFile.contains(text)) {
                return true;
            }
        }
        return false;
    }

    private static void addSigns(Sign[] signs, String classFile, String name, TreeSet<String> found) {
        for (Sign sign : signs) {
            if (sign.isIn(classFile)) {
                found.add(name + " (" + sign.title() + ")");
            }
        }
    }
}
