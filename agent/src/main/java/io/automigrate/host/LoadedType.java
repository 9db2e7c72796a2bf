package io.automigrate.host;

/** The types of the application's libraries, which are not visible to our classes. */
final class LoadedType {
    private LoadedType() {}

    /** Returns whether an object has the type of this name, as the class loader of the object knows it. */
    static boolean isInstance(String typeName, Object object) {
        ClassLoader loader = object.getClass().getClassLoader();
        if (loader == null) {
            return false;
        }
        try {
            return Class.forName(typeName, false, loader).isInstance(object);
        } catch (ClassNotFoundException e) {
            // The object is of another library.
            return false;
        }
    }
}
