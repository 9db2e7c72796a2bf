package io.automigrate.framework.reading;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The properties of an application under other names: those of a data source with a name are read in place of those of the default one.
 *
 * @param all the properties under their own names, which messages show
 * @param spellings the own names of a property, the stronger one first
 */
public record RenamedProperties(ApplicationProperties all, List<UnaryOperator<String>> spellings)
        implements ApplicationProperties {
    @Override
    public Property find(String name) throws ReflectiveOperationException {
        for (UnaryOperator<String> spelling : spellings) {
            Property found = all.find(spelling.apply(name));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public Property list(String name, String separator) throws ReflectiveOperationException {
        for (UnaryOperator<String> spelling : spellings) {
            Property found = all.list(spelling.apply(name), separator);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public Map<String, Property> below(String name) throws ReflectiveOperationException {
        Map<String, Property> found = new HashMap<>();
        for (UnaryOperator<String> spelling : spellings) {
            all.below(spelling.apply(name)).forEach(found::putIfAbsent);
        }
        return found;
    }
}
