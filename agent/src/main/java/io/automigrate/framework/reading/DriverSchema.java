package io.automigrate.framework.reading;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;

/**
 * The schema that a pool gives to the driver of PostgreSQL as a property. The driver gets it with each login, and the pool may choose
 * another one afterwards. A list is a search path, of which the first schema that exists is the one of the connection.
 *
 * @param answers the answers, which have the URL and the settings of the pool already
 */
public record DriverSchema(AnswerBuilder answers) {
    /** The name of the property. The driver tells small letters from capital ones. */
    public static final String NAME = "currentSchema";

    /**
     * Adds the schema to the answers.
     *
     * @param found the property; {@code null} for none
     * @param url the name of the URL, whose own parameters are stronger
     * @param schema the name under which the resolver looks for the schema of the pool
     * @param statement the name under which the resolver looks for the first statement of each connection
     */
    public void put(Property found, String url, String schema, String statement) {
        if (found == null || answers.has(schema) || namesSchema(url)) {
            return;
        }
        if (!found.value().contains(",")) {
            answers.put(schema, found);
            return;
        }
        String search = "SET search_path TO " + found.value();
        String next = answers.has(statement) ? ";\n" + answers.value(statement) : "";
        answers.put(statement, new Property(found.name(), search + next, found.place()));
    }

    private boolean namesSchema(String url) {
        return answers.has(url) && answers.value(url).contains(NAME + '=');
    }
}
