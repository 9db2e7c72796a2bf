package io.automigrate.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables and columns that scripts make, read from their text: CREATE, DROP, RENAME and ALTER TABLE. Names are compared without their
 * schema, quotes and case, which databases treat differently.
 */
public final class ScriptedTables {
    private static final String PART = "(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\]|[\\w$]+)";
    private static final String NAME = "(" + PART + "(?:\\s*\\.\\s*" + PART + ")*)";
    private static final String IF_EXISTS = "(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?";

    /** Comments, and the literals of text and of functions, in which a statement has no effect on the tables. */
    private static final Pattern IGNORED =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'[^']*'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private static final Pattern STATEMENTS = Pattern.compile(
            "\\bCREATE\\s+(?:UNLOGGED\\s+|CACHED\\s+|MEMORY\\s+)?TABLE\\s+" + IF_EXISTS + NAME
                    + "|\\bDROP\\s+TABLE\\s+" + IF_EXISTS + "([^;]*)"
                    + "|\\bALTER\\s+TABLE\\s+" + IF_EXISTS + "(?:ONLY\\s+)?" + NAME + "\\s+([^;]*)"
                    + "|\\bRENAME\\s+TABLE\\s+([^;]*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RENAME = pattern("RENAME\\s+(?:TO\\s+|AS\\s+)?" + NAME);
    private static final Pattern RENAME_COLUMN = pattern("RENAME\\s+(?:COLUMN\\s+)?" + NAME + "\\s+TO\\s+" + NAME);
    private static final Pattern RENAME_ALTERED =
            pattern("ALTER\\s+(?:COLUMN\\s+)?" + NAME + "\\s+RENAME\\s+TO\\s+" + NAME);
    private static final Pattern CHANGE =
            pattern("CHANGE\\s+(?:COLUMN\\s+)?" + IF_EXISTS + NAME + "\\s+" + NAME + "\\s.*");
    private static final Pattern ADD = pattern("ADD\\s+(?:COLUMN\\s+)?" + IF_EXISTS + "(.*)");
    private static final Pattern DROP = pattern("DROP\\s+(?:COLUMN\\s+)?" + IF_EXISTS + "(.*)");
    private static final Pattern PAIR = pattern(NAME + "\\s+TO\\s+" + NAME);
    private static final Pattern NO_COLUMN = pattern(
            "(?:CONSTRAINT|PRIMARY|FOREIGN|UNIQUE|CHECK|EXCLUDE|FULLTEXT|SPATIAL|PERIOD|INDEX|KEY|PARTITION)\\b.*");

    /** Names of columns on some databases, and the beginning of an index on others. */
    private static final Set<String> AMBIGUOUS = Set.of("index", "key", "period");

    private static final Pattern COPY = pattern("LIKE\\b.*");

    /**
     * The columns of a table.
     *
     * @param isComplete whether the text of the script names them all
     */
    private record Columns(Set<String> names, boolean isComplete) {}

    private final Map<String, Columns> tables = new TreeMap<>();

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** Returns a name as it is compared. */
    public static String plain(String name) {
        Matcher part = Pattern.compile(PART).matcher(name);
        String last = name;
        while (part.find()) {
            last = part.group();
        }
        return last.replaceAll("[`\"\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** Plays a script; returns whether the script changes tables or columns. */
    public boolean play(String script) {
        Map<String, Columns> before = copy();
        String sql = IGNORED.matcher(script).replaceAll(" ");
        Matcher statement = STATEMENTS.matcher(sql);
        while (statement.find()) {
            if (statement.group(1) != null) {
                create(plain(statement.group(1)), sql.substring(statement.end()));
            } else if (statement.group(2) != null) {
                items(statement.group(2)).forEach(name -> tables.remove(plain(name.split("\\s")[0])));
            } else if (statement.group(3) != null) {
                alter(plain(statement.group(3)), statement.group(4));
            } else {
                items(statement.group(5)).forEach(this::rename);
            }
        }
        return !before.equals(tables);
    }

    private Map<String, Columns> copy() {
        Map<String, Columns> copy = new TreeMap<>();
        tables.forEach(
                (name, columns) -> copy.put(name, new Columns(new TreeSet<>(columns.names()), columns.isComplete())));
        return copy;
    }

    /** Returns whether there is a table. */
    public boolean any() {
        return !tables.isEmpty();
    }

    /** Returns the tables and columns that are missing in a schema, as text for messages. */
    public List<String> missing(Map<String, Set<String>> schema) {
        List<String> missing = new ArrayList<>();
        tables.forEach((table, columns) -> {
            if (!schema.containsKey(table)) {
                missing.add("table \"" + table + "\" is missing");
                return;
            }
            for (String column : columns.names()) {
                if (!schema.get(table).contains(column)) {
                    missing.add("column \"" + table + "." + column + "\" is missing");
                }
            }
        });
        return missing;
    }

    /** Returns the tables and columns of a schema that no script makes, as text for messages. */
    public List<String> surplus(Map<String, Set<String>> schema) {
        List<String> surplus = new ArrayList<>();
        schema.forEach((table, names) -> {
            Columns columns = tables.get(table);
            if (columns == null) {
                surplus.add("table \"" + table + "\" is in no script");
            } else if (!columns.isComplete()) {
                surplus.add("the columns of \"" + table + "\" are not in the text of its script");
            } else {
                names.stream()
                        .filter(name -> !columns.names().contains(name) && !AMBIGUOUS.contains(name))
                        .forEach(name -> surplus.add("column \"" + table + "." + name + "\" is in no script"));
            }
        });
        return surplus;
    }

    private void create(String table, String rest) {
        if (tables.containsKey(table)) {
            return;
        }
        String body = parentheses(rest);
        List<String> items = items(body);
        String behind = body.isEmpty() ? rest : rest.substring(rest.indexOf('(') + body.length() + 2);
        String options = behind.substring(0, behind.indexOf(';') < 0 ? behind.length() : behind.indexOf(';'));
        boolean copies = body.isEmpty()
                || items.stream().anyMatch(item -> COPY.matcher(item).matches())
                || pattern("\\s*(?:.*\\s)?(?:AS|SELECT|INHERITS)\\b.*")
                        .matcher(options)
                        .matches();
        Set<String> names = new TreeSet<>();
        items.forEach(item -> addColumn(item, names));
        tables.put(table, new Columns(names, !copies));
    }

    private static void addColumn(String item, Set<String> names) {
        Matcher name = Pattern.compile(NAME).matcher(item);
        if (!NO_COLUMN.matcher(item).matches() && !COPY.matcher(item).matches() && name.lookingAt()) {
            names.add(plain(name.group(1)));
        }
    }

    private void alter(String table, String changes) {
        for (String change : items(changes)) {
            Columns columns = tables.get(table);
            Matcher renamed = RENAME.matcher(change);
            if (renamed.matches()) {
                rename(table, plain(renamed.group(1)));
                return;
            }
            if (columns != null) {
                alter(columns.names(), change);
            }
        }
    }

    private void alter(Set<String> columns, String change) {
        for (Pattern renames : List.of(RENAME_COLUMN, RENAME_ALTERED, CHANGE)) {
            Matcher renamed = renames.matcher(change);
            if (renamed.matches()) {
                columns.remove(plain(renamed.group(1)));
                columns.add(plain(renamed.group(2)));
                return;
            }
        }
        Matcher added = ADD.matcher(change);
        if (added.matches()) {
            String list = added.group(1).startsWith("(") ? parentheses(added.group(1)) : "";
            (list.isEmpty() ? List.of(added.group(1)) : items(list)).forEach(item -> addColumn(item, columns));
            return;
        }
        Matcher dropped = DROP.matcher(change);
        if (dropped.matches() && !NO_COLUMN.matcher(dropped.group(1)).matches()) {
            columns.remove(plain(dropped.group(1).strip().split("\\s")[0]));
        }
    }

    private void rename(String pair) {
        Matcher names = PAIR.matcher(pair);
        if (names.matches()) {
            rename(plain(names.group(1)), plain(names.group(2)));
        }
    }

    private void rename(String table, String name) {
        Columns columns = tables.remove(table);
        if (columns != null) {
            tables.put(name, columns);
        }
    }

    /** Returns the text between the parentheses at the beginning of a text; empty when the text begins otherwise. */
    private static String parentheses(String text) {
        int start = text.indexOf('(');
        if (start < 0 || !text.substring(0, start).isBlank()) {
            return "";
        }
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return text.substring(start + 1, i);
            }
        }
        return "";
    }

    /** Splits at the commas that are in no parentheses. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == text.length())) {
                String item = text.substring(start, i).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                start = i + 1;
            }
        }
        return items;
    }
}
