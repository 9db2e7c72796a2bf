package io.automigrate.framework.reading;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.util.Map;

/** The properties of an application, as its framework reads them. */
public interface ApplicationProperties {
    /** Returns a property; {@code null} when the application does not have it. */
    Property find(String name) throws ReflectiveOperationException;

    /** Returns a property that is a list, its values joined; {@code null} when the application does not have it. */
    Property list(String name, String separator) throws ReflectiveOperationException;

    /** Returns the properties below a name, by the rest of their names; empty when there are none. */
    Map<String, Property> below(String name) throws ReflectiveOperationException;
}
