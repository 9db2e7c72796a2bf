package io.automigrate.migration.classpath;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.List;

/**
 * A class path element in JBoss's virtual file system, {@code vfs:/content/app.war/WEB-INF/classes}. The types belong to the server, so
 * the public methods of {@code org.jboss.vfs.VirtualFile} are called by reflection.
 */
final class VirtualRoot implements ClassPathRoot {
    private final Object folder;
    private final String name;

    private VirtualRoot(Object folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Returns the element that contains a folder.
     *
     * @param url the URL of the folder
     * @param folder the path of the folder below the element
     * @throws IOException when the server's file system does not know the folder
     */
    static VirtualRoot of(URL url, String folder) throws IOException {
        // The content of the connection is the virtual file, so the server's classes need not be loaded by name.
        Object file = url.openConnection().getContent();
        for (int depth = folder.isEmpty() ? 0 : folder.split("/").length; depth > 0; depth--) {
            file = call(file, "getParent");
        }
        return new VirtualRoot(file, "vfs:" + call(file, "getPathName"));
    }

    /** Returns an object that is equal for two roots with the same folder. */
    Object key() {
        return folder;
    }

    void list(Listing listing) throws IOException {
        for (WantedFolder wanted : listing.folders()) {
            Object child = wanted.name().isEmpty() ? folder : child(wanted.name());
            if ((boolean) call(child, "isDirectory")) {
                wanted.found();
                walk(child, wanted.name().isEmpty() ? "" : wanted.name() + "/", listing);
            }
        }
    }

    private void walk(Object directory, String prefix, Listing listing) throws IOException {
        for (Object child : (List<?>) call(directory, "getChildren")) {
            String name = prefix + call(child, "getName");
            if ((boolean) call(child, "isDirectory")) {
                walk(child, name + "/", listing);
            } else {
                listing.add(new FoundFile(
                        this, name, (long) call(child, "getSize"), new FileIdentity(call(child, "getPathName"), name)));
            }
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        Object file = child(name);
        if (!(boolean) call(file, "exists")) {
            throw new FileNotFoundException(place(name));
        }
        return (InputStream) call(file, "openStream");
    }

    private Object child(String name) throws IOException {
        try {
            return folder.getClass().getMethod("getChild", String.class).invoke(folder, name);
        } catch (ReflectiveOperationException e) {
            throw failed(e);
        }
    }

    private static Object call(Object on, String method) throws IOException {
        try {
            return on.getClass().getMethod(method).invoke(on);
        } catch (ReflectiveOperationException e) {
            throw failed(e);
        }
    }

    private static IOException failed(ReflectiveOperationException e) {
        Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
        return new IOException("the server's virtual file system can't be read: " + cause, cause);
    }

    @Override
    public String place(String name) {
        return this + "/" + name;
    }

    @Override
    public void close() {
        // The file system belongs to the server.
    }

    @Override
    public String toString() {
        return name;
    }
}
