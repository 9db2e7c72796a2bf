package io.automigrate.migration.classpath;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.List;

/**
 * A class path element in JBoss's virtual file system, {@code vfs:/content/app.war/WEB-INF/classes}. Its types are the server's, so all
 * is reflection on the public methods of {@code org.jboss.vfs.VirtualFile}.
 */
final class VirtualRoot implements ClassPathRoot {
    private final Object folder;
    private final String name;

    private VirtualRoot(Object folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Returns the element that holds a folder.
     *
     * @param url of the folder
     * @param folder its path in the element
     * @throws IOException when the server's file system does not know it
     */
    static VirtualRoot of(URL url, String folder) throws IOException {
        // The content of such a connection is the virtual file: no class of the server has to be found by name.
        Object file = url.openConnection().getContent();
        for (int depth = folder.isEmpty() ? 0 : folder.split("/").length; depth > 0; depth--) {
            file = call(file, "getParent");
        }
        return new VirtualRoot(file, "vfs:" + call(file, "getPathName"));
    }

    /** Returns what is equal for two roots that are one. */
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
        // The server's file system is not ours to close.
    }

    @Override
    public String toString() {
        return name;
    }
}
