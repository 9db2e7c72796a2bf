package io.automigrate.datasource;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * An object of a library of the application, read by the names of its members: the library's types are not visible to our classes. Members
 * that are not public are as old as the versions in docs/hosts.md.
 *
 * @param target the object
 */
record Reflected(Object target) {
    /** Returns the result of a method without parameters. */
    Object call(String method) throws ReflectiveOperationException {
        Method found = method(method);
        if (found == null) {
            throw new NoSuchMethodException(target.getClass().getName() + '.' + method);
        }
        return found.invoke(target);
    }

    /** Returns the text that a method returns; {@code null} for none, or where this version does not have the method. */
    String text(String method) throws ReflectiveOperationException {
        Object value = has(method) ? call(method) : null;
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    boolean has(String method) {
        return method(method) != null;
    }

    /** Returns whether the object is of a type with this name. */
    boolean is(String typeName) {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(typeName)) {
                return true;
            }
        }
        return false;
    }

    boolean hasField(String name) {
        return declared(name) != null;
    }

    /** Returns the object that a field holds. */
    Object field(String name) throws ReflectiveOperationException {
        Field field = declared(name);
        if (field == null) {
            throw new NoSuchFieldException(target.getClass().getName() + '.' + name);
        }
        field.setAccessible(true);
        return field.get(target);
    }

    private Field declared(String name) {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    /** Looks for a public type that declares the method first: only such a type can be called on a module path. */
    private Method method(String name) {
        Method open = publicMethod(target.getClass(), name);
        if (open != null) {
            return open;
        }
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Method method = type.getDeclaredMethod(name);
                method.setAccessible(true);
                return method;
            } catch (NoSuchMethodException e) {
                // A superclass may have the method.
                continue;
            }
        }
        return null;
    }

    private static Method publicMethod(Class<?> type, String name) {
        if (type == null) {
            return null;
        }
        if (java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
            try {
                Method method = type.getMethod(name);
                return java.lang.reflect.Modifier.isPublic(
                                method.getDeclaringClass().getModifiers())
                        ? method
                        : null;
            } catch (NoSuchMethodException e) {
                return null;
            }
        }
        for (Class<?> declared : type.getInterfaces()) {
            Method method = publicMethod(declared, name);
            if (method != null) {
                return method;
            }
        }
        return publicMethod(type.getSuperclass(), name);
    }
}
