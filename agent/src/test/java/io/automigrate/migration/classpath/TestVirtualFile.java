package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The methods of {@code org.jboss.vfs.VirtualFile} that are used, over real files. */
public record TestVirtualFile(Path path) {
    static URL url(Path path) throws IOException {
        return new URL(null, "vfs:" + path, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        // Nothing to do.
                    }

                    @Override
                    public Object getContent() {
                        return new TestVirtualFile(path);
                    }
                };
            }
        });
    }

    public TestVirtualFile getParent() {
        return new TestVirtualFile(path.getParent());
    }

    public TestVirtualFile getChild(String name) {
        return new TestVirtualFile(path.resolve(name));
    }

    public List<TestVirtualFile> getChildren() throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            return children.map(TestVirtualFile::new).toList();
        }
    }

    public boolean exists() {
        return Files.exists(path);
    }

    public boolean isDirectory() {
        return Files.isDirectory(path);
    }

    public String getName() {
        return path.getFileName().toString();
    }

    public String getPathName() {
        return path.toString();
    }

    public long getSize() throws IOException {
        return Files.size(path);
    }

    public InputStream openStream() throws IOException {
        return Files.newInputStream(path);
    }
}
